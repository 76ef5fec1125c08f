package dev.sluice.format;

import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What the outermost value of a JSON text has: how many items, which names, the values of some names. A text that is
/// no JSON has nothing. One for each thread.
public final class JsonParts {

    public static final int NO_LIST = -1;

    private static final int ABSENT = -1;

    private final JsonScanner json = new JsonScanner(JsonSettings.ofTexts());
    private final ByteViews[] fields;
    private final int[] starts;
    private final int[] ends;
    private final JsonCopy copy = new JsonCopy();

    /// @param fieldCount how many fields [#addFields] takes out
    public JsonParts(int fieldCount) {
        fields = new ByteViews[fieldCount];
        Arrays.setAll(fields, _ -> new ByteViews());
        starts = new int[fieldCount];
        ends = new int[fieldCount];
    }

    /// The number of items of a list, or [#NO_LIST].
    public int itemCount(byte[] bytes, int from, int to) {
        int at = begin(bytes, from, to, '[');
        if (at < 0) return NO_LIST;
        int count = 0;
        while (json.at(at) != ']') {
            count++;
            int next = json.separator(json.skipValue(at), ']');
            if (next < 0) return count;
            at = json.skipSpace(next);
        }
        return count;
    }

    /// Appends the names of an object's fields as a list, or null.
    public void appendNames(byte[] bytes, int from, int to, VectorBuilder.Lists out) {
        int at = begin(bytes, from, to, '{');
        if (at < 0) {
            out.appendNull();
            return;
        }
        var names = (VectorBuilder.Bytes) out.elements();
        while (json.at(at) != '}') {
            int end = json.skipString(at);
            json.readText(at, end, json.escaped());
            names.append(json.text(), json.textStart(), json.textEnd() - json.textStart());
            int next = json.separator(json.skipValue(json.skipColon(end)), '}');
            if (next < 0) break;
            at = json.skipSpace(next);
        }
        out.endRow();
    }

    /// Appends the values of an object's fields as text, to each column one: null where there is none. Of several of
    /// one name the last counts that is not null.
    ///
    /// @param names UTF-8
    public void addFields(byte[] bytes, int from, int to, byte[] @Nullable [] names) {
        Arrays.fill(starts, ABSENT);
        int at = begin(bytes, from, to, '{');
        while (at >= 0 && json.at(at) != '}') {
            int end = json.skipString(at);
            json.readText(at, end, json.escaped());
            int value = json.skipColon(end);
            int valueEnd = json.skipValue(value);
            if (json.at(value) != 'n') keep(value, valueEnd, names);
            int next = json.separator(valueEnd, '}');
            at = next < 0 ? ABSENT : json.skipSpace(next);
        }
        for (int i = 0; i < names.length; i++) addField(i);
    }

    public void addNulls() {
        for (ByteViews field : fields) field.appendNull();
    }

    /// A column for each field; then it starts anew.
    ///
    /// @param block where the texts lie
    public Vector[] build(byte[] block) {
        Vector[] built = new Vector[fields.length];
        for (int i = 0; i < built.length; i++) built[i] = fields[i].build(block);
        return built;
    }

    /// Remembers a value, the name before which was read last.
    private void keep(int from, int to, byte[] @Nullable [] names) {
        for (int i = 0; i < names.length; i++) {
            byte[] name = names[i];
            if (name == null || !Arrays.equals(json.text(), json.textStart(), json.textEnd(), name, 0, name.length)) {
                continue;
            }
            starts[i] = from;
            ends[i] = to;
        }
    }

    private void addField(int field) {
        int from = starts[field];
        if (from == ABSENT) {
            fields[field].appendNull();
            return;
        }
        byte first = json.at(from);
        if (first != '"' && first != '\'' && JsonCopy.isNormal(json.bytes(), from, ends[field])) {
            fields[field].view(from, ends[field]);
            return;
        }
        copy.clear();
        if (first == '"' || first == '\'') {
            copy.text(json, from);
        } else {
            copy.value(json, from);
        }
        fields[field].copy(copy.bytes(), 0, copy.size());
    }

    /// The position of the first part if the text is valid and such a value, else negative.
    private int begin(byte[] bytes, int from, int to, char kind) {
        json.reset(bytes, to);
        int at = json.skipSpace(from);
        boolean fits = json.at(at) == kind && json.skipValue(at) != JsonScanner.MALFORMED;
        return fits ? json.skipSpace(at + 1) : ABSENT;
    }
}
