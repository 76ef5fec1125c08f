package dev.sluice.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every storage does.
abstract class StorageContract {

    /// An empty storage.
    abstract Storage storage();

    @Test
    void whatIsCreatedCanBeReadFoundAndListed() {
        Storage storage = storage();
        assertTrue(storage.create("a/b/hello.txt", bytes("hello")));

        assertEquals("hello", text(storage.read("a/b/hello.txt")));
        Storage.Entry entry = storage.find("a/b/hello.txt").orElseThrow();
        assertEquals("hello.txt", entry.name());
        assertEquals(5, entry.sizeBytes());
        assertFalse(entry.directory());
        assertTrue(storage.find("a/b").orElseThrow().directory());
        assertEquals(List.of("a/b/hello.txt"), paths(storage, "a/b"));
        assertEquals(List.of("a/b"), paths(storage, "a"));
        assertEquals("a/b", storage.list("a").getFirst().path());
    }

    @Test
    void whatIsNotThereIsNotFoundAndItsDirectoryIsEmpty() {
        Storage storage = storage();
        assertTrue(storage.find("nowhere").isEmpty());
        assertEquals(List.of(), storage.list("nowhere"));
        storage.delete("nowhere");
    }

    @Test
    void readingWhatIsNotThereSaysSo() {
        var error = assertThrows(SluiceException.class, () -> storage().read("nowhere/at.all"));
        assertEquals(ErrorCondition.IO_ERROR, error.condition());
        assertTrue(error.getMessage().contains("Cannot read "), error.getMessage());
        assertTrue(error.getMessage().contains("nowhere/at.all: there is no such file."), error.getMessage());
    }

    @Test
    void aFileBelowAFileIsRefused() {
        Storage storage = storage();
        storage.create("file", bytes("x"));
        var error = assertThrows(SluiceException.class, () -> storage.create("file/below", bytes("y")));
        assertEquals(ErrorCondition.IO_ERROR, error.condition());
    }

    @Test
    void theSecondCreatorLosesAndChangesNothing() {
        Storage storage = storage();
        assertTrue(storage.create("epoch/1", bytes("first")));
        assertFalse(storage.create("epoch/1", bytes("second")));
        assertEquals("first", text(storage.read("epoch/1")));
        assertEquals(List.of("epoch/1"), paths(storage, "epoch"));
    }

    @Test
    void ofManyCreatorsAtOnceOneWins() throws Exception {
        Storage storage = storage();
        var wins = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Void> race = () -> {
                for (int i = 0; i < 50; i++) {
                    if (storage.create("race/" + i, bytes(Thread.currentThread().getName()))) wins.incrementAndGet();
                }
                return null;
            };
            for (var done : threads.invokeAll(List.of(race, race, race, race))) done.get();
        }
        assertEquals(50, wins.get());
        assertEquals(50, storage.list("race").size());
    }

    @Test
    void replacingPutsTheNewContentInThePlaceOfTheOld() {
        Storage storage = storage();
        storage.replace("d/state", bytes("one"));
        storage.replace("d/state", bytes("second"));
        assertEquals("second", text(storage.read("d/state")));
        assertEquals(List.of("d/state"), paths(storage, "d"));
    }

    @Test
    void aListIsInTheOrderOfNames() {
        Storage storage = storage();
        for (String name : List.of("d/10", "d/b/x", "d/9", "d/a", "d/B")) storage.create(name, bytes(name));
        assertEquals(List.of("d/10", "d/9", "d/B", "d/a", "d/b"), paths(storage, "d"));
    }

    @Test
    void listingTheWholeStorageGivesItsTop() {
        Storage storage = storage();
        storage.create("x/y", bytes("1"));
        storage.create("z", bytes("2"));
        assertEquals(List.of("x", "z"), paths(storage, ""));
    }

    @Test
    void aFileGrowsByAppending() {
        Storage storage = storage();
        try (Storage.Appender log = storage.append("log/0")) {
            log.write(bytes("..one.."), 2, 3);
            assertEquals(3, log.size());
            log.sync();
            assertEquals("one", text(storage.read("log/0")));
            log.write(bytes("two"), 0, 3);
        }
        try (Storage.Appender log = storage.append("log/0")) {
            assertEquals(6, log.size());
            log.write(bytes("!"), 0, 1);
            log.sync();
        }
        assertEquals("onetwo!", text(storage.read("log/0")));
    }

    @Test
    void appendedPiecesOfAllSizesKeepTheirOrder() {
        Storage storage = storage();
        var expected = new ByteArrayOutputStream();
        try (Storage.Appender log = storage.append("log")) {
            for (int size : new int[] {1, 65_535, 3, 65_536, 70_000, 200_000, 0, 64_000, 2_000}) {
                byte[] piece = new byte[size];
                Arrays.fill(piece, (byte) expected.size());
                log.write(piece, 0, size);
                expected.write(piece, 0, size);
            }
            log.sync();
            assertEquals(expected.size(), log.size());
        }
        assertArrayEquals(expected.toByteArray(), storage.read("log"));
    }

    @Test
    void openingFromAByteSkipsWhatStandsBefore() throws Exception {
        Storage storage = storage();
        storage.create("text", bytes("hello world"));
        try (var in = storage.open("text", 6)) {
            assertEquals("world", text(in.readAllBytes()));
        }
        try (var in = storage.open("text", 11)) {
            assertEquals("", text(in.readAllBytes()));
        }
    }

    @Test
    void aCutFileGoesOnFromTheCut() {
        Storage storage = storage();
        storage.create("log", bytes("good|torn"));
        storage.truncate("log", 5);
        try (Storage.Appender log = storage.append("log")) {
            assertEquals(5, log.size());
            log.write(bytes("new"), 0, 3);
        }
        assertEquals("good|new", text(storage.read("log")));
    }

    @Test
    void deletedFilesAreGone() {
        Storage storage = storage();
        storage.create("d/a", bytes("a"));
        storage.create("d/b", bytes("b"));
        storage.delete("d/a");
        assertEquals(List.of("d/b"), paths(storage, "d"));
    }

    @Test
    void aDirectoryWithFilesIsNotDeleted() {
        Storage storage = storage();
        storage.create("d/a", bytes("a"));
        var error = assertThrows(SluiceException.class, () -> storage.delete("d"));
        assertTrue(error.getMessage().contains("the directory is not empty"), error.getMessage());
    }

    @Test
    void aLockIsHeldByOneAtATime() {
        Storage storage = storage();
        try (Storage.Lock _ = storage.lock("d/lock").orElseThrow()) {
            assertTrue(storage.lock("d/lock").isEmpty());
            assertTrue(storage.lock("d/../d/lock").isEmpty());
            storage.lock("d/other").orElseThrow().close();
            // A failed try must not have loosened the first one's hold.
            assertTrue(storage.lock("d/lock").isEmpty());
        }
        storage.lock("d/lock").orElseThrow().close();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static List<String> paths(Storage storage, String directory) {
        return storage.list(directory).stream().map(Storage.Entry::path).toList();
    }
}
