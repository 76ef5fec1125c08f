package dev.sluice.streaming;

import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.machine.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/// Tells the sources how many rows the next micro-batch may have, if the query has a latency target: asks
/// [LatencyControl], and tells it what came of it.
///
/// Several sources share the rows as they had them, or had them to offer, lately. Nothing else than the cuts depends on
/// what is told here, and those are logged; so a replay needs none of it.
final class BatchLimits {

    private final Machine machine;
    private final boolean limited;
    private LatencyControl control;

    /// What is planned and does not run yet; a micro-batch may be planned while the one before is being committed.
    private @Nullable Plan next;
    private @Nullable Plan current;
    private long startedMicros;

    /// What each source had, or could have had, in the last micro-batch.
    private long[] weights = new long[0];

    /// @param left by each source, in rows
    private record Plan(long plannedMicros, long[] left) {}

    BatchLimits(@Nullable Duration target, Machine machine) {
        this.machine = machine;
        limited = target != null;
        control = LatencyControl.of(target == null ? Long.MAX_VALUE : Math.max(1, target.toNanos() / 1_000));
    }

    /// How much a source may give, if its own options are to count.
    ReadLimit of(int source) {
        if (!limited) return ReadLimit.OPTIONS;
        long rows = control.rows();
        if (weights.length < 2) return ReadLimit.rows(rows);
        double all = Arrays.stream(weights).sum() + weights.length;
        return ReadLimit.rows(Math.max(1, (long) (rows * ((weights[source] + 1) / all))));
    }

    /// The sources have just been asked, and a micro-batch was made of it.
    void planned(List<Source> sources) {
        if (!limited) return;
        next = new Plan(now(), sources.stream().mapToLong(Source::rowsLeft).toArray());
    }

    /// A micro-batch begins to run.
    void begin() {
        if (!limited) return;
        current = next;
        next = null;
        startedMicros = now();
    }

    /// It is committed. One that an earlier run planned says nothing: its size was not decided here.
    ///
    /// @param rows how many it read of each source
    void end(IntToLongFunction rows) {
        if (!limited || current == null) return;
        long[] left = current.left;
        long sum = 0;
        weights = new long[left.length];
        for (int i = 0; i < left.length; i++) {
            sum += rows.applyAsLong(i);
            weights[i] = rows.applyAsLong(i) + left[i];
        }
        control = control.after(new LatencyControl.Ran(
                current.plannedMicros, sum, Arrays.stream(left).sum(), now() - startedMicros));
        current = null;
    }

    private long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, machine.clock().instant());
    }
}
