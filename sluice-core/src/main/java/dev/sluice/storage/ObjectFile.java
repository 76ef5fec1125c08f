package dev.sluice.storage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A file made of objects: the one with its name, and one for each time that something was appended and synced.
///
/// ```text
/// log/17.log                             bytes    0 … 39     as it was created
/// log/17.log~00000000000000000040.0      bytes   40 … 539    appended: its first byte, its level
/// log/17.log~00000000000000000540.0      bytes  540 … 1039
/// log/17.log~00000000000000000040.1      bytes   40 … 1039   the same two, merged
/// ```
///
/// Of objects that begin at the same byte, that of the highest level counts; those that begin inside another are
/// superfluous. What does not follow the byte before it is of nobody.
///
/// @param pieces in their order, the file's own object first
record ObjectFile(String path, List<Piece> pieces, long sizeBytes, long modifiedMillis) {

    private static final Pattern PART = Pattern.compile("(.*)~(\\d{20})\\.(\\d)");

    record Piece(String key, long start, long sizeBytes) {}

    /// The key of what is appended at a byte.
    static String partKey(String path, long start, int level) {
        return String.format(Locale.ROOT, "%s~%020d.%d", path, start, level);
    }

    /// Whether a file of that name would be taken for a part.
    static boolean isPart(String path) {
        return PART.matcher(path).matches();
    }

    /// The files that the objects of a listing make, by path.
    static Map<String, ObjectFile> fold(List<ObjectStore.Item> items) {
        var own = new TreeMap<String, ObjectStore.Item>();
        var parts = new HashMap<String, Map<Long, ObjectStore.Item>>();
        for (ObjectStore.Item item : items) {
            Matcher part = PART.matcher(item.key());
            if (item.isDirectory()) continue;
            if (part.matches()) {
                parts.computeIfAbsent(part.group(1), _ -> new HashMap<>())
                        .merge(Long.parseLong(part.group(2)), item, ObjectFile::higher);
            } else {
                own.put(item.key(), item);
            }
        }
        var files = new TreeMap<String, ObjectFile>();
        own.forEach((path, item) -> files.put(path, of(item, parts.getOrDefault(path, Map.of()))));
        return files;
    }

    /// All objects of a file in a listing, its parts, superfluous ones among them, before its own.
    static List<String> keys(String path, List<ObjectStore.Item> items) {
        var keys = new ArrayList<String>();
        boolean own = false;
        for (ObjectStore.Item item : items) {
            own |= item.key().equals(path);
            Matcher part = PART.matcher(item.key());
            if (part.matches() && part.group(1).equals(path)) keys.add(item.key());
        }
        if (own) keys.add(path);
        return keys;
    }

    private static ObjectStore.Item higher(ObjectStore.Item one, ObjectStore.Item other) {
        return one.key().compareTo(other.key()) > 0 ? one : other;
    }

    private static ObjectFile of(ObjectStore.Item own, Map<Long, ObjectStore.Item> parts) {
        var pieces = new ArrayList<Piece>();
        long end = 0;
        long modified = 0;
        ObjectStore.@Nullable Item next = own;
        while (next != null) {
            pieces.add(new Piece(next.key(), end, next.sizeBytes()));
            end += next.sizeBytes();
            modified = Math.max(modified, next.modifiedMillis());
            ObjectStore.Item following = parts.get(end);
            next = following == next ? null : following; // an empty part would follow itself
        }
        return new ObjectFile(own.key(), List.copyOf(pieces), end, modified);
    }
}
