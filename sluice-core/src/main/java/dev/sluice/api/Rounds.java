package dev.sluice.api;

import dev.sluice.builtin.MemoryInput;
import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.Recursion;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The rows of a [Recursion], round after round, as they are asked for: who wants no more rows ends it.
///
/// @param run the rows of a plan
/// @param most how many rounds there may be; negative for any number
/// @param mostRows from how many rows on it is ended; negative for any number
record Rounds(Recursion recursion, Function<LogicalPlan, List<Chunk>> run, int most, int mostRows)
        implements StaticInput {

    /// What a session allows.
    record Limits(int rounds, int rows) {}

    /// The plan with rows in place of its recursions.
    ///
    /// ```text
    /// Scan Recursion r   =>   Scan the rounds of r
    /// ```
    static LogicalPlan in(LogicalPlan plan, Function<LogicalPlan, List<Chunk>> run, Limits limits) {
        return in(plan, run, limits, false);
    }

    /// @param limited whether LIMIT says how many rows there may be
    private static LogicalPlan in(
            LogicalPlan plan, Function<LogicalPlan, List<Chunk>> run, Limits limits, boolean limited) {
        boolean below = switch (plan) {
            case LogicalPlan.Limit limit -> limit.count() < Long.MAX_VALUE || limited;
            case LogicalPlan.Project _ -> limited;
            default -> false;
        };
        if (plan instanceof LogicalPlan.Scan(Recursion recursion, var ordinals, var output)) {
            int most = recursion.most() == null ? limits.rounds : recursion.most();
            var rounds = new Rounds(recursion, run, most, limited ? -1 : limits.rows);
            return new LogicalPlan.Scan(rounds, ordinals, output);
        }
        return plan.withChildren(plan.children().stream()
                .map(child -> in(child, run, limits, below))
                .toList());
    }

    @Override
    public DataType.Struct schema() {
        return recursion.schema();
    }

    @Override
    public String description() {
        return recursion.description();
    }

    @Override
    public List<Split> splits() {
        return List.of(Reader::new);
    }

    private LogicalPlan step(List<Chunk> last) {
        var rows = new MemoryInput(recursion.last().schema(), last);
        return rewritten(
                recursion.step(),
                node -> node instanceof LogicalPlan.Scan(var input, var ordinals, var output)
                                && input == recursion.last()
                        ? new LogicalPlan.Scan(rows, ordinals, output)
                        : node);
    }

    private static LogicalPlan rewritten(LogicalPlan plan, UnaryOperator<LogicalPlan> change) {
        if (plan instanceof LogicalPlan.Scan(Recursion inner, var ordinals, var output)) {
            return new LogicalPlan.Scan(inner.mapPlans(part -> rewritten(part, change)), ordinals, output);
        }
        return change.apply(plan.withChildren(
                plan.children().stream().map(child -> rewritten(child, change)).toList()));
    }

    private final class Reader implements ChunkReader {
        private final Deque<Chunk> ready = new ArrayDeque<>();
        private @Nullable List<Chunk> last;
        private int round;
        private long rowCount;

        @Override
        public @Nullable Chunk read() {
            while (ready.isEmpty()) {
                List<Chunk> next = next();
                if (next.isEmpty()) return null;
                ready.addAll(next);
            }
            return ready.poll();
        }

        /// The rows of the next round.
        private List<Chunk> next() {
            List<Chunk> before = last;
            if (before != null && before.isEmpty()) return before;
            if (before != null && round++ >= most && most >= 0) {
                throw ErrorCondition.RECURSION_LEVEL_LIMIT_EXCEEDED
                        .error()
                        .with("levelLimit", most)
                        .build();
            }
            List<Chunk> rows = run.apply(before == null ? recursion.anchor() : step(before)).stream()
                    .filter(chunk -> chunk.rowCount() > 0)
                    .toList();
            rowCount += rows.stream().mapToLong(Chunk::rowCount).sum();
            if (mostRows >= 0 && rowCount >= mostRows) {
                throw ErrorCondition.RECURSION_ROW_LIMIT_EXCEEDED
                        .error()
                        .with("rowLimit", mostRows)
                        .build();
            }
            last = rows;
            return rows;
        }

        @Override
        public void close() {}
    }
}
