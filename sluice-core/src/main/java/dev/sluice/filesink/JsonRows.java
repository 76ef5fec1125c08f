package dev.sluice.filesink;

import dev.sluice.format.JsonText;
import dev.sluice.format.TimeStyle;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;

/// A JSON object a row.
///
/// @param lineEnd what stands behind each
public record JsonRows(DataType.Struct schema, TimeStyle times, boolean keepNulls, String lineEnd) implements RowText {

    @Override
    public void append(StringBuilder out, Chunk chunk, int row) {
        JsonText.append(out, chunk, row, schema, times, keepNulls);
        out.append(lineEnd);
    }
}
