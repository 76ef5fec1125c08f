package dev.sluice.spark;

import dev.sluice.checkpoint.LogEntry.Opened;
import dev.sluice.state.DueTime;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStores;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A join of two streams: the rows of each side by the keys that have to be equal.
///
/// Here rows of equal keys are told apart by any numbers. Spark counts them: one store has how many there are, another
/// the rows under 0, 1, 2, ….
///
/// @param sides the left one, then the right one
record JoinedRows(List<Side> sides) implements MovingState {

    static final String NAME = "symmetricHashJoin";

    /// @param counts how many rows there are of a key
    /// @param rows the rows
    /// @param keys how many columns have to be equal
    /// @param due by what a row is forgotten, or null
    record Side(
            StateSpec spec,
            SparkStore counts,
            SparkStore rows,
            int keys,
            @Nullable DueTime due) {

        static Side of(Opened opened, StateSpec spec, String name, String path) {
            List<Field> keys = new ArrayList<>();
            int count = spec.key().size() - 1;
            for (int i = 0; i < count; i++)
                keys.add(Field.of("field" + i, spec.key().field(i).type()));
            var number = DataType.Struct.of(Field.of("value", Atomic.LONG));
            var counts = new SparkStore(name + "-keyToNumValues", new DataType.Struct(keys), number);
            List<Field> indexed = new ArrayList<>(keys);
            indexed.add(Field.of("index", Atomic.LONG));
            List<Field> values = spec.value().fields();
            DueTime due = DueTimes.of(opened, spec, path);
            var row = new DataType.Struct(due != null ? values.subList(0, values.size() - 1) : values);
            var rows = new SparkStore(name + "-keyWithIndexToValue", new DataType.Struct(indexed), row);
            return new Side(spec, counts, rows, count, due);
        }

        private record Numbered(long number, List<@Nullable Object> value) {}

        /// The rows of equal keys.
        private record Equal(int partition, List<@Nullable Object> keys, List<Numbered> rows) {}

        void toSpark(StateStores state, SparkPartitions partitions, Rows out) {
            Map<ByteBuffer, Equal> all = new HashMap<>();
            OurRows.visit(state, spec, keys, partitions, (partition, key, value) -> {
                List<@Nullable Object> equal = new ArrayList<>(key.subList(0, keys));
                long number = (Long) Objects.requireNonNull(key.get(keys));
                all.computeIfAbsent(
                                ByteBuffer.wrap(UnsafeRows.write(counts.key(), equal)),
                                _ -> new Equal(partition, equal, new ArrayList<>()))
                        .rows()
                        .add(new Numbered(number, value));
            });
            all.values().forEach(equal -> toSpark(equal, out));
        }

        void fromSpark(Stored stored, OurRows.Writer to) {
            Map<ByteBuffer, Long> left = counted(stored);
            stored.of(rows).forEach((key, value) -> {
                List<@Nullable Object> row = UnsafeRows.read(rows.key(), key);
                left.merge(ByteBuffer.wrap(UnsafeRows.write(counts.key(), row.subList(0, keys))), -1L, Long::sum);
                List<@Nullable Object> values = UnsafeRows.read(rows.value(), value);
                Long time = due == null ? null : DueTimes.due(due, row, values);
                row.addAll(values);
                if (due != null) row.add(time);
                to.add(spec, row);
            });
            if (left.values().stream().anyMatch(count -> count != 0)) {
                throw new IllegalArgumentException(
                        "the rows in " + rows.name() + " are others than those that " + counts.name() + " counts");
            }
        }

        /// How many rows Spark counts of each key.
        private Map<ByteBuffer, Long> counted(Stored stored) {
            Map<ByteBuffer, Long> counted = new HashMap<>();
            stored.of(counts)
                    .forEach((key, count) -> counted.put(key, (Long) Objects.requireNonNullElse(
                            UnsafeRows.read(counts.value(), count).getFirst(), 0L)));
            return counted;
        }

        private void toSpark(Equal equal, Rows out) {
            List<Numbered> all = equal.rows();
            all.sort(Comparator.comparingLong(Numbered::number));
            out.add(
                    counts,
                    equal.partition(),
                    UnsafeRows.write(counts.key(), equal.keys()),
                    UnsafeRows.write(counts.value(), List.of((long) all.size())));
            for (int i = 0; i < all.size(); i++) {
                List<@Nullable Object> key = new ArrayList<>(equal.keys());
                key.add((long) i);
                List<@Nullable Object> value =
                        all.get(i).value().subList(0, rows.value().size());
                out.add(
                        rows,
                        equal.partition(),
                        UnsafeRows.write(rows.key(), key),
                        UnsafeRows.write(rows.value(), value));
            }
        }
    }

    /// @param specs of both sides
    static JoinedRows of(Opened opened, List<StateSpec> specs, String path) {
        StateSpec left = side(specs, "-left", path);
        StateSpec right = side(specs, "-right", path);
        return new JoinedRows(List.of(Side.of(opened, left, "left", path), Side.of(opened, right, "right", path)));
    }

    private static StateSpec side(List<StateSpec> specs, String end, String path) {
        return specs.stream()
                .filter(spec -> spec.operator().endsWith(end))
                .findFirst()
                .orElseThrow(() -> SparkFiles.notCovered(path, "it has no side " + end + " of the join"));
    }

    @Override
    public String operatorName() {
        return NAME;
    }

    @Override
    public List<SparkStore> stores() {
        return sides.stream()
                .flatMap(side -> Stream.of(side.counts(), side.rows()))
                .toList();
    }

    @Override
    public int routingColumns() {
        return sides.getFirst().keys();
    }

    @Override
    public void toSpark(StateStores state, SparkPartitions partitions, Rows rows) {
        sides.forEach(side -> side.toSpark(state, partitions, rows));
    }

    @Override
    public void fromSpark(Stored stored, OurRows.Writer to) {
        sides.forEach(side -> side.fromSpark(stored, to));
    }
}
