package dev.sluice.builtin;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.error.ErrorCondition;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A stream that a program feeds, for tests and experiments: `stream.add(rows)` and the queries that read it run.
///
/// Its offset counts the calls of [#add], from 0; what a call adds is never cut. All rows are kept, so that a query
/// that is started again in the same process reads them again. Safe for use by several threads and several queries.
public final class MemoryStream {

    private final DataType.Struct schema;
    private final Clock clock;
    private final List<ChunkReader.Arrived> added = new ArrayList<>();

    /// For each of them how many rows there are up to its end.
    private final List<Long> rowEnds = new ArrayList<>();
    private final List<Runnable> listeners = new ArrayList<>();

    public MemoryStream(DataType.Struct schema) {
        this(schema, Machine.real().clock());
    }

    /// @param clock says when rows come
    public MemoryStream(DataType.Struct schema, Clock clock) {
        this.schema = schema;
        this.clock = clock;
    }

    public DataType.Struct schema() {
        return schema;
    }

    /// Appends rows, given in the form of [Values], and wakes the queries.
    ///
    /// @return the stream's new end
    public Offset add(List<? extends List<? extends @Nullable Object>> rows) {
        return add(Values.chunk(schema, rows));
    }

    /// Appends the rows of a chunk with the stream's columns.
    public Offset add(Chunk rows) {
        Offset end;
        List<Runnable> woken;
        synchronized (this) {
            added.add(new ChunkReader.Arrived(rows, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())));
            rowEnds.add(rowsUpTo(added.size() - 2) + rows.rowCount());
            end = offset(added.size() - 1);
            woken = List.copyOf(listeners);
        }
        woken.forEach(Runnable::run);
        return end;
    }

    /// A reader for one run of one query.
    public Source open() {
        return new MemorySource();
    }

    /// The stream as a format, for where one is needed.
    public Provider provider() {
        return new StreamProvider();
    }

    @Override
    public String toString() {
        return "MemoryStream" + schema.names().stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static Offset offset(int index) {
        return new Offset(JsonValue.of(index));
    }

    private static int index(@Nullable Offset offset) {
        return offset == null ? -1 : (int) offset.json().asLong();
    }

    private synchronized int end() {
        return added.size() - 1;
    }

    /// How many rows there are up to the end of a call of [#add]; of one that a checkpoint knows of and another process
    /// made, as many as there are.
    private synchronized long rowsUpTo(int index) {
        int known = Math.min(index, rowEnds.size() - 1);
        return known < 0 ? 0 : rowEnds.get(known);
    }

    /// The last call of [#add] up to which there are no more than so many rows, but at least one call behind `from`.
    private synchronized int within(long mostRows, int from, int end) {
        long last = rowsUpTo(from) + mostRows;
        if (last < 0 || rowsUpTo(end) <= last) return end;
        int found = Collections.binarySearch(rowEnds.subList(0, end + 1), last);
        return Math.max(Math.min(from + 1, end), found < 0 ? -found - 2 : found);
    }

    private synchronized List<ChunkReader.Arrived> between(InputRange range) {
        int end = index(range.to());
        if (end >= added.size()) {
            throw new IllegalArgumentException("the stream ends at " + (added.size() - 1) + ", before " + end
                    + ": a stream in memory can't be read again in another process");
        }
        return List.copyOf(added.subList(index(range.from()) + 1, end + 1));
    }

    private final class MemorySource implements Source {

        private @Nullable Runnable listener;
        private int frozenEnd = Integer.MAX_VALUE;
        private long rowsLeft;

        @Override
        public DataType.Struct schema() {
            return schema;
        }

        @Override
        public String description() {
            return MemoryStream.this.toString();
        }

        @Override
        public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
            int there = Math.max(Math.min(end(), frozenEnd), index(from));
            int end = within(limit.mostRows(), index(from), there);
            rowsLeft = rowsUpTo(there) - rowsUpTo(end);
            return end < 0 ? Optional.empty() : Optional.of(offset(end));
        }

        @Override
        public long rowsLeft() {
            return rowsLeft;
        }

        @Override
        public boolean freeze() {
            frozenEnd = end();
            return true;
        }

        @Override
        public InputRange range(@Nullable Offset from, Offset to) {
            return new InputRange(from, to, JsonValue.JsonNull.NULL);
        }

        @Override
        public List<Split> splits(InputRange range) {
            List<ChunkReader.Arrived> chunks = between(range);
            return chunks.isEmpty() ? List.of() : List.of(() -> ChunkReader.ofArrived(chunks));
        }

        @Override
        public boolean flows() {
            return true;
        }

        @Override
        public OptionalLong rowCount(InputRange range) {
            return OptionalLong.of(between(range).stream()
                    .mapToLong(rows -> rows.chunk().rowCount())
                    .sum());
        }

        @Override
        public void onData(Runnable wake) {
            synchronized (MemoryStream.this) {
                listeners.remove(listener);
                listener = wake;
                listeners.add(wake);
            }
        }

        @Override
        public void close() {
            synchronized (MemoryStream.this) {
                listeners.remove(listener);
            }
        }
    }

    private final class StreamProvider implements Provider {

        @Override
        public String name() {
            return "memorystream";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of();
        }

        @Override
        public DataType.Struct schema(
                Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
            if (user != null) {
                throw ErrorCondition.USER_SCHEMA_NOT_ALLOWED
                        .error()
                        .with("source", "MemoryStream")
                        .build();
            }
            return schema;
        }

        @Override
        public boolean streams() {
            return true;
        }

        @Override
        public Optional<Source> source(Options options, DataType.Struct columns, Surroundings around) {
            return Optional.of(open());
        }
    }
}
