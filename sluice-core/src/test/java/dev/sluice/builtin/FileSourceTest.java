package dev.sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.LoggedLines;
import dev.sluice.machine.StandingClock;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.MemoryStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourceTest {

    private long now = 1_000_000_000_000L;
    private final MemoryStorage storage = new MemoryStorage(() -> now);
    private @Nullable Offset at;

    /// What the source goes by to say that nothing has come for long; files have times of their own.
    private final StandingClock clock = new StandingClock(1_700_000_000_000L);

    private void file(String path, String content) {
        now += 1000;
        storage.replace(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private Source open(String... options) {
        var all = Rows.options(options);
        if (!all.has("path")) all = new Options(plus(all, "path", "/in"));
        Provider text = Rows.provider("text");
        var around = Rows.around(storage, clock, new ByteArrayOutputStream());
        return text.source(all, text.schema(all, null, true, around), around).orElseThrow();
    }

    private static java.util.Map<String, String> plus(Options options, String name, String value) {
        var all = options.asMap();
        all.put(name, value);
        return all;
    }

    /// Plans the next micro-batch, if there is one.
    private Optional<InputRange> plan(Source source) {
        return plan(source, ReadLimit.OPTIONS);
    }

    private Optional<InputRange> plan(Source source, ReadLimit limit) {
        Optional<Offset> to = source.latest(at, limit);
        if (to.isEmpty() || to.get().equals(at)) return Optional.empty();
        InputRange range = source.range(at, to.get());
        at = range.to();
        return Optional.of(range);
    }

    private List<String> next(Source source) {
        return next(source, ReadLimit.OPTIONS);
    }

    private List<String> next(Source source, ReadLimit limit) {
        return plan(source, limit).map(range -> rows(source, range)).orElse(List.of());
    }

    private static List<String> rows(Source source, InputRange range) {
        return Rows.of(source.splits(range), source.schema());
    }

    @Test
    void eachFileIsReadOnceInTheOrderTheyWereWritten() {
        file("/in/b.txt", "1\n2\n");
        file("/in/a.txt", "3\n");
        Source source = open();
        assertEquals(List.of("1", "2", "3"), next(source));
        assertEquals(List.of(), next(source));
        file("/in/c.txt", "4\n");
        assertEquals(List.of("4"), next(source));
    }

    @Test
    void aFileThatIsWrittenAgainIsNotReadAgainWhichIsSaidOnce() {
        file("/in/a.txt", "1\n");
        Source source = open();
        assertEquals(List.of("1"), next(source));
        try (var log = new LoggedLines("FileStreamSource")) {
            file("/in/a.txt", "2\n");
            assertEquals(List.of(), next(source));
            assertEquals(List.of(), next(source));
            assertEquals(
                    List.of("WARNING The file /in/a.txt was written again after it had been read. What is in it now is"
                            + " not read: a stream reads each file once, by its name. New rows go into a new"
                            + " file."),
                    log.take());
        }
    }

    @Test
    void aDirectoryThatIsAwayIsWaitedForWhichIsSaidOnceAndWhenItIsBack() {
        file("/in/a.txt", "1\n");
        Source source = open();
        assertEquals(List.of("1"), next(source));
        try (var log = new LoggedLines("FileStreamSource")) {
            storage.delete("/in/a.txt");
            assertEquals(List.of(), next(source));
            assertEquals(List.of(), next(source));
            assertEquals(List.of("WARNING The input /in is not there; the query waits for it."), log.take());
            file("/in/b.txt", "2\n");
            assertEquals(List.of("2"), next(source));
            assertEquals(List.of("WARNING The input /in is there again."), log.take());
        }
    }

    @Test
    void withoutFilesThereIsNoOffset() {
        file("/in/.keep", "");
        Source source = open();
        assertTrue(source.latest(null, ReadLimit.OPTIONS).isEmpty());
        file("/in/a.txt", "1\n");
        assertEquals("{\"logOffset\":0}", plan(source).orElseThrow().to().toString());
        file("/in/b.txt", "1\n");
        assertEquals("{\"logOffset\":1}", plan(source).orElseThrow().to().toString());
        assertEquals(at, source.latest(at, ReadLimit.OPTIONS).orElseThrow());
    }

    @Test
    void hiddenFilesAndDirectoriesAreIgnored() {
        file("/in/_SUCCESS", "x\n");
        file("/in/.a.crc", "x\n");
        file("/in/a._COPYING_", "x\n");
        file("/in/below/b.txt", "below\n");
        file("/in/a.txt", "1\n");
        assertEquals(List.of("1"), next(open()));
        at = null;
        assertEquals(List.of("below", "1"), next(open("recursiveFileLookup", "true")));
    }

    @Test
    void aMicroBatchTakesAtMostAsManyFilesAsItMay() {
        for (int i = 0; i < 5; i++) file("/in/" + i, i + "\n");
        Source source = open("maxFilesPerTrigger", "2");
        assertEquals(List.of("0", "1"), next(source));
        assertEquals(List.of("2", "3"), next(source));
        assertEquals(List.of("4"), next(source));
        at = null;
        Source all = open("maxFilesPerTrigger", "2");
        Offset to = all.latest(null, ReadLimit.ALL).orElseThrow();
        assertEquals(List.of("0", "1", "2", "3", "4"), rows(all, all.range(null, to)));
    }

    @Test
    void aMicroBatchTakesAtMostAsManyBytesAsItMayAndAtLeastOneFile() {
        file("/in/0", "ten bytes\n");
        file("/in/1", "a\n");
        file("/in/2", "b\n");
        file("/in/3", "c\n");
        Source source = open("maxBytesPerTrigger", "5");
        assertEquals(List.of("ten bytes"), next(source));
        assertEquals(List.of("a", "b"), next(source));
        assertEquals(List.of("c"), next(source));
    }

    @Test
    void theNewestFilesComeFirstIfAskedFor() {
        for (int i = 0; i < 4; i++) file("/in/" + i, i + "\n");
        Source source = open("latestFirst", "true", "maxFilesPerTrigger", "3");
        assertEquals(List.of("3", "2", "1"), next(source));
        assertEquals(List.of("0"), next(source));
    }

    @Test
    void filesMuchOlderThanTheNewestAreIgnoredAndForgotten() {
        file("/in/new", "new\n");
        Source source = open("maxFileAge", "1h");
        assertEquals(List.of("new"), next(source));
        now -= 3_000_000;
        file("/in/late", "late\n");
        now -= 3_000_000;
        file("/in/tooLate", "too late\n");
        assertEquals(List.of("late"), next(source));
        now += 10_000_000;
        file("/in/newer", "newer\n");
        assertEquals(List.of("newer"), next(source));
        assertEquals(List.of(), next(source));
        assertEquals("{\"seen\":{\"/in/newer\":" + now + "}}", source.memory().toText());
    }

    @Test
    void filesOfTheSameNameAreOneFileIfAskedFor() {
        file("/in/one/a.txt", "1\n");
        Source source = open("path", "/in/*", "fileNameOnly", "true");
        assertEquals(List.of("1"), next(source));
        file("/in/two/a.txt", "2\n");
        file("/in/two/b.txt", "3\n");
        assertEquals(List.of("3"), next(source));
    }

    @Test
    void aReplayReadsTheSameBytesAgainThoughFilesHaveComeAndGrown() {
        file("/in/a.txt", "1\n2\n");
        Source source = open();
        InputRange range = plan(source).orElseThrow();
        var logged = new InputRange(
                range.from(), range.to(), JsonValue.parse(range.replay().toText()));
        file("/in/a.txt", "1\n2\n3\n");
        file("/in/b.txt", "4\n");

        Source restarted = open();
        restarted.replay(logged);
        assertEquals(List.of("1", "2"), rows(restarted, logged));
        assertEquals(List.of("4"), next(restarted));
    }

    @Test
    void aRestartKnowsWhatWasReadFromItsMemory() {
        file("/in/a.txt", "1\n");
        Source source = open();
        assertEquals(List.of("1"), next(source));
        JsonValue memory = JsonValue.parse(source.memory().toText());
        file("/in/b.txt", "2\n");

        Source restarted = open();
        restarted.restore(memory);
        assertEquals(List.of("2"), next(restarted));
    }

    @Test
    void whatWasChosenAndNotPlannedIsChosenAgain() {
        file("/in/a.txt", "1\n");
        Source source = open();
        source.latest(null, ReadLimit.OPTIONS);
        file("/in/b.txt", "2\n");
        assertEquals(List.of("1", "2"), next(source));
    }

    @Test
    void afterAFreezeNewFilesAreNotSeen() {
        for (int i = 0; i < 3; i++) file("/in/" + i, i + "\n");
        Source source = open("maxFilesPerTrigger", "2");
        assertTrue(source.freeze());
        file("/in/3", "3\n");
        assertEquals(List.of("0", "1"), next(source));
        assertEquals(List.of("2"), next(source));
        assertEquals(List.of(), next(source));
    }

    @Test
    void aFileThatIsGoneOrShorterIsAnErrorWithItsName() {
        file("/in/a.txt", "1\n2\n");
        Source source = open();
        InputRange range = plan(source).orElseThrow();
        file("/in/a.txt", "1\n");
        var shorter = assertThrows(SluiceException.class, () -> rows(source, range));
        assertTrue(shorter.getMessage().contains("/in/a.txt. It had 4 bytes and now has 2."), shorter.getMessage());
        storage.delete("/in/a.txt");
        var gone = assertThrows(SluiceException.class, () -> rows(source, range));
        assertEquals("FAILED_READ_FILE.FILE_NOT_EXIST", gone.getCondition());
    }

    @Test
    void aFileThatWasWrittenAgainIsAnErrorAndNotReadInPlaceOfTheOther() {
        file("/in/a.txt", "aaaa\n");
        Source source = open();
        InputRange range = plan(source).orElseThrow();
        file("/in/a.txt", "bbbb\n");
        SluiceException error = assertThrows(SluiceException.class, () -> rows(source, range));
        assertEquals("SLUICE_SOURCE.FILE_REPLACED_SINCE_PLANNED", error.getCondition());
        assertTrue(error.getMessage().contains("/in/a.txt"), error::getMessage);
    }

    @Test
    void aReplayIsCutAsItWasPlannedWhateverTheMachineHasNow() {
        for (int i = 0; i < 40; i++) file("/in/" + i, "x".repeat(200_000) + "\n");
        InputRange range = plan(open()).orElseThrow();
        int planned = open().splits(range).size();
        assertTrue(planned > 1, planned + " splits");
        JsonValue.JsonObject replay = range.replay().asObject();
        var one = JsonValue.object().put("files", replay.require("files")).put("parallelism", 1);
        assertEquals(
                1,
                open().splits(new InputRange(range.from(), range.to(), one.build()))
                        .size());
    }

    @Test
    void compressedFilesAreReadByTheEndOfTheirName() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write("1\n2\n".getBytes(StandardCharsets.UTF_8));
        }
        storage.replace("/in/a.txt.gz", bytes.toByteArray());
        assertEquals(List.of("1", "2"), next(open()));
        file("/in/b.zst", "x");
        Source source = open();
        var error = assertThrows(
                SluiceException.class, () -> rows(source, plan(source).orElseThrow()));
        assertEquals("SLUICE_NOT_YET_SUPPORTED", error.getCondition());
    }

    @Test
    void aLargeFileIsReadInPiecesAndSmallOnesTogether() {
        var content = new StringBuilder();
        for (int i = 0; i < 1_000_000; i++) content.append(i).append('\n');
        file("/in/large", content.toString());
        for (int i = 0; i < 4; i++) file("/in/small" + i, "s" + i + "\n");
        Source source = open();
        var splits = source.splits(plan(source).orElseThrow());
        assertTrue(splits.size() >= 2 && splits.size() <= 4, splits.size() + " splits");
        List<String> rows = Rows.of(splits, source.schema());
        assertEquals(1_000_004, rows.size());
        assertEquals("999999", rows.get(999_999));
        assertEquals("s3", rows.getLast());
    }

    @Test
    void theDescriptionIsTheOneOfSpark() {
        file("/in/a.txt", "1\n");
        assertEquals("FileStreamSource[file:/in]", open().description());
        assertEquals("FileStreamSource[file:/in]", open("path", "file:///in/").description());
    }

    private void refused(String condition, String text, String... options) {
        file("/in/a.txt", "1\n");
        var error = assertThrows(SluiceException.class, () -> open(options));
        assertEquals(condition, error.getCondition());
        assertTrue(error.sentence().contains(text), error.sentence());
    }

    @Test
    void badOptionsAreRefusedInTheWordsOfSpark() {
        refused("PATH_NOT_FOUND", "Path does not exist: /nope.", "path", "/nope");
        refused(
                "SLUICE_SOURCE.BASE_PATH_NOT_A_DIRECTORY",
                "Option 'basePath' must be a directory",
                "path",
                "/in/a.txt");
        refused(
                "SLUICE_OPTION.INVALID_VALUE",
                "Invalid value '0' for option 'maxFilesPerTrigger', must be a positive integer",
                "maxFilesPerTrigger",
                "0");
        refused(
                "SLUICE_OPTION.INVALID_VALUE",
                "Invalid value 'x' for option 'maxBytesPerTrigger', must be a positive integer",
                "maxBytesPerTrigger",
                "x");
        refused(
                "SLUICE_OPTION.EXCLUDE_EACH_OTHER",
                "Options 'maxFilesPerTrigger' and 'maxBytesPerTrigger' can't be both set at the same time",
                "maxFilesPerTrigger",
                "1",
                "maxBytesPerTrigger",
                "1");
        refused(
                "SLUICE_OPTION.INVALID_VALUE",
                "Invalid value 'x' for option 'latestFirst', must be 'true' or 'false'",
                "latestFirst",
                "x");
        refused("SLUICE_OPTION.INVALID_TIME", "Failed to parse time string: x", "maxFileAge", "x");
        refused(
                "SLUICE_OPTION.NOT_IN_STREAMS",
                "option 'modifiedBefore' is not allowed in file stream sources",
                "modifiedBefore",
                "2020-01-01");
        refused("SLUICE_NOT_YET_SUPPORTED", "'cleanSource' with the value 'delete'", "cleanSource", "delete");
    }

    @Test
    void whatDirectoriesSayIsAColumn() {
        file("/in/k=1/a.txt", "1\n");
        assertEquals(List.of("1|1"), next(open()));
    }

    @Test
    void aPatternNeedNotMatchAnythingYet() {
        Source source = open("path", "/in/*.log");
        assertEquals(List.of(), next(source));
        file("/in/a.log", "1\n");
        file("/in/a.txt", "2\n");
        assertEquals(List.of("1"), next(source));
    }

    @Test
    void aLimitInRowsTakesAsManyFilesAsMayHaveThem() {
        file("/in/0", "1\n2\n3\n4\n5\n");
        Source source = open();
        assertEquals(List.of("1", "2", "3", "4", "5"), next(source));
        for (int i = 1; i < 6; i++) file("/in/" + i, i + "\n" + i + "\n");
        // Rows had two bytes so far, so a file may have two.
        assertEquals(List.of("1", "1"), next(source, ReadLimit.rows(1)));
        assertEquals(8, source.rowsLeft());
        assertEquals(List.of("2", "2", "3", "3"), next(source, ReadLimit.rows(5)));
        assertEquals(4, source.rowsLeft());
        assertEquals(List.of("4", "4", "5", "5"), next(source, ReadLimit.rows(4)));
        assertEquals(0, source.rowsLeft());
    }

    @Test
    void ofALimitInRowsAndTheSourcesOwnTheSmallerCounts() {
        for (int i = 0; i < 5; i++) file("/in/" + i, i + "\n");
        Source source = open("maxFilesPerTrigger", "2");
        assertEquals(List.of("0", "1"), next(source, ReadLimit.rows(1_000)));
        assertEquals(List.of("2"), next(source, ReadLimit.rows(1)));
        assertEquals(List.of("3", "4"), next(source, ReadLimit.ALL));
    }

    /// A directory whose time does not tell that there is something new, as on a file system with a coarse clock.
    @Test
    void aDirectoryWhoseTimeStandsIsListedAtEveryFourthLook(@TempDir Path directory) throws IOException {
        FileTime time = FileTime.fromMillis(1_700_000_000_000L);
        Files.setLastModifiedTime(directory, time);
        var around = Rows.around(new LocalStorage("/"));
        Options options = Rows.options("path", directory.toString());
        Provider text = Rows.provider("text");
        try (Source source = text.source(options, text.schema(options, null, true, around), around)
                .orElseThrow()) {
            assertEquals(List.of(), next(source));
            Files.writeString(directory.resolve("a.txt"), "1\n");
            Files.setLastModifiedTime(directory, time);
            for (int look = 2; look <= 4; look++) assertEquals(List.of(), next(source), "look " + look);
            assertEquals(List.of("1"), next(source));

            assertEquals(List.of(), next(source));
            Files.writeString(directory.resolve("b.txt"), "2\n");
            Files.setLastModifiedTime(directory, FileTime.fromMillis(time.toMillis() + 4));
            assertEquals(List.of("2"), next(source), "a directory that has changed is listed at once");
        }
    }

    @Test
    void aSilentStreamIsLookedAtLessOftenUnlessItIsSaidHowOften() {
        file("/in/0.txt", "0\n");
        Source source = open();
        Source said = open("pollInterval", "20ms");
        assertEquals(Duration.ofMillis(100), source.pollInterval().orElseThrow());
        for (int look = 0; look < 200; look++) next(source);
        clock.advance(1_000);
        next(source);
        assertEquals(Duration.ofMillis(100), source.pollInterval().orElseThrow());
        clock.advance(4_000);
        next(source);
        next(said);
        assertEquals(Duration.ofMillis(500), source.pollInterval().orElseThrow());
        clock.advance(3_600_000);
        next(source);
        next(said);
        assertEquals(Duration.ofSeconds(1), source.pollInterval().orElseThrow());
        assertEquals(Duration.ofMillis(20), said.pollInterval().orElseThrow());
        file("/in/a.txt", "1\n");
        assertEquals(List.of("1"), next(source));
        assertEquals(Duration.ofMillis(100), source.pollInterval().orElseThrow());
    }
}
