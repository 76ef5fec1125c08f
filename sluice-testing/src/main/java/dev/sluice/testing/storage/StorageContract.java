package dev.sluice.testing.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
/// What every [Storage] promises: a test of one extends this, and says how to open it.
///
/// A checkpoint needs all of it, and no more; where storages differ, a method of [StorageUnderTest] says so.

public abstract class StorageContract extends AppendContract {

    public StorageContract() {}

    // ---- names

    @Test
    void whatIsCreatedCanBeReadFoundAndListed() {
        Storage storage = open();
        assertTrue(storage.create("a/b/hello.txt", bytes("hello")));

        assertEquals("hello", text(storage.read("a/b/hello.txt")));
        Storage.Entry entry = storage.find("a/b/hello.txt").orElseThrow();
        assertEquals("hello.txt", entry.name());
        assertEquals("a/b/hello.txt", entry.path());
        assertEquals(5, entry.sizeBytes());
        assertFalse(entry.directory());
        assertTrue(storage.find("a/b").orElseThrow().directory());
        assertEquals(List.of("a/b/hello.txt"), paths(storage, "a/b"));
        assertEquals(List.of("a/b/hello.txt"), paths(storage, "a/b/"));
        assertEquals(List.of("a/b"), paths(storage, "a"));
        assertTrue(storage.list("a").getFirst().directory());
    }

    @Test
    void whatIsNotThereIsNotFoundAndItsDirectoryIsEmpty() {
        Storage storage = open();
        assertTrue(storage.find("nowhere").isEmpty());
        assertTrue(storage.find("nowhere/at/all").isEmpty());
        assertEquals(List.of(), storage.list("nowhere"));
        storage.delete("nowhere");
        storage.delete("nowhere/at/all");
    }

    @Test
    void aListIsInTheOrderOfNames() {
        Storage storage = open();
        for (String name : List.of("d/10", "d/b/x", "d/9", "d/a", "d/B", "d/1")) {
            storage.create(name, bytes(name));
        }
        assertEquals(List.of("d/1", "d/10", "d/9", "d/B", "d/a", "d/b"), paths(storage, "d"));
    }

    @Test
    void listingTheWholeStorageGivesItsTop() {
        Storage storage = open();
        storage.create("x/y", bytes("1"));
        storage.create("z", bytes("2"));
        assertEquals(List.of("x", "z"), paths(storage, ""));
    }

    @Test
    void aNameThatBeginsAnotherIsAnotherFile() {
        Storage storage = open();
        storage.create("d/log.1", bytes("one"));
        storage.create("d/log.10", bytes("ten"));
        append(storage, "d/log", "log");
        storage.delete("d/log.1");
        assertEquals(List.of("d/log", "d/log.10"), paths(storage, "d"));
        assertTrue(storage.find("d/lo").isEmpty());
        assertEquals("log", text(storage.read("d/log")));
    }

    @Test
    void namesMayBeOdd() {
        Storage storage = open();
        List<String> names = List.of(
                "a b",
                "100%",
                "a%20b",
                "day=2020-01-01",
                "a+b",
                "x#1",
                "a~b",
                "[x]",
                "ünïcode",
                "日本",
                "q&a",
                ".hidden",
                "_x");
        for (String name : names) {
            assertTrue(storage.create("odd/" + name, bytes(name)), name);
            append(storage, "odd/in " + name + "/log", name);
        }
        for (String name : names) {
            assertEquals(name, text(storage.read("odd/" + name)));
            assertEquals(name, text(storage.read("odd/in " + name + "/log")));
            assertEquals(List.of("odd/in " + name + "/log"), paths(storage, "odd/in " + name));
        }
        var expected = new ArrayList<String>();
        names.forEach(name -> expected.addAll(List.of("odd/" + name, "odd/in " + name)));
        expected.sort(null);
        assertEquals(expected, paths(storage, "odd"));
        for (String name : names) storage.delete("odd/" + name);
        assertEquals(names.size(), storage.list("odd").size());
    }

    @Test
    void manyFilesAreAllListed() {
        Storage storage = open();
        int count = manyFiles();
        for (int i = 0; i < count; i++) storage.create("many/" + (10_000 + i), new byte[0]);
        List<String> listed = paths(storage, "many");
        assertEquals(count, listed.size());
        assertEquals("many/10000", listed.getFirst());
        assertEquals("many/" + (10_000 + count - 1), listed.getLast());
    }

    @Test
    void timesOfModificationDoNotGoBack() {
        Storage storage = open();
        storage.create("t/a", bytes("a"));
        storage.create("t/b", bytes("b"));
        append(storage, "t/a", "more");
        long first = storage.find("t/a").orElseThrow().modifiedMillis();
        long second = storage.find("t/b").orElseThrow().modifiedMillis();
        assertTrue(first >= second, first + " and " + second);
        assertEquals(first, storage.find("t/a").orElseThrow().modifiedMillis());
    }

    // ---- creating and replacing

    @Test
    void theSecondCreatorLosesAndChangesNothing() {
        Storage storage = open();
        assertTrue(storage.create("epoch/1", bytes("first")));
        assertFalse(storage.create("epoch/1", bytes("second")));
        assertFalse(open().create("epoch/1", bytes("first")));
        assertEquals("first", text(storage.read("epoch/1")));
        assertEquals(List.of("epoch/1"), paths(storage, "epoch"));
    }

