package dev.sluice.format;

import dev.sluice.vector.VectorBuilder;
import java.util.Arrays;
import java.util.List;

/// Finds what a [JsonPath] leads to, as Spark's `get_json_object` and, before it, Hive's.
///
/// What is found is written in the normal form of [JsonCopy], a text that is all there is without quotes. With `[*]`
/// several values may be found, which are written as a list; of only one the list's brackets are left out, unless the
/// path has said before that it is about items. One for each thread.
public final class JsonLookup {

    /// How values are written: by themselves, as items, or as items whose own items stand for them.
    private enum Style {
        BARE,
        ITEM,
        FLAT
    }

    private final JsonScanner json = new JsonScanner(JsonSettings.ofTexts());
    private final JsonCopy found = new JsonCopy();
    private List<JsonPath.Step> steps = List.of();

    public JsonLookup() {}

    /// Appends what the path leads to in a text, or null if the text is no JSON or there is nothing.
    public void append(byte[] bytes, int from, int to, JsonPath path, VectorBuilder.Bytes out) {
        json.reset(bytes, to);
        steps = path.steps();
        found.clear();
        int at = json.skipSpace(from);
        // The whole text first: of a broken one nothing is found.
        if (at < to && json.skipValue(at) != JsonScanner.MALFORMED && find(at, found, Style.BARE, 0)) {
            out.append(found.bytes(), 0, found.size());
        } else {
            out.appendNull();
        }
    }

    /// @param at where a value begins
    /// @param step what the path says of that value
    /// @return whether anything was found
    private boolean find(int at, JsonCopy out, Style style, int step) {
        if (step == steps.size()) return take(at, out, style);
        return switch (steps.get(step)) {
            case JsonPath.Named(byte[] name) -> json.at(at) == '{' && findField(at, name, out, style, step + 1);
            case JsonPath.Item(long index) -> json.at(at) == '[' && findItem(at, index, out, style, step + 1);
            case JsonPath.EachItem _ -> json.at(at) == '[' && findItems(at, out, style, step + 1);
            case JsonPath.EachField _ -> false;
        };
    }

    private boolean take(int at, JsonCopy out, Style style) {
        byte first = json.at(at);
        if (style == Style.BARE && (first == '"' || first == '\'')) {
            out.text(json, at);
            return true;
        }
        if (style == Style.FLAT && first == '[') return findEach(at, out, Style.FLAT, steps.size()) > 0;
        out.item(json, at);
        return true;
    }

    /// The first field of that name in which something is found.
    private boolean findField(int start, byte[] name, JsonCopy out, Style style, int step) {
        int at = json.skipSpace(start + 1);
        while (json.at(at) != '}') {
            int nameEnd = json.skipString(at);
            json.readText(at, nameEnd, json.escaped());
            boolean named = Arrays.equals(json.text(), json.textStart(), json.textEnd(), name, 0, name.length);
            int value = json.skipColon(nameEnd);
            if (named && json.at(value) != 'n' && find(value, out, style, step)) return true;
            int next = json.separator(json.skipValue(value), '}');
            if (next < 0) return false;
            at = json.skipSpace(next);
        }
        return false;
    }

    private boolean findItem(int start, long index, JsonCopy out, Style style, int step) {
        boolean items = step < steps.size() && steps.get(step) instanceof JsonPath.EachItem;
        int at = json.skipSpace(start + 1);
        for (long i = 0; json.at(at) != ']'; i++) {
            if (i == index) return find(at, out, items ? Style.ITEM : style, step);
            int next = json.separator(json.skipValue(at), ']');
            if (next < 0) return false;
            at = json.skipSpace(next);
        }
        return false;
    }

    private boolean findItems(int start, JsonCopy out, Style style, int step) {
        if (step < steps.size() && steps.get(step) instanceof JsonPath.EachItem) {
            out.beginList();
            int count = findEach(start, out, Style.FLAT, step + 1);
            out.endList();
            return count > 0;
        }
        if (style == Style.ITEM) {
            out.beginList();
            int count = findEach(start, out, Style.ITEM, step);
            out.endList();
            return count > 0;
        }
        // Beside the rest, until it is known whether there is more than one.
        var list = new JsonCopy();
        list.beginList();
        int count = findEach(start, list, style == Style.BARE ? Style.ITEM : Style.FLAT, step);
        list.endList();
        if (count == 1) out.item(list, 1, list.size() - 1);
        if (count > 1) out.item(list, 0, list.size());
        return count > 0;
    }

    /// @return in how many items something was found
    private int findEach(int start, JsonCopy out, Style style, int step) {
        int count = 0;
        int at = json.skipSpace(start + 1);
        while (json.at(at) != ']') {
            if (find(at, out, style, step)) count++;
            int next = json.separator(json.skipValue(at), ']');
            if (next < 0) return count;
            at = json.skipSpace(next);
        }
        return count;
    }
}
