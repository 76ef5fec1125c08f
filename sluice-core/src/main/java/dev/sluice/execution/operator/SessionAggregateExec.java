package dev.sluice.execution.operator;

import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Merges partial groups whose sessions touch into sessions, when all input is there.
///
/// Its input is exchanged by the other keys, so that all windows of a session are in one task.
///
/// @param session which of the keys is the session
public record SessionAggregateExec(PhysicalPlan input, Grouping grouping, int session) implements OperatorPlan {

    @Override
    public List<Column> output() {
        return grouping.resultColumns();
    }

    @Override
    public Operator open(TaskContext task) {
        return new SessionAggregate();
    }

    private final class SessionAggregate implements Operator {
        private final int keyCount = grouping.keys().size();
        private final List<Chunk> chunks = new ArrayList<>();

        @Override
        public void push(Chunk chunk, Output out) {
            chunks.add(chunk.compact());
        }

        @Override
        public void finish(Output out) {
            int count = chunks.stream().mapToInt(Chunk::size).sum();
            if (count == 0) return;
            Vector[] partial = sorted(all(), count);
            int[] groups = groups(partial, count);
            var windows = (StructVector) partial[session];
            SessionMerge merge = SessionMerge.of(groups, times(windows, 0), times(windows, 1), count);
            emit(partial, merge, merged(partial, merge, count), out);
        }

        private Vector[] all() {
            List<Column> columns = input.output();
            Vector[] all = new Vector[columns.size()];
            for (int c = 0; c < all.length; c++) {
                int column = c;
                all[c] = Vectors.concat(
                        columns.get(c).type(),
                        chunks.stream().map(chunk -> chunk.column(column)).toList());
            }
            chunks.clear();
            return all;
        }

        /// The rows by group, and in each group by the start of their window.
        private Vector[] sorted(Vector[] columns, int count) {
            Vector windows = Vectors.flatten(columns[session]);
            int[] order = SessionMerge.order(groups(columns, count), times((StructVector) windows, 0), count);
            Vector[] sorted = new Vector[columns.length];
            for (int c = 0; c < sorted.length; c++) {
                sorted[c] = Vectors.flatten(Vectors.gather(columns[c], order, count));
            }
            return sorted;
        }

        /// A number for each row's keys without the session, counted in the order in which they appear.
        private int[] groups(Vector[] columns, int count) {
            int[] others =
                    IntStream.range(0, keyCount).filter(key -> key != session).toArray();
            Vector[] keys = new Vector[others.length];
            for (int i = 0; i < others.length; i++) keys[i] = columns[others[i]];
            var encoder = new KeyEncoder(
                    Arrays.stream(others).mapToObj(grouping.keyTypes()::get).toList());
            KeyBatch batch = encoder.encode(keys, Selection.all(count));
            int[] slots = new int[count];
            new KeyTable().add(batch, slots);
            return slots;
        }

        private static long[] times(StructVector windows, int field) {
            return ((LongVector) Vectors.flatten(windows.fields()[field])).values();
        }

        private List<MutableVector[]> merged(Vector[] partial, SessionMerge merge, int count) {
            MutableVector[] state = grouping.newState();
            for (MutableVector column : state) column.ensure(merge.count());
            List<MutableVector[]> states = grouping.slices(state);
            List<Vector[]> partials = grouping.slices(Arrays.copyOfRange(partial, keyCount, partial.length));
            for (int i = 0; i < states.size(); i++) {
                var accumulator = grouping.aggregates().get(i).function().accumulator();
                accumulator.merge(states.get(i), merge.session(), partials.get(i), Selection.all(count));
            }
            return states;
        }

        private void emit(Vector[] partial, SessionMerge merge, List<MutableVector[]> states, Output out) {
            for (int from = 0; from < merge.count(); from += Chunk.ROWS) {
                int to = Math.min(from + Chunk.ROWS, merge.count());
                int size = to - from;
                int[] first = Arrays.copyOfRange(merge.first(), from, to);
                int[] slots = IntStream.range(from, to).toArray();
                Vector[] columns = new Vector[keyCount + states.size()];
                for (int k = 0; k < keyCount; k++) columns[k] = Vectors.gather(partial[k], first, size);
                columns[session] = sessions(merge, from, to);
                for (int i = 0; i < states.size(); i++) {
                    var accumulator = grouping.aggregates().get(i).function().accumulator();
                    columns[keyCount + i] = accumulator.result(states.get(i), slots, size);
                }
                out.accept(Chunk.of(size, columns));
            }
        }

        private static Vector sessions(SessionMerge merge, int from, int to) {
            Vector starts = new LongVector(Arrays.copyOfRange(merge.starts(), from, to), null, to - from);
            Vector ends = new LongVector(Arrays.copyOfRange(merge.ends(), from, to), null, to - from);
            return new StructVector(new Vector[] {starts, ends}, null, to - from);
        }
    }

    @Override
    public String describe() {
        return "SessionAggregate(" + grouping + ", session="
                + grouping.keyColumns().get(session) + ")";
    }
}