    @Test
    void ofManyCreatorsAtOnceOneWins() throws Exception {
        int files = 30;
        var wins = new AtomicInteger();
        atOnce(4, writer -> {
            Storage storage = open();
            for (int i = 0; i < files; i++) {
                if (storage.create("race/" + i, bytes("writer " + writer))) wins.incrementAndGet();
            }
        });
        assertEquals(files, wins.get());
        assertEquals(files, open().list("race").size());
        assertTrue(text(open().read("race/7")).startsWith("writer "));
    }

    /// What fencing rests upon: who takes the next number and takes away the last one is seen by everybody at once.
    @Test
    void ofManyWhoTakeEpochsAllButTheLastFindThemselvesReplaced() throws Exception {
        var taken = new AtomicInteger();
        atOnce(3, _ -> {
            Storage storage = open();
            for (int i = 0; i < 10; i++) {
                List<String> before = epochs(storage);
                int next = before.isEmpty() ? 1 : epoch(before.getLast()) + 1;
                String mine = String.format("epoch/%05d", next);
                if (!storage.create(mine, bytes("x"))) continue;
                List<String> now = epochs(storage);
                boolean late = now.getLast().compareTo(mine) > 0; // replaced already, or taken before and taken away
                if (!late) taken.incrementAndGet();
                for (String path : now) {
                    if (late ? path.equals(mine) : path.compareTo(mine) < 0) storage.delete(path);
                }
            }
        });
        List<String> left = epochs(open());
        assertEquals(1, left.size(), "only the last epoch is left: " + left);
        String last = left.getLast();
        assertTrue(epoch(last) >= taken.get() && taken.get() >= 5, taken + " were taken, and the last is " + last);
        Storage next = open();
        assertTrue(next.create(String.format("epoch/%05d", epoch(last) + 1), bytes("x")));
        next.delete(last);
        assertTrue(open().find(last).isEmpty());
    }

    /// A server may show what it is just writing under names of its own; queries take no notice of those either.
    private static List<String> epochs(Storage storage) {
        return paths(storage, "epoch").stream()
                .filter(path -> path.matches(".*/\\d{5}"))
                .toList();
    }

    private static int epoch(String path) {
        return Integer.parseInt(path.substring(path.length() - 5));
    }

    @Test
    void replacingPutsTheNewContentInThePlaceOfTheOld() {
        Storage storage = open();
        storage.replace("d/state", bytes("one"));
        storage.replace("d/state", bytes("second"));
        assertEquals("second", text(storage.read("d/state")));
        append(storage, "d/state", " and more");
        assertEquals("second and more", text(storage.read("d/state")));
        storage.replace("d/state", bytes("3"));
        assertEquals("3", text(open().read("d/state")));
        assertEquals(List.of("d/state"), paths(storage, "d"));
    }

    @Test
    void readersSeeTheOldOrTheNewWhole() throws Exception {
        Storage storage = open();
        storage.replace("state", content(0));
        atOnce(2, writer -> {
            Storage mine = open();
            for (int i = 1; i <= 20; i++) {
                if (writer == 0) {
                    mine.replace("state", content(i));
                } else {
                    byte[] seen = mine.read("state");
                    assertArrayEquals(content(seen[0]), seen);
                }
            }
        });
        assertArrayEquals(content(20), storage.read("state"));
    }

    @Test
    void aFileBelowAFileIsRefused() {
        assumeTrue(hasDirectories());
        Storage storage = open();
        storage.create("file", bytes("x"));
        var error = assertThrows(SluiceException.class, () -> storage.create("file/below", bytes("y")));
        assertEquals(ErrorCondition.IO_ERROR, error.condition());
        assertSays("file", error);
    }

    // ---- deleting

    @Test
    void deletedFilesAreGone() {
        Storage storage = open();
        storage.create("d/a", bytes("a"));
        storage.create("d/b", bytes("b"));
        append(storage, "d/a", "more");
        storage.delete("d/a");
        assertEquals(List.of("d/b"), paths(storage, "d"));
        assertTrue(open().find("d/a").isEmpty());
        assertTrue(storage.create("d/a", bytes("again")));
        assertEquals("again", text(storage.read("d/a")));
    }

    @Test
    void aDirectoryWithFilesIsNotDeleted() {
        Storage storage = open();
        storage.create("d/a", bytes("a"));
        var error = assertThrows(SluiceException.class, () -> storage.delete("d"));
        assertSays("the directory is not empty", error);
        assertEquals("a", text(storage.read("d/a")));
    }

    // ---- locks

    @Test
    void aLockIsHeldByOneAtATime() {
        assumeTrue(locks());
        Storage storage = open();
        try (Storage.Lock _ = storage.lock("d/lock").orElseThrow()) {
            assertTrue(storage.lock("d/lock").isEmpty());
            assertTrue(storage.lock("d/../d/lock").isEmpty());
            storage.lock("d/other").orElseThrow().close();
            // A failed try must not have loosened the first one's hold.
            assertTrue(storage.lock("d/lock").isEmpty());
        }
        storage.lock("d/lock").orElseThrow().close();
    }

    @Test
    void aLockThatHoldsNobodyBackIsAlwaysGiven() {
        assumeFalse(locks());
        Storage storage = open();
        try (Storage.Lock _ = storage.lock("d/lock").orElseThrow()) {
            open().lock("d/lock").orElseThrow().close();
        }
    }
}
