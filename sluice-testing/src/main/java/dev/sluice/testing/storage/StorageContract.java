package dev.sluice.testing.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every [Storage] promises: a test of one extends this, and says how to open it.
///
/// A checkpoint needs all of it, and no more; where storages differ, a method here says so.
public abstract class StorageContract {

    /// How many crashes [#whatWasConfirmedOutlivesACrashAtAnyCall] tries at the most.
    private static final int MOST_CRASHES = 400;

    public StorageContract() {}

    /// Opens the storage as a process of its own would: within a test always the same files, none at first.
    protected abstract Storage open();

    /// Opens the storage for a process that dies.
    protected Storage open(Death death) {
        return new MortalStorage(open(), death);
    }

    /// Opens the storage after such a process has died; what was not durable may be gone.
    protected Storage openAfterCrash() {
        return open();
    }

    /// Whether a lock holds others back.
    protected boolean locks() {
        return true;
    }

    /// Whether a directory is something of its own, and no file can be one.
    protected boolean hasDirectories() {
        return true;
    }

    /// How many further calls to pass over between one crash and the next: for storages that are far away.
    protected int callsBetweenCrashes() {
        return 1;
    }

    /// How many files a directory has in [#manyFilesAreAllListed]: more than a listing gives in one answer.
    protected int manyFiles() {
        return 200;
    }

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

    // ---- reading

    @Test
    void readingWhatIsNotThereSaysSo() {
        Storage storage = open();
        var error = assertThrows(SluiceException.class, () -> storage.read("nowhere/at.all"));
        assertEquals(ErrorCondition.IO_ERROR, error.condition());
        assertSays("Cannot read ", error);
        assertSays("nowhere/at.all: there is no such file.", error);
        var opening = assertThrows(SluiceException.class, () -> storage.open("nowhere/at.all", 0));
        assertSays("there is no such file.", opening);
    }

    @Test
    void openingFromAByteSkipsWhatStandsBefore() throws Exception {
        Storage storage = open();
        storage.create("text", bytes("hello world"));
        try (var in = storage.open("text", 6)) {
            assertEquals("world", text(in.readAllBytes()));
        }
        try (var in = storage.open("text", 11)) {
            assertEquals("", text(in.readAllBytes()));
        }
    }

    @Test
    void largeFilesAreReadFromAnywhereInPiecesOfAnySize() throws Exception {
        Storage storage = open();
        var random = new Random(1);
        byte[] large = new byte[20 << 20];
        random.nextBytes(large);
        try (Storage.Appender file = storage.append("large")) {
            for (int at = 0; at < large.length; ) {
                int length = Math.min(1 + random.nextInt(3 << 20), large.length - at);
                file.write(large, at, length);
                at += length;
                if (random.nextInt(4) == 0) file.sync();
            }
        }
        assertEquals(large.length, storage.find("large").orElseThrow().sizeBytes());
        assertArrayEquals(large, storage.read("large"));
        for (int i = 0; i < 5; i++) {
            int from = random.nextInt(large.length);
            try (InputStream in = storage.open("large", from)) {
                assertArrayEquals(Arrays.copyOfRange(large, from, large.length), pieces(in, random));
            }
        }
    }

