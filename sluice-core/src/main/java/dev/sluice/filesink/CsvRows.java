package dev.sluice.filesink;

import dev.sluice.format.CsvQuoting;
import dev.sluice.format.TimeStyle;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Vector;

/// A line of values a row.
///
/// @param header whether each file begins with the columns' names
/// @param nullValue what stands for null, and `emptyValue` for a string without content
/// @param trimStart whether space at the start of values is dropped; `trimEnd` at the end
public record CsvRows(
        DataType.Struct schema,
        CsvQuoting quoting,
        TimeStyle times,
        boolean header,
        String nullValue,
        String emptyValue,
        boolean trimStart,
        boolean trimEnd)
        implements RowText {

    @Override
    public void begin(StringBuilder out) {
        if (!header) return;
        for (int i = 0; i < schema.size(); i++) {
            if (i > 0) out.append(quoting.separator());
            text(out, schema.field(i).name(), i == 0);
        }
        out.append(quoting.lineEnd());
    }

    @Override
    public boolean concatenates() {
        return !header;
    }

    @Override
    public void append(StringBuilder out, Chunk chunk, int row) {
        appendValues(out, chunk.columns(), row);
        out.append(quoting.lineEnd());
    }

    /// Appends a row without what ends it.
    public void appendValues(StringBuilder out, Vector[] columns, int row) {
        var texts = new CsvText(times, nullValue);
        var value = new StringBuilder();
        for (int i = 0; i < schema.size(); i++) {
            if (i > 0) out.append(quoting.separator());
            Vector column = columns[i];
            if (column.isNull(row)) {
                quoting.append(out, nullValue, i == 0, true);
                continue;
            }
            value.setLength(0);
            texts.append(value, column, row, schema.field(i).type());
            text(out, value.toString(), i == 0);
        }
    }

    private void text(StringBuilder out, String value, boolean first) {
        String trimmed = trimmed(value);
        if (trimmed.isEmpty()) {
            quoting.append(out, emptyValue, first, true);
        } else {
            quoting.append(out, trimmed, first, false);
        }
    }

    private String trimmed(String value) {
        int start = 0;
        int end = value.length();
        if (trimStart) while (start < end && value.charAt(start) <= ' ') start++;
        if (trimEnd) while (end > start && value.charAt(end - 1) <= ' ') end--;
        return value.substring(start, end);
    }
}
