package dev.sluice.format;

import dev.sluice.type.DataType;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes objects apart into columns, one for each field of a struct.
///
/// First [#scan] passes over the whole object, checks it and remembers where the fields' values are; then [#add] makes
/// values of them. So a broken object leaves nothing half done, the order of fields is free, and of a field that is
/// there twice the last counts.
final class JsonFields {

    private static final int MISSING = -1;

    private final KeyIndex keys;
    private final JsonColumn[] columns;
    private final int[] starts;
    private final int[] ends;
    private final boolean[] escapes;

    JsonFields(DataType.Struct struct, JsonSettings settings) {
        keys = new KeyIndex(struct.names());
        columns = struct.fields().stream()
                .map(field -> JsonColumn.of(field.type(), settings))
                .toArray(JsonColumn[]::new);
        starts = new int[columns.length];
        ends = new int[columns.length];
        escapes = new boolean[columns.length];
    }

    /// Passes over the object that begins at `from`.
    ///
    /// @return the position behind it, or [JsonScanner#MALFORMED]
    int scan(JsonScanner json, int from) {
        Arrays.fill(starts, MISSING);
        if (!json.enter()) return JsonScanner.MALFORMED;
        int at = json.skipSpace(from + 1);
        if (json.at(at) == '}') {
            json.leave();
            return at + 1;
        }
        int guess = 0;
        while (true) {
            int nameAt = json.skipSpace(at);
            int field = guess;
            int nameEnd = keys.behindQuoted(guess, json.bytes(), nameAt, json.end());
            if (nameEnd < 0) {
                nameEnd = json.skipString(nameAt);
                if (nameEnd == JsonScanner.MALFORMED) return nameEnd;
                json.readText(nameAt, nameEnd, json.escaped());
                field = keys.find(json.text(), json.textStart(), json.textEnd(), guess);
            }
            int valueAt = json.skipColon(nameEnd);
            if (valueAt == JsonScanner.MALFORMED) return valueAt;
            int valueEnd = json.skipValue(valueAt);
            if (valueEnd == JsonScanner.MALFORMED) return valueEnd;
            if (field >= 0) {
                starts[field] = valueAt;
                ends[field] = valueEnd;
                escapes[field] = json.escaped();
                guess = field + 1;
            }
            at = json.separator(valueEnd, '}');
            if (at == 0) return JsonScanner.MALFORMED;
            if (at < 0) {
                json.leave();
                return ~at;
            }
        }
    }

    /// Appends the values of the object that was scanned last, to each column one.
    ///
    /// @return whether all of them fit
    boolean add(JsonScanner json) {
        boolean fit = true;
        for (int i = 0; i < columns.length; i++) {
            if (starts[i] == MISSING) {
                columns[i].addNull();
                continue;
            }
            int taken = columns[i].add(json, starts[i], ends[i], escapes[i]);
            if (taken == JsonColumn.NOT_TAKEN) columns[i].addNull();
            fit &= taken == JsonColumn.TAKEN;
        }
        return fit;
    }

    void addNulls() {
        for (JsonColumn column : columns) column.addNull();
    }

    Vector[] build(byte[] block) {
        Vector[] built = new Vector[columns.length];
        for (int i = 0; i < built.length; i++) built[i] = columns[i].build(block);
        return built;
    }

    /// Makes columns with one in between: for the column of corrupt records.
    Vector[] build(byte[] block, int position, @Nullable Vector between) {
        Vector[] built = build(block);
        if (between == null) return built;
        Vector[] all = new Vector[built.length + 1];
        System.arraycopy(built, 0, all, 0, position);
        all[position] = between;
        System.arraycopy(built, position, all, position + 1, built.length - position);
        return all;
    }
}
