package dev.sluice.testing.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.storage.Storage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What a [Storage] promises of files that are written once, and of ranges that are read of them.
public abstract class NewFileContract extends StorageUnderTest {

    public NewFileContract() {}

    @Test
    void aNewFileIsThereWholeWhenItIsFinished() {
        Storage storage = open();
        try (Storage.NewFile file = storage.begin("new/a/file")) {
            file.write(bytes("hello "), 0, 6);
            file.flush();
            file.write(bytes("xxworldxx"), 2, 5);
            file.finish(true);
        }
        assertEquals("hello world", text(open().read("new/a/file")));
        assertEquals(11, storage.find("new/a/file").orElseThrow().sizeBytes());
        assertEquals(
                List.of("new/a/file"),
                storage.list("new/a").stream().map(Storage.Entry::path).toList());
        storage.delete("new/a/file");
        assertTrue(storage.find("new/a/file").isEmpty());
        assertEquals(List.of(), storage.list("new/a"));
    }

    @Test
    void aNewFileMayBeEmpty() {
        Storage storage = open();
        try (Storage.NewFile file = storage.begin("empty")) {
            file.finish(false);
        }
        assertEquals(0, storage.find("empty").orElseThrow().sizeBytes());
        assertEquals("", text(storage.read("empty")));
    }

    @Test
    void severalNewFilesAreWrittenInTurnAndParkedBetween() {
        Storage storage = open();
        try (Storage.NewFile one = storage.begin("one");
                Storage.NewFile other = storage.begin("other")) {
            for (int i = 0; i < 3; i++) {
                one.write(bytes("1" + i), 0, 2);
                one.park();
                other.write(bytes("2" + i), 0, 2);
                other.park();
            }
            other.finish(true);
            one.finish(true);
        }
        assertEquals("101112", text(storage.read("one")));
        assertEquals("202122", text(storage.read("other")));
    }

    @Test
    void aNewFileThatIsGivenUpCanBeDeletedAndWrittenAgain() {
        Storage storage = open();
        try (Storage.NewFile file = storage.begin("again")) {
            file.write(bytes("nothing"), 0, 7);
        }
        storage.delete("again");
        assertTrue(storage.find("again").isEmpty());
        try (Storage.NewFile file = storage.begin("again")) {
            file.write(bytes("all"), 0, 3);
            file.finish(true);
        }
        assertEquals("all", text(storage.read("again")));
    }

    @Test
    void aLargeNewFileIsReadInRanges() throws Exception {
        Storage storage = open();
        var random = new Random(1);
        byte[] large = new byte[17 << 20];
        random.nextBytes(large);
        try (Storage.NewFile file = storage.begin("large")) {
            for (int at = 0; at < large.length; ) {
                int length = Math.min(1 + random.nextInt(3 << 20), large.length - at);
                file.write(large, at, length);
                at += length;
            }
            file.finish(true);
        }
        assertEquals(large.length, storage.find("large").orElseThrow().sizeBytes());
        for (int i = 0; i < 20; i++) {
            int from = random.nextInt(large.length);
            int length = random.nextInt(Math.min(1 << 20, large.length - from));
            try (var in = storage.open("large", from, length)) {
                assertArrayEquals(java.util.Arrays.copyOfRange(large, from, from + length), in.readNBytes(length));
            }
        }
        try (var in = storage.open("large", large.length - 3, 100)) {
            assertEquals(3, in.readAllBytes().length, "a range may end behind the file");
        }
    }
}
