package dev.sluice.testing.simulation;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A stream outside of the simulated machine: it is there whatever crashes, and its offset counts rows.
///
/// It forgets what it is told that it may forget. Its readers hold the engine to the contract of [Source]: ranges
/// follow one another, and what was planned before is told in order.
final class SimulatedInput {

    private final String name;
    private final DataType.Struct schema;
    private final List<List<@Nullable Object>> rows;
    private final RandomGenerator random;
    private int available;
    private int forgotten;

    /// @param rows all that will ever be there
    /// @param random says how much of what is there a micro-batch may take
    SimulatedInput(String name, DataType.Struct schema, List<List<@Nullable Object>> rows, RandomGenerator random) {
        this.name = name;
        this.schema = schema;
        this.rows = rows;
        this.random = random;
    }

    /// Some more rows come in.
    void feed(int count) {
        available = Math.min(rows.size(), available + count);
    }

    boolean isFed() {
        return available == rows.size();
    }

    Source open(SimulatedLife life) {
        return new Reader(life);
    }

    private final class Reader implements Source {

        private final SimulatedLife life;
        private int position;

        Reader(SimulatedLife life) {
            this.life = life;
        }

        @Override
        public DataType.Struct schema() {
            return schema;
        }

        @Override
        public String description() {
            return name;
        }

        @Override
        public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
            if (available == 0) return Optional.empty();
            int most = available - row(from);
            if (limit.options() && most > 1) most = 1 + random.nextInt(most);
            return Optional.of(new Offset(JsonValue.of(row(from) + most)));
        }

        @Override
        public InputRange range(@Nullable Offset from, Offset to) {
            follow(from, to);
            return new InputRange(from, to, JsonValue.JsonNull.NULL);
        }

        @Override
        public void replay(InputRange range) {
            follow(range.from(), range.to());
        }

        private void follow(@Nullable Offset from, Offset to) {
            if (row(from) != position) {
                throw new Violation(name + ": a range begins at " + row(from) + ", and the last one that the source was"
                        + " told of ended at " + position);
            }
            position = row(to);
        }

        @Override
        public JsonValue memory() {
            return JsonValue.of(position);
        }

        @Override
        public void restore(JsonValue memory) {
            position = memory == JsonValue.JsonNull.NULL ? 0 : Math.toIntExact(memory.asLong());
        }

        @Override
        public List<Split> splits(InputRange range) {
            int from = row(range.from());
            int to = row(range.to());
            if (from < forgotten) {
                String what = name + ": rows from " + from + " on are asked for, and all before " + forgotten
                        + " were said to be done with";
                if (life.isReplaced()) throw new IllegalStateException(what);
                throw new Violation(what);
            }
            int middle = (from + to) / 2;
            List<Split> splits = new ArrayList<>();
            if (from < middle) splits.add(split(from, middle));
            splits.add(split(middle, to));
            return splits;
        }

        private Split split(int from, int to) {
            return () -> ChunkReader.of(List.of(Values.chunk(schema, rows.subList(from, to))));
        }

        @Override
        public void commit(Offset to) {
            forgotten = Math.max(forgotten, row(to));
        }

        @Override
        public void close() {}

        private static int row(@Nullable Offset offset) {
            return offset == null ? 0 : Math.toIntExact(offset.json().asLong());
        }
    }
}
