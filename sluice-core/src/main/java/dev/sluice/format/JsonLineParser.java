package dev.sluice.format;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.type.Physical;
import dev.sluice.vector.Chunk;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/// Makes rows of lines of JSON: an object is a row, an array of objects is several.
///
/// A line that is not JSON is a row of nulls, and a value that does not fit its column is null, as the mode says. What
/// follows the first value of a line is passed over, as in Spark.
public final class JsonLineParser implements LineParser {

    private static final int LONGEST_SHOWN = 1000;

    private final JsonScanner json;
    private final JsonFields fields;
    private final boolean keepsBlocks;
    private final boolean isText;
    private final int corruptAt;
    private final ParsedRows rows;

    private byte[] block = new byte[0];

    public JsonLineParser(DataType.Struct schema, JsonSettings settings) {
        json = new JsonScanner(settings);
        corruptAt = schema.names().indexOf(settings.corruptColumn());
        rows = new ParsedRows(settings.mode(), corruptAt >= 0);
        var data = new ArrayList<Field>(schema.fields());
        if (corruptAt >= 0) data.remove(corruptAt);
        fields = new JsonFields(new DataType.Struct(data), settings);
        keepsBlocks = hasBytes(schema);
        isText = settings.textAnew();
    }

    @Override
    public void line(byte[] in, int from, int to) {
        block = in;
        json.reset(in, to);
        boolean mark = !isText && to - from > 3 && in[from] == (byte) 0xEF && in[from + 1] == (byte) 0xBB;
        int at = json.skipSpace(mark ? from + 3 : from);
        switch (isText && !Utf8.isValid(in, from, to) ? 0 : json.at(at)) {
            case '{' -> {
                if (fields.scan(json, at) == JsonScanner.MALFORMED) {
                    malformed(from, to);
                } else {
                    rows.add(1, fields.add(json), in, from, to);
                }
            }
            case '[' -> array(at, from, to);
            default -> {
                // Nothing but space is no row at all.
                if (at < to) malformed(from, to);
            }
        }
    }

    @Override
    public int rowCount() {
        return rows.count();
    }

    @Override
    public Chunk take() {
        return rows.take(fields.build(block, corruptAt, rows.takeText(block)));
    }

    @Override
    public boolean keepsBlocks() {
        return keepsBlocks;
    }

    /// An array with an object for each row; anything else in it makes the whole line malformed.
    private void array(int start, int from, int to) {
        int end = json.skipValue(start);
        if (end == JsonScanner.MALFORMED || !hasObjectsOnly(start, end)) {
            malformed(from, to);
            return;
        }
        int made = 0;
        boolean fit = true;
        int at = json.skipSpace(start + 1);
        while (json.at(at) == '{') {
            int behind = fields.scan(json, at);
            fit &= fields.add(json);
            made++;
            int next = json.separator(behind, ']');
            at = next < 0 ? end : json.skipSpace(next);
        }
        rows.add(made, fit, block, from, to);
    }

    private boolean hasObjectsOnly(int start, int end) {
        int at = json.skipSpace(start + 1);
        while (at < end && json.at(at) == '{') {
            int next = json.separator(json.skipValue(at), ']');
            if (next < 0) return true;
            at = json.skipSpace(next);
        }
        return json.at(at) == ']';
    }

    private void malformed(int from, int to) {
        fields.addNulls();
        rows.add(1, false, block, from, to);
    }

    /// What mode FAILFAST says about a line.
    static SluiceException malformedRecord(byte[] bytes, int from, int to) {
        int shown = Math.min(to - from, LONGEST_SHOWN);
        String record = new String(bytes, from, shown, StandardCharsets.UTF_8);
        return ErrorCondition.MALFORMED_RECORD
                .error()
                .with("badRecord", shown < to - from ? record + "…" : record)
                .build();
    }

    /// Whether values of the type are views into a block.
    static boolean hasBytes(DataType type) {
        return switch (type) {
            case DataType.Struct struct -> struct.fields().stream().anyMatch(field -> hasBytes(field.type()));
            case DataType.Array array -> hasBytes(array.element());
            case DataType.Map _ -> true;
            case DataType.Atomic _, DataType.Decimal _, DataType.Interval _ -> type.physical() == Physical.BYTES;
        };
    }
}
