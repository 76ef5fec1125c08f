package dev.sluice.filesink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.format.TimeStyle;
import dev.sluice.machine.StandingClock;
import dev.sluice.storage.CrashingStorage;
import dev.sluice.storage.ForwardingStorage;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Values;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FileSinkTest {

    private static final DataType.Struct SCHEMA =
            DataType.Struct.of(Field.of("kind", DataType.Atomic.STRING), Field.of("number", DataType.Atomic.LONG));
    private static final long COMPACT_BATCHES = 3;

    private final StandingClock clock = new StandingClock(1_000_000);

    @Test
    void namesTheFilesOfAMicroBatchAsSparkDoes() {
        var storage = new MemoryStorage();
        commit(sink(storage, 0), 0);
        List<String> lines = lines(storage, "out/_spark_metadata/0");
        assertEquals("v1", lines.getFirst());
        assertEquals(3, lines.size());
        assertTrue(
                lines.get(1)
                        .matches(
                                "\\{\"path\":\"out/kind=a%2Fb/part-00000-[0-9a-f-]{36}\\.c000\\.json\",\"size\":13,\"isDir\":false,"
                                        + "\"modificationTime\":\\d+,\"blockReplication\":1,\"blockSize\":33554432,\"action\":\"add\"}"),
                lines.get(1));
        assertEquals(List.of(0L, 1L), numbers(storage));
    }

    @Test
    void everyThirdEntryNamesAllFilesIfItIsToldSo() {
        var storage = new MemoryStorage();
        FileSink sink = sink(storage, 0);
        for (int batch = 0; batch < 7; batch++) commit(sink, batch);
        assertEquals(
                Set.of("0", "1", "2.compact", "3", "4", "5.compact", "6", ".sluice"),
                names(storage, "out/_spark_metadata"));
        assertEquals(1 + 12, lines(storage, "out/_spark_metadata/5.compact").size());
    }

    @Test
    void whateverCrashesEachMicroBatchIsThereOnce() {
        int crashes = 0;
        for (int crashAt = 0; ; crashAt++) {
            var machine = new MemoryStorage();
            try {
                runAll(new CrashingStorage(machine, crashAt));
                assertTrue(crashAt > 100, "the run made " + crashAt + " changes");
                break;
            } catch (CrashingStorage.Crash e) {
                crashes++;
            }
            MemoryStorage after = machine.crashed();
            runAll(after);
            assertWhole(after, "crash at change " + crashAt);
        }
        assertTrue(crashes > 100);
    }

    /// As the engine does: what the sink has is not run again.
    private void runAll(Storage storage) {
        try (FileSink sink = sink(storage, 200)) {
            for (long batch = sink.lastCommitted().orElse(-1) + 1; batch < 12; batch++) commit(sink, batch);
        }
    }

    private void assertWhole(MemoryStorage storage, String when) {
        assertEquals(java.util.stream.LongStream.range(0, 24).boxed().toList(), numbers(storage), when);
        Set<String> named = new HashSet<>();
        new Manifest(storage, "out").files().forEach(file -> named.add(file.path()));
        clock.advance(100_000);
        FileSink sink = sink(storage, 0); // finds what was left, and clears it up with the next compact entry
        for (long batch = 12; batch < 12 + COMPACT_BATCHES; batch++) commit(sink, batch);
        new Manifest(storage, "out").files().forEach(file -> named.add(file.path()));
        for (String directory : List.of("out/kind=a%2Fb", "out/kind=__HIVE_DEFAULT_PARTITION__")) {
            for (Storage.Entry entry : storage.list(directory)) {
                assertTrue(named.contains(entry.path()), () -> when + " left " + entry.path());
            }
        }
    }

    @Test
    void smallFilesBecomeOneAndStayForTheDelay() {
        var storage = new MemoryStorage();
        FileSink sink = sink(storage, 10_000, 5_000);
        for (int batch = 0; batch < 9; batch++) commit(sink, batch);
        List<WrittenFile> files = new Manifest(storage, "out").files();
        assertTrue(files.stream().anyMatch(file -> Manifest.isMerged(file.name())), files::toString);
        assertTrue(files.size() < 18, files::toString);
        assertEquals(
                java.util.stream.LongStream.range(0, 18).boxed().toList(),
                numbers(storage).stream().sorted().toList());
        int there = names(storage, "out/kind=a%2Fb").size();
        assertTrue(there > 9, "parts are still there");
        clock.advance(6_000);
        for (int batch = 9; batch < 12; batch++) commit(sink, batch);
        assertTrue(names(storage, "out/kind=a%2Fb").size() < there, "parts are gone");
        assertEquals(
                java.util.stream.LongStream.range(0, 24).boxed().toList(),
                numbers(storage).stream().sorted().toList());
    }

    /// Who has closed a sink may take its files away, or close the storage.
    @Test
    @Timeout(60)
    void nothingIsMergedAnyMoreOnceTheSinkIsClosed() throws Exception {
        var memory = new MemoryStorage();
        Thread closer = Thread.currentThread();
        var returned = new AtomicBoolean();
        var atWork = new CountDownLatch(1);
        var wasLeftAtWork = new CompletableFuture<Boolean>();
        var storage = new ForwardingStorage(memory) {
            @Override
            public InputStream open(String path, long fromByte) {
                if (Thread.currentThread() == closer) return super.open(path, fromByte);
                atWork.countDown();
                while (!returned.get() && closer.getState() != Thread.State.WAITING) Thread.onSpinWait();
                wasLeftAtWork.complete(returned.get());
                return super.open(path, fromByte);
            }
        };
        try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
            FileSink sink = sink(storage, 10_000, 5_000, beside);
            for (int batch = 0; atWork.getCount() > 0; batch++) commit(sink, batch);
            sink.close();
            returned.set(true);
        }
        assertFalse(wasLeftAtWork.get());
        Set<String> named = new TreeSet<>();
        new Manifest(memory, "out").files().forEach(file -> named.add(file.name()));
        for (String directory : List.of("out/kind=a%2Fb", "out/kind=__HIVE_DEFAULT_PARTITION__")) {
            assertTrue(named.containsAll(names(memory, directory)), () -> "left in " + directory);
        }
    }

    @Test
    void aReaderOfOldEntriesReadsOnWhileFilesAreMerged() {
        var storage = new MemoryStorage();
        FileSink sink = sink(storage, 10_000, 5_000);
        for (int batch = 0; batch < 3; batch++) commit(sink, batch);
        List<WrittenFile> seen = new Manifest(storage, "out").files();
        for (int batch = 3; batch < 12; batch++) commit(sink, batch);
        for (WrittenFile file : seen) assertEquals(file.sizeBytes(), storage.read(file.path()).length);
    }

    @Test
    void aWriterThatWasLeftBehindChangesNothing() {
        var storage = new MemoryStorage();
        FileSink paused = sink(storage, 0);
        Sink.Batch begun = paused.begin(0, false);
        write(begun, 0);
        FileSink next = sink(storage, 0);
        commit(next, 0);
        var error = assertThrows(SluiceException.class, begun::commit);
        assertEquals(ErrorCondition.SINK_BATCH_TAKEN, error.condition());
        begun.abort(error);
        assertEquals(List.of(0L, 1L), numbers(storage));
    }

    @Test
    void whatAFailedAttemptWroteIsGone() {
        var storage = new MemoryStorage();
        Sink.Batch begun = sink(storage, 0).begin(0, false);
        write(begun, 0);
        assertFalse(storage.list("out/kind=a%2Fb").isEmpty());
        begun.abort(new IllegalStateException("a task failed"));
        assertTrue(storage.list("out/kind=a%2Fb").isEmpty());
    }

    @Test
    void filesOfOthersAreNeverDeleted() {
        var storage = new MemoryStorage();
        String foreign = "out/kind=a%2Fb/part-00000-9a6f1f5e-0d4e-4b8e-9d53-53d8ff0f2c11.c000.json";
        storage.create(foreign, new byte[] {1});
        FileSink sink = sink(storage, 0);
        for (int batch = 0; batch < 6; batch++) commit(sink, batch);
        assertTrue(storage.find(foreign).isPresent());
    }

    @Test
    void filesPastTheirRetentionAreNotNamedAnyMore() {
        var storage = new MemoryStorage(clock::millis);
        FileSink sink = new FileSink(
                format(storage),
                new FileSinkSettings((int) COMPACT_BATCHES, true, 100, 0, 1_000, 0),
                clock.machine(),
                Runnable::run,
                () -> {});
        for (int batch = 0; batch < 3; batch++) commit(sink, batch);
        clock.advance(2_000);
        for (int batch = 3; batch < 6; batch++) commit(sink, batch);
        assertEquals(List.of(6L, 7L, 8L, 9L, 10L, 11L), numbers(storage));
    }

    @Test
    void entriesThatNobodyNeedsAreDeletedAfterTheDelay() {
        var storage = new MemoryStorage(clock::millis);
        FileSink sink = new FileSink(
                format(storage),
                new FileSinkSettings((int) COMPACT_BATCHES, true, 4, 1_000, Long.MAX_VALUE, 0),
                clock.machine(),
                Runnable::run,
                () -> {});
        for (int batch = 0; batch < 11; batch++) commit(sink, batch);
        assertTrue(names(storage, "out/_spark_metadata").contains("0"));
        clock.advance(2_000);
        commit(sink, 11);
        assertEquals(
                Set.of("5.compact", "6", "7", "8.compact", "9", "10", "11.compact", ".sluice"),
                names(storage, "out/_spark_metadata"));
    }

    @Test
    void aDamagedEntryIsNamedWithItsLine() {
        var storage = new MemoryStorage();
        commit(sink(storage, 0), 0);
        storage.replace("out/_spark_metadata/0", "v1\n{\"path\":".getBytes(StandardCharsets.UTF_8));
        var error = assertThrows(SluiceException.class, () -> new Manifest(storage, "out").files());
        assertEquals(ErrorCondition.SINK_MANIFEST_DAMAGED, error.condition());
        assertTrue(error.sentence().contains("out/_spark_metadata/0 line 2"), error::sentence);
    }

    // ---- two rows a micro-batch: one of a kind that needs escaping, one of none

    private FileSink sink(Storage storage, long targetBytes) {
        return sink(storage, targetBytes, 0);
    }

    private FileSink sink(Storage storage, long targetBytes, long delayMillis) {
        return sink(storage, targetBytes, delayMillis, Runnable::run);
    }

    private FileSink sink(Storage storage, long targetBytes, long delayMillis, Executor beside) {
        return new FileSink(
                format(storage),
                new FileSinkSettings((int) COMPACT_BATCHES, true, 100, delayMillis, Long.MAX_VALUE, targetBytes),
                clock.machine(),
                beside,
                () -> {});
    }

    private static OutputFormat format(Storage storage) {
        var data = DataType.Struct.of(Field.of("number", DataType.Atomic.LONG));
        return new OutputFormat(
                storage,
                "out",
                SCHEMA,
                new int[] {0},
                new int[] {1},
                new TextWriting(
                        new JsonRows(data, TimeStyle.usual(ZoneOffset.UTC), false, "\n"), ".json", TextCodec.NONE),
                ZoneOffset.UTC,
                true);
    }

    private static void commit(FileSink sink, long batchId) {
        Sink.Batch batch = sink.begin(batchId, false);
        write(batch, batchId);
        batch.commit();
    }

    private static void write(Sink.Batch batch, long batchId) {
        try (Sink.Writer writer = batch.writer(0)) {
            List<Object> first = List.of("a/b", 2 * batchId);
            List<Object> second = new ArrayList<>();
            second.add(null);
            second.add(2 * batchId + 1);
            writer.write(Values.chunk(SCHEMA, List.of(first, second)));
        }
    }

    /// What readers see, in the order of the manifest.
    private static List<Long> numbers(Storage storage) {
        List<Long> numbers = new ArrayList<>();
        for (WrittenFile file : new Manifest(storage, "out").files()) {
            byte[] content = storage.read(file.path());
            assertEquals(file.sizeBytes(), content.length);
            for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
                numbers.add(Long.parseLong(line.replaceAll("\\D", "")));
            }
        }
        return numbers.stream().sorted().toList();
    }

    private static List<String> lines(Storage storage, String path) {
        return List.of(new String(storage.read(path), StandardCharsets.UTF_8).split("\n"));
    }

    private static Set<String> names(Storage storage, String directory) {
        Set<String> names = new TreeSet<>();
        storage.list(directory).forEach(entry -> names.add(entry.name()));
        return names;
    }
}
