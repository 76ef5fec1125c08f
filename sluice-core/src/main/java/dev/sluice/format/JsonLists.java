package dev.sluice.format;

import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// Columns of values that have any number of parts: arrays, and maps, which are objects with any fields.
final class JsonLists {

    private JsonLists() {}

    /// Rows that are stretches of other columns.
    private static final class Stretches {
        private int[] offsets = new int[64];
        private int[] lengths = new int[64];
        private final NullRows nulls = new NullRows();
        private int size;

        void add(int offset, int length) {
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, size * 2);
                lengths = Arrays.copyOf(lengths, size * 2);
            }
            offsets[size] = offset;
            lengths[size++] = length;
        }

        void addNull() {
            nulls.add(size);
            add(0, 0);
        }

        void restart() {
            offsets = new int[Math.max(64, size)];
            lengths = new int[Math.max(64, size)];
            size = 0;
        }
    }

    static final class ArrayColumn extends JsonColumn {
        private final JsonColumn elements;
        private final Stretches rows = new Stretches();

        ArrayColumn(JsonColumn elements) {
            this.elements = elements;
        }

        @Override
        int addValue(JsonScanner json, int from, int to, boolean escaped) {
            if (json.bytes()[from] != '[') return NOT_TAKEN;
            int start = elements.size();
            int worst = TAKEN;
            int at = json.skipSpace(from + 1);
            while (at < to && json.bytes()[at] != ']') {
                int end = json.skipValue(at);
                int taken = elements.add(json, at, end, json.escaped());
                // Elements of other types make it another array; those taken so far are left lying, in no row.
                if (taken == NOT_TAKEN) return NOT_TAKEN;
                worst = Math.max(worst, taken);
                int behind = json.separator(end, ']');
                at = behind < 0 ? to : json.skipSpace(behind);
            }
            rows.add(start, elements.size() - start);
            return worst;
        }

        /// Appends an array that has only this element.
        int addOnly(JsonScanner json, int from, int to) {
            int start = elements.size();
            int taken = elements.add(json, from, to, false);
            if (taken != NOT_TAKEN) rows.add(start, 1);
            return taken;
        }

        @Override
        void addNull() {
            rows.addNull();
        }

        @Override
        int size() {
            return rows.size;
        }

        @Override
        Vector build(byte[] block) {
            var built = new ArrayVector(
                    rows.offsets, rows.lengths, elements.build(block), rows.nulls.take(rows.size), rows.size);
            rows.restart();
            return built;
        }
    }

    static final class MapColumn extends JsonColumn {
        private final ByteViews keys = new ByteViews();
        private final JsonColumn values;
        private final Stretches rows = new Stretches();

        /// Where the entries of the object at hand are: begin and end of key and value, and what has escapes.
        private int[] places = new int[64];
        private final Map<String, Integer> entryOf = new HashMap<>();
        /// Takes values that others of their key follow, which nobody sees: also they must be of the type.
        private final Supplier<JsonColumn> trials;
        private int worst;

        MapColumn(Supplier<JsonColumn> columns) {
            values = columns.get();
            trials = columns;
        }

        @Override
        int addValue(JsonScanner json, int from, int to, boolean escaped) {
            if (json.bytes()[from] != '{') return NOT_TAKEN;
            worst = TAKEN;
            int count = scan(json, from, to);
            if (worst == NOT_TAKEN) return NOT_TAKEN;
            int start = values.size();
            int keyStart = keys.size();
            for (int i = 0; i < count * 5; i += 5) {
                int taken = values.add(json, places[i + 2], places[i + 3], (places[i + 4] & 2) != 0);
                if (taken == NOT_TAKEN) {
                    // Keys and values go on side by side.
                    while (keys.size() < values.size()) keys.appendNull();
                    return NOT_TAKEN;
                }
                worst = Math.max(worst, taken);
            }
            for (int i = 0; i < count * 5; i += 5) addKey(json, i);
            rows.add(start, values.size() - start);
            assert keyStart == start;
            return worst;
        }

        private void tryOut(JsonScanner json, int entry) {
            int at = entry * 5;
            int taken = trials.get().add(json, places[at + 2], places[at + 3], (places[at + 4] & 2) != 0);
            worst = Math.max(worst, taken);
        }

        private void addKey(JsonScanner json, int i) {
            if ((places[i + 4] & 1) == 0) {
                json.readText(places[i], places[i + 1], false);
                keys.view(json.textStart(), json.textEnd());
            } else {
                json.readText(places[i], places[i + 1], true);
                keys.copy(json.text(), json.textStart(), json.textEnd());
            }
        }

        /// Finds the entries; a key that comes again takes the new value and keeps its place.
        private int scan(JsonScanner json, int from, int to) {
            entryOf.clear();
            int count = 0;
            int at = json.skipSpace(from + 1);
            while (at < to && json.bytes()[at] != '}') {
                int keyEnd = json.skipName(at);
                int escapes = json.escaped() ? 1 : 0;
                int valueAt = json.skipColon(keyEnd);
                int valueEnd = json.skipValue(valueAt);
                if (json.escaped()) escapes |= 2;
                json.readText(at, keyEnd, (escapes & 1) != 0);
                var name = new StringBuilder();
                ValueText.appendUtf8(name, json.text(), json.textStart(), json.textEnd() - json.textStart());
                Integer known = entryOf.putIfAbsent(name.toString(), count);
                int entry = known == null ? count++ : known;
                if (known != null) tryOut(json, known);
                if (entry * 5 + 5 > places.length) places = Arrays.copyOf(places, places.length * 2);
                places[entry * 5] = at;
                places[entry * 5 + 1] = keyEnd;
                places[entry * 5 + 2] = valueAt;
                places[entry * 5 + 3] = valueEnd;
                places[entry * 5 + 4] = escapes;
                int behind = json.separator(valueEnd, '}');
                at = behind < 0 ? to : json.skipSpace(behind);
            }
            return count;
        }

        @Override
        void addNull() {
            rows.addNull();
        }

        @Override
        int size() {
            return rows.size;
        }

        @Override
        Vector build(byte[] block) {
            var built = new MapVector(
                    rows.offsets,
                    rows.lengths,
                    keys.build(block),
                    values.build(block),
                    rows.nulls.take(rows.size),
                    rows.size);
            rows.restart();
            return built;
        }
    }
}
