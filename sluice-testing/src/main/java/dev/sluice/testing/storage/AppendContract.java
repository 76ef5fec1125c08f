package dev.sluice.testing.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
/// What a [Storage] promises of files that are read and that grow.

public abstract class AppendContract extends NewFileContract {

    /// How many crashes [#whatWasConfirmedOutlivesACrashAtAnyCall] tries at the most.
    private static final int MOST_CRASHES = 400;

    public AppendContract() {}

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
}