    @Test
    void whatIsCreatedMayBeLarge() {
        Storage storage = open();
        byte[] large = new byte[5 << 20];
        new Random(2).nextBytes(large);
        assertTrue(storage.create("d/large", large));
        assertArrayEquals(large, storage.read("d/large"));
        storage.replace("d/large", Arrays.copyOf(large, 3 << 20));
        assertEquals(3 << 20, storage.find("d/large").orElseThrow().sizeBytes());
        storage.delete("d/large");
        assertTrue(storage.find("d/large").isEmpty());
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
                List<Storage.Entry> before = storage.list("epoch");
                int next =
                        before.isEmpty() ? 1 : Integer.parseInt(before.getLast().name()) + 1;
                String mine = String.format("epoch/%05d", next);
                if (!storage.create(mine, bytes("x"))) continue;
                List<String> now = paths(storage, "epoch");
                boolean late = now.getLast().compareTo(mine) > 0; // replaced already, or taken before and taken away
                if (!late) taken.incrementAndGet();
                for (String path : now) {
                    if (late ? path.equals(mine) : path.compareTo(mine) < 0) storage.delete(path);
                }
            }
        });
        List<String> left = paths(open(), "epoch");
        assertEquals(1, left.size(), "only the last epoch is left: " + left);
        String last = left.getLast();
        int number = Integer.parseInt(last.substring(last.length() - 5));
        assertTrue(number >= taken.get() && taken.get() >= 5, taken + " were taken, and the last is " + last);
        Storage next = open();
        assertTrue(next.create(String.format("epoch/%05d", number + 1), bytes("x")));
        next.delete(last);
        assertTrue(open().find(last).isEmpty());
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

    // ---- appending

    @Test
    void aFileGrowsByAppending() {
        Storage storage = open();
        try (Storage.Appender log = storage.append("log/0")) {
            log.write(bytes("..one.."), 2, 3);
            assertEquals(3, log.size());
            log.sync();
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
        Storage storage = open();
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
    void whatIsSyncedIsSeenByAllAtOnce() {
        Storage other = open();
        var expected = new ByteArrayOutputStream();
        try (Storage.Appender log = open().append("d/log")) {
            for (int i = 0; i < 300; i++) {
                byte[] record = bytes("record " + i + "\n");
                expected.writeBytes(record);
                log.write(record, 0, record.length);
                log.sync();
                if (i % 30 == 0) assertArrayEquals(expected.toByteArray(), other.read("d/log"));
                if (i % 10 == 0) {
                    assertEquals(
                            expected.size(), other.find("d/log").orElseThrow().sizeBytes());
                }
            }
            assertEquals(List.of("d/log"), paths(other, "d"));
            assertEquals(expected.size(), other.list("d").getFirst().sizeBytes());
        }
        assertArrayEquals(expected.toByteArray(), other.read("d/log"));
        other.delete("d/log");
        assertEquals(List.of(), other.list("d"));
    }

    @Test
    void aReaderGoesOnWhileTheFileGrows() throws Exception {
        Storage storage = open();
        var expected = new ByteArrayOutputStream();
        try (Storage.Appender log = storage.append("log")) {
            for (int i = 0; i < 40; i++) grow(log, expected);
            int size = expected.size();
            try (InputStream in = open().open("log", 0)) {
                assertArrayEquals(Arrays.copyOf(expected.toByteArray(), 10), in.readNBytes(10));
                for (int i = 0; i < 40; i++) grow(log, expected);
                byte[] rest = in.readAllBytes();
                assertTrue(rest.length >= size - 10, rest.length + " bytes of " + size);
                assertArrayEquals(Arrays.copyOfRange(expected.toByteArray(), 10, 10 + rest.length), rest);
            }
        }
    }

    @Test
    void severalWritersHaveAFileEach() throws Exception {
        atOnce(4, writer -> {
            try (Storage.Appender log = open().append("logs/" + writer)) {
                for (int i = 0; i < 25; i++) {
                    byte[] record = bytes(writer + ":" + i + "\n");
                    log.write(record, 0, record.length);
                    log.sync();
                }
            }
        });
        Storage storage = open();
        assertEquals(List.of("logs/0", "logs/1", "logs/2", "logs/3"), paths(storage, "logs"));
        for (int writer = 0; writer < 4; writer++) {
            var expected = new StringBuilder();
            for (int i = 0; i < 25; i++)
                expected.append(writer).append(':').append(i).append('\n');
            assertEquals(expected.toString(), text(storage.read("logs/" + writer)));
        }
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

    // ---- crashes

    @Test
    void whatWasConfirmedOutlivesACrashAtAnyCall() {
        int crashes = 0;
        int calls = 1;
        boolean whole = false;
        while (!whole) {
            for (boolean afterwards : new boolean[] {false, true}) {
                var death = new Death(calls, afterwards);
                String directory = "crash/" + calls + (afterwards ? "after" : "before");
                var life = new CrashedLife(directory);
                try {
                    life.run(open(death));
                    whole = true;
                } catch (Death.Died _) {
                    crashes++;
                }
                life.check(openAfterCrash());
            }
            calls += callsBetweenCrashes();
            assertTrue(crashes <= MOST_CRASHES, "it does not come to its end");
        }
        assertTrue(crashes >= 10, crashes + " crashes");
    }

    // ---- for the tests

    private static void grow(Storage.Appender log, ByteArrayOutputStream expected) {
        byte[] record = bytes("record at " + expected.size() + "\n");
        expected.writeBytes(record);
        log.write(record, 0, record.length);
        log.sync();
    }

    private static void append(Storage storage, String path, String text) {
        try (Storage.Appender file = storage.append(path)) {
            byte[] bytes = bytes(text);
            file.write(bytes, 0, bytes.length);
            file.sync();
        }
    }

    private static byte[] content(int version) {
        byte[] content = new byte[10_000 + version];
        Arrays.fill(content, (byte) version);
        return content;
    }

    private static byte[] pieces(InputStream in, Random random) throws IOException {
        var all = new ByteArrayOutputStream();
        byte[] buffer = new byte[100_000];
        while (true) {
            int wanted = 1 + random.nextInt(buffer.length);
            int count = in.read(buffer, 0, wanted);
            if (count < 0) return all.toByteArray();
            assertTrue(count > 0 && count <= wanted);
            all.write(buffer, 0, count);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run(int worker) throws Exception;
    }

    private static void atOnce(int workers, Work work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(workers)) {
            var calls = new ArrayList<Callable<Void>>();
            for (int i = 0; i < workers; i++) {
                int worker = i;
                calls.add(() -> {
                    work.run(worker);
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(calls)) done.get();
        }
    }

    private static void assertSays(String words, SluiceException error) {
        String message = error.sentence();
        assertTrue(message.contains(words), message);
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
