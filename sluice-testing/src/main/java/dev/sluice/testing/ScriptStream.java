package dev.sluice.testing;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.json.JsonValue;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A stream that a script feeds. Its offset is how many rows there were; it keeps them all, so that any range can be
/// read again.
///
/// One reader may use it at a time, in the thread that feeds it.
final class ScriptStream {

    private final String name;
    private final DataType.Struct schema;
    private final ChunkShape shape;
    private final int rowsPerBatch;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    /// @param rowsPerBatch how many rows a micro-batch may take
    ScriptStream(String name, DataType.Struct schema, ChunkShape shape, int rowsPerBatch) {
        this.name = name;
        this.schema = schema;
        this.shape = shape;
        this.rowsPerBatch = rowsPerBatch;
    }

    DataType.Struct schema() {
        return schema;
    }

    /// @param added in the form of [dev.sluice.vector.Values]
    void add(List<List<@Nullable Object>> added) {
        rows.addAll(added);
    }

    Source open() {
        return new Reader();
    }

    /// All its rows, as a table.
    StaticInput asTable() {
        return table(name, schema, shape.chunks(rows, schema));
    }

    static StaticInput table(String name, DataType.Struct schema, List<Chunk> chunks) {
        return new StaticInput() {
            @Override
            public DataType.Struct schema() {
                return schema;
            }

            @Override
            public String description() {
                return name;
            }

            @Override
            public List<Split> splits() {
                return List.of(() -> ChunkReader.of(chunks));
            }
        };
    }

    private static int row(@Nullable Offset offset) {
        return offset == null ? 0 : Math.toIntExact(offset.json().asLong());
    }

    private final class Reader implements Source {

        @Override
        public DataType.Struct schema() {
            return schema;
        }

        @Override
        public String description() {
            return name;
        }

        /// Nothing before the first row, so that there is no empty first micro-batch.
        @Override
        public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
            if (rows.isEmpty()) return Optional.empty();
            long most = limit.options() ? Math.min(rowsPerBatch, limit.mostRows()) : rows.size();
            return Optional.of(new Offset(JsonValue.of(Math.min(rows.size(), row(from) + most))));
        }

        @Override
        public boolean flows() {
            return true;
        }

        @Override
        public InputRange range(@Nullable Offset from, Offset to) {
            return new InputRange(from, to, JsonValue.JsonNull.NULL);
        }

        @Override
        public List<Split> splits(InputRange range) {
            List<Chunk> chunks = shape.chunks(rows.subList(row(range.from()), row(range.to())), schema);
            return List.of(() -> ChunkReader.of(chunks));
        }

        @Override
        public void close() {}
    }
}
