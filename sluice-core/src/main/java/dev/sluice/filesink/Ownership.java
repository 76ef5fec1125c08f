package dev.sluice.filesink;

import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells the files that this directory's sink made from files of others, by their names alone.
///
/// The uuid in a name says whose it is and for which micro-batch it was written:
///
/// ```text
/// part-00003-3f2a9c1b-77a0-4c55-8d10-00000000002a-c000.json
///            └─ mark           │    └─ micro-batch 42
///                              └─ 8: written by a task; 9: merged from others
/// ```
///
/// The mark is drawn once for a directory. So what a failed attempt left can be deleted, and nothing else ever is.
final class Ownership {

    private static final String FILE = ".sluice";
    private static final Pattern NAME = Pattern.compile(
            "part-\\d+-([0-9a-f]{8})-[0-9a-f]{4}-4[0-9a-f]{3}-([89])[0-9a-f]{3}-([0-9a-f]{12})[-.]c\\d+\\..*");
    private static final long BATCH_BITS = (1L << 48) - 1;

    private final Machine machine;
    private final String mark;

    private Ownership(Machine machine, String mark) {
        this.machine = machine;
        this.mark = mark;
    }

    /// The mark of the directory, which is drawn if there is none.
    static Ownership of(Storage storage, String directory, Machine machine) {
        String file = directory + "/" + Manifest.DIRECTORY + "/" + FILE;
        if (storage.find(file).isEmpty()) {
            String drawn = machine.newId().toString().substring(0, 8);
            byte[] content =
                    JsonValue.object().put("mark", drawn).build().toText().getBytes(StandardCharsets.UTF_8);
            storage.create(file, content); // if another did it first, that one counts
        }
        String text = new String(storage.read(file), StandardCharsets.UTF_8);
        return new Ownership(
                machine, JsonValue.parse(text).asObject().require("mark").asString());
    }

    FileNames written(long batchId) {
        return () -> id(8, batchId);
    }

    FileNames merged(long batchId) {
        return () -> id(9, batchId);
    }

    private UUID id(int kind, long batchId) {
        UUID random = machine.newId();
        long high = random.getMostSignificantBits() & 0xFFFFFFFFL | Long.parseLong(mark, 16) << 32;
        long low = random.getLeastSignificantBits() & 0x0FFF_000000000000L | (long) kind << 60 | batchId & BATCH_BITS;
        return new UUID(high, low);
    }

    /// The micro-batch that a file of this directory's sink was written for; nothing if it is not one.
    OptionalLong batchOf(String fileName) {
        Matcher parts = NAME.matcher(fileName.toLowerCase(Locale.ROOT));
        if (!parts.matches() || !parts.group(1).equals(mark)) return OptionalLong.empty();
        return OptionalLong.of(Long.parseLong(parts.group(3), 16));
    }

    /// Whether the name is that of a file merged from others.
    static boolean isMerged(String fileName) {
        Matcher parts = NAME.matcher(fileName.toLowerCase(Locale.ROOT));
        return parts.matches() && parts.group(2).equals("9");
    }
}
