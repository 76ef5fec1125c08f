package dev.sluice.filesink;

import dev.sluice.format.ValueText;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.time.ZoneOffset;

/// A row's one string, as it is; a null is an empty line.
public record TextRows(String lineEnd) implements RowText {

    @Override
    public void append(StringBuilder out, Chunk chunk, int row) {
        if (!chunk.column(0).isNull(row)) {
            ValueText.append(out, chunk.column(0), row, DataType.Atomic.STRING, ZoneOffset.UTC);
        }
        out.append(lineEnd);
    }
}
