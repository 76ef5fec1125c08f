package dev.sluice.format;

import dev.sluice.type.DataType;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes objects apart into columns, one for each field of a struct.
///
/// First [#scan] passes over the whole object, checks it and remembers where the fields' values are; then [#add] makes
/// values of them. So a broken object leaves nothing half done, the order of fields is free, and of a field that is
/// there twice the last that fits counts.
final class JsonFields {

    private static final int MISSING = -1;

    private final KeyIndex keys;
    private final FieldOrder order = new FieldOrder();
    private final JsonColumn[] columns;
    private final int[] starts;
    private final int[] ends;
    private final boolean[] escapes;
    /// Values that came before others of their field's name, which is rare: the field, begin, end, and 1 if it is a
    /// string with escapes.
    private int[] shadowed = new int[0];

    private int shadowedSize;
    private final DataType.Struct struct;
    private final JsonSettings settings;

    JsonFields(DataType.Struct struct, JsonSettings settings) {
        this.struct = struct;
        this.settings = settings;
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
        shadowedSize = 0;
        if (!json.enter()) return JsonScanner.MALFORMED;
        int at = json.skipSpace(from + 1);
        if (json.at(at) == '}') {
            json.leave();
            return at + 1;
        }
        int place = 0;
        while (true) {
            int nameAt = json.skipSpace(at);
            int known = order.find(place, json.bytes(), nameAt, json.end());
            int valueAt;
            int field;
            if (known >= 0) {
                valueAt = nameAt + order.length(known);
                field = order.field(known);
                place = known + 1;
            } else {
                int nameEnd = json.skipName(nameAt);
                if (nameEnd == JsonScanner.MALFORMED) return nameEnd;
                json.readText(nameAt, nameEnd, json.escaped());
                valueAt = json.skipColon(nameEnd);
                if (valueAt == JsonScanner.MALFORMED) return valueAt;
                field = keys.find(json.text(), json.textStart(), json.textEnd());
                place = order.insert(place, json.bytes(), nameAt, valueAt, field);
            }
            valueAt = json.skipSpace(valueAt);
            int valueEnd = json.skipValue(valueAt);
            if (valueEnd == JsonScanner.MALFORMED) return valueEnd;
            if (field >= 0) {
                if (starts[field] != MISSING) shadow(field);
                starts[field] = valueAt;
                ends[field] = valueEnd;
                escapes[field] = json.escaped();
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
            fit &= taken == JsonColumn.TAKEN;
            if (shadowedSize > 0) {
                fit &= shadowedFit(json, i);
                if (taken == JsonColumn.NOT_TAKEN) taken = addShadowed(json, i);
            }
            if (taken == JsonColumn.NOT_TAKEN) columns[i].addNull();
        }
        return fit;
    }

    private void shadow(int field) {
        if (shadowedSize == shadowed.length) shadowed = Arrays.copyOf(shadowed, Math.max(16, shadowedSize * 2));
        shadowed[shadowedSize++] = field;
        shadowed[shadowedSize++] = starts[field];
        shadowed[shadowedSize++] = ends[field];
        shadowed[shadowedSize++] = escapes[field] ? 1 : 0;
    }

    /// Tries them in a column that nobody sees.
    private boolean shadowedFit(JsonScanner json, int field) {
        boolean fit = true;
        for (int i = 0; i < shadowedSize; i += 4) {
            if (shadowed[i] != field) continue;
            JsonColumn trial = JsonColumn.of(struct.field(field).type(), settings);
            fit &= trial.add(json, shadowed[i + 1], shadowed[i + 2], shadowed[i + 3] == 1) == JsonColumn.TAKEN;
        }
        return fit;
    }

    private int addShadowed(JsonScanner json, int field) {
        for (int i = shadowedSize - 4; i >= 0; i -= 4) {
            if (shadowed[i] != field) continue;
            int taken = columns[field].add(json, shadowed[i + 1], shadowed[i + 2], shadowed[i + 3] == 1);
            if (taken != JsonColumn.NOT_TAKEN) return taken;
        }
        return JsonColumn.NOT_TAKEN;
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
