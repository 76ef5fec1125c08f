package dev.sluice.builtin;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rows that are in memory: of `createDataFrame`, of VALUES, of a temporary table.
public record MemoryInput(DataType.Struct schema, List<Chunk> chunks) implements StaticInput {

    public MemoryInput {
        chunks = List.copyOf(chunks);
    }

    /// @param rows in the form of [Values]
    public static MemoryInput of(DataType.Struct schema, List<? extends List<? extends @Nullable Object>> rows) {
        return new MemoryInput(schema, List.of(Values.chunk(schema, rows)));
    }

    @Override
    public String description() {
        return "LocalTableScan";
    }

    @Override
    public List<Split> splits() {
        return splits(chunks);
    }

    /// One split of all chunks: they are there already, and the order stays.
    static List<Split> splits(List<Chunk> chunks) {
        return chunks.isEmpty() ? List.of() : List.of(() -> ChunkReader.of(chunks));
    }
}
