package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Source;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// `rate-micro-batch`: so many numbered rows a micro-batch, whatever the clock says.
final class RateMicroBatchProvider implements Provider {

    @Override
    public String name() {
        return "rate-micro-batch";
    }

    @Override
    public List<OptionSpec> options() {
        return List.of(
                new OptionSpec("rowsPerBatch", null, "How many rows a micro-batch has."),
                new OptionSpec("numPartitions", null, "How many tasks read a micro-batch."),
                new OptionSpec("startTimestamp", "0", "The first micro-batch's timestamp, in milliseconds since 1970."),
                new OptionSpec("advanceMillisPerBatch", "1000", "How much later each following micro-batch is."));
    }

    @Override
    public DataType.Struct schema(
            Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
        open(options, around);
        return RateProvider.ownSchema(user, "RatePerMicroBatchProvider");
    }

    @Override
    public boolean streams() {
        return true;
    }

    @Override
    public Optional<Source> source(Options options, DataType.Struct schema, Surroundings around) {
        return Optional.of(open(options, around));
    }

    private static RateMicroBatchSource open(Options options, Surroundings around) {
        long rows = OptionValues.integer(options, "rowsPerBatch", 0);
        if (rows <= 0) throw OptionValues.outOfRange("rowsPerBatch", rows, "be positive");
        OptionalInt splitCount = RateOptions.splitCount(options);
        return new RateMicroBatchSource(
                rows,
                splitCount,
                splitCount.orElse(around.parallelism()),
                notNegative(options, "startTimestamp", 0),
                notNegative(options, "advanceMillisPerBatch", 1000));
    }

    private static long notNegative(Options options, String name, long otherwise) {
        long value = OptionValues.integer(options, name, otherwise);
        if (value < 0) throw OptionValues.outOfRange(name, value, "be non-negative");
        return value;
    }
}
