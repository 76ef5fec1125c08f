package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/// How fast the rate source makes rows.
///
/// ```text
/// rows a second                   rampUpSeconds 4, rowsPerSecond 10
/// 10          ┌──────
///  8        ┌─┘                   second      0 1 2  3  4  5  6
///  6      ┌─┘                     rows so far 0 2 6 12 20 30 40
///  4    ┌─┘
///  2  ┌─┘
///     0 1 2 3 4 5 6  seconds
/// ```
///
/// @param splitCount how many tasks read a micro-batch, if the user says so
record RateOptions(long rowsPerSecond, long rampUpSeconds, OptionalInt splitCount) {

    static final List<OptionSpec> ALL = List.of(
            new OptionSpec("rowsPerSecond", "1", "How many rows a second are made."),
            new OptionSpec("rampUpTime", "0s", "How long it takes to get as fast as that."),
            new OptionSpec("numPartitions", null, "How many tasks read a micro-batch."));

    static RateOptions of(Options options) {
        long rows = OptionValues.integer(options, "rowsPerSecond", 1);
        if (rows <= 0) throw OptionValues.outOfRange("rowsPerSecond", rows, "be positive");
        long rampUp = OptionValues.time(options, "rampUpTime", "0s", TimeUnit.SECONDS, TimeUnit.SECONDS);
        if (rampUp < 0) throw OptionValues.outOfRange("rampUpTime", rampUp, "not be negative");
        return new RateOptions(rows, rampUp, splitCount(options));
    }

    /// The value of the option `numPartitions`, if it is there.
    static OptionalInt splitCount(Options options) {
        if (!options.has("numPartitions")) return OptionalInt.empty();
        long count = OptionValues.integer(options, "numPartitions", 1);
        if (count <= 0) throw OptionValues.outOfRange("numPartitions", count, "be positive");
        return OptionalInt.of((int) Math.min(count, Integer.MAX_VALUE));
    }

    /// How many rows there are after so many seconds.
    ///
    /// @param seconds at most [#maximumSeconds]
    long rowsAt(long seconds) {
        long ramp = Math.min(seconds, rampUpSeconds);
        long speedup = rowsPerSecond / (rampUpSeconds + 1);
        // One of ramp and ramp + 1 is even: halved first, the product does not overflow.
        long inRamp = ramp % 2 == 0 ? ramp / 2 * speedup * (ramp + 1) : (ramp + 1) / 2 * speedup * ramp;
        return inRamp + (seconds - ramp) * rowsPerSecond;
    }

    /// How many seconds pass before the values are used up.
    long maximumSeconds() {
        return Long.MAX_VALUE / rowsPerSecond;
    }

    void requireRampUpThatEnds() {
        if (rampUpSeconds <= maximumSeconds()) return;
        throw ErrorCondition.INCORRECT_RAMP_UP_RATE
                .error()
                .with("rowsPerSecond", rowsPerSecond)
                .with("maxSeconds", maximumSeconds())
                .with("rampUpTimeSeconds", rampUpSeconds)
                .build();
    }
}
