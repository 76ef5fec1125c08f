package dev.sluice.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.error.SluiceException;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a [Source] promises that can be read again: a test of a connector extends this, and says what the format is,
/// what it is told, and how rows come into it.
///
/// The contract does what the engine does: it asks how far there is something, decides on ranges, writes them down as
/// text, reads them, and opens the source again in the middle of it.
@Timeout(60) // one that is never woken would wait for ever
public abstract class SourceContract {

    private final Storage storage = new MemoryStorage();
    private final List<Thread> threads = new ArrayList<>();

    public SourceContract() {}

    protected abstract Provider provider();

    /// What it is told: within a test always of the same place, which is empty at first.
    protected abstract Map<String, String> options();

    /// Puts so many further rows into the place. They are there when it returns.
    ///
    /// @return the rows, in any order, each as its values with a space between, those of [#shown] alone
    protected abstract List<String> feed(int rows);

    /// The columns that tell a row, out of the source's.
    protected abstract List<String> shown();

    /// A schema, for formats that want one.
    protected DataType.@Nullable Struct userSchema() {
        return null;
    }

    protected Machine machine() {
        return Machine.real();
    }

    protected Storage storage() {
        return storage;
    }

    private Provider.Surroundings around() {
        Machine machine = machine();
        ThreadFactory counted = task -> {
            Thread thread = machine.threads().newThread(task);
            threads.add(thread);
            return thread;
        };
        return new Provider.Surroundings(
                new Machine(machine.clock(), counted, machine.random()), storage(), ZoneOffset.UTC, 2, System.out);
    }

    /// Opens it, as a run of a query does.
    protected final Source open() {
        var options = new Options(options());
        OptionCheck.check(provider(), options);
        DataType.Struct schema = provider().schema(options, userSchema(), true, around());
        Source source = provider().source(options, schema, around()).orElseThrow();
        assertEquals(schema, source.schema());
        return source;
    }

    // ---- ranges

    @Test
    void aRangeGivesTheSameRowsAgainAndInAnotherRun() {
        InputRange range;
        List<String> fed;
        try (Source source = open()) {
            begin(source);
            fed = feed(3);
            range = plan(source, null, ReadLimit.OPTIONS);
            assertRows(fed, read(source, range));
            assertRows(fed, read(source, range));
        }
        try (Source again = open()) {
            assertRows(fed, read(again, asLogged(range)));
        }
    }

    @Test
    void rangesFollowEachOtherWithoutGap() {
        List<String> fed = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        try (Source source = open()) {
            begin(source);
            Offset from = null;
            for (int count : List.of(2, 1, 3)) {
                fed.addAll(feed(count));
                InputRange range = plan(source, from, ReadLimit.OPTIONS);
                rows.addAll(read(source, range));
                source.commit(range.to());
                from = range.to();
            }
        }
        assertRows(fed, rows);
    }

    @Test
    void whereNothingIsNewThereIsNothingToRead() {
        try (Source source = open()) {
            begin(source);
            feed(2);
            InputRange first = plan(source, null, ReadLimit.OPTIONS);
            read(source, first);
            assertEquals(Optional.of(first.to()), source.latest(first.to(), ReadLimit.OPTIONS));
            assertEquals(List.of(), read(source, source.range(first.to(), first.to())));
        }
    }

    @Test
    void rowsThatFlowAreThoseOfTheWholeRange() {
        try (Source source = open()) {
            if (!source.flows()) return;
            begin(source);
            List<String> rows = new ArrayList<>();
            List<String> fed = new ArrayList<>(feed(2));
            InputRange first = plan(source, null, ReadLimit.OPTIONS);
            rows.addAll(read(source, first));
            fed.addAll(feed(2));
            InputRange second = plan(source, first.to(), ReadLimit.OPTIONS);
            rows.addAll(read(source, second));
            assertRows(fed, rows);
            assertRows(fed, read(source, asLogged(source.range(null, second.to()))));
        }
    }

    @Test
    void aSmallLimitStillGetsToTheEnd() {
        try (Source source = open()) {
            begin(source);
            List<String> fed = feed(5);
            List<String> rows = new ArrayList<>();
            Offset from = null;
            for (Optional<Offset> to = latest(source, from, ReadLimit.rows(1));
                    to.isPresent() && !to.get().equals(from);
                    to = latest(source, from, ReadLimit.rows(1))) {
                InputRange range = source.range(from, to.get());
                rows.addAll(read(source, range));
                from = range.to();
            }
            assertRows(fed, rows);
        }
    }

    @Test
    void whatIsFrozenDoesNotGrow() {
        try (Source source = open()) {
            begin(source);
            List<String> fed = feed(2);
            if (!source.freeze()) return;
            InputRange range = plan(source, null, ReadLimit.OPTIONS);
            feed(2);
            assertRows(fed, read(source, range));
            assertEquals(Optional.of(range.to()), latest(source, range.to(), ReadLimit.OPTIONS));
        }
    }

    @Test
    void allIsReadByWhoIsWoken() throws InterruptedException {
        readAsWoken(ReadLimit.OPTIONS);
    }

    @Test
    void allIsReadByWhoIsWokenAndTakesLittle() throws InterruptedException {
        readAsWoken(ReadLimit.rows(1));
    }

    /// Nobody waits for all that is there: the source is asked when it has woken the query, and else not.
    private void readAsWoken(ReadLimit limit) throws InterruptedException {
        try (Source source = open()) {
            var woken = new Semaphore(0);
            source.onData(woken::release);
            List<String> fed = new ArrayList<>();
            List<String> rows = new ArrayList<>();
            Offset from = goOn(source, null, limit, rows);
            for (int round = 0; round < 3; round++) {
                fed.addAll(feed(3));
                from = goOn(source, from, limit, rows);
                while (rows.size() < fed.size()) {
                    Optional<Duration> interval = source.pollInterval();
                    if (interval.isEmpty()) {
                        woken.acquire();
                    } else {
                        var _ = woken.tryAcquire(interval.get().toMillis(), TimeUnit.MILLISECONDS);
                    }
                    from = goOn(source, from, limit, rows);
                }
            }
            assertRows(fed, rows);
        }
    }

    /// Reads range after range, until nothing is new.
    private @Nullable Offset goOn(Source source, @Nullable Offset from, ReadLimit limit, List<String> rows) {
        Offset reached = from;
        while (true) {
            Optional<Offset> to = source.latest(reached, limit);
            if (to.isEmpty() || to.get().equals(reached)) return reached;
            InputRange range = source.range(reached, to.get());
            rows.addAll(read(source, range));
            source.commit(range.to());
            reached = range.to();
        }
    }

    // ---- runs

    /// Opened again before and after each thing that the engine does, the source gives each row once, and what was
    /// planned and not committed the same again.
    @Test
    void aRunMayEndAtEveryPoint() {
        var life = new Life();
        life.begin();
        List<String> fed = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            fed.addAll(feed(2));
            if (round > 0) life.restart(); // before its first range a source has said nowhere that it began
            InputRange range = life.plan();
            life.restart();
            List<String> first = life.read(range);
            life.restart();
            List<String> again = life.read(range);
            assertRows(first, again);
            rows.addAll(again);
            life.commit(range, round == 1);
            life.restart();
        }
        life.end();
        assertRows(fed, rows);
    }

    /// What the engine remembers of a source over runs.
    private final class Life {
        private Source source = open();
        private JsonValue memory = JsonValue.JsonNull.NULL;
        private final List<InputRange> planned = new ArrayList<>();
        private @Nullable Offset from;

        void begin() {
            SourceContract.begin(source);
        }

        void restart() {
            source.close();
            source = open();
            source.restore(memory);
            planned.forEach(source::replay);
        }

        InputRange plan() {
            InputRange range = asLogged(SourceContract.plan(source, from, ReadLimit.OPTIONS));
            planned.add(range);
            from = range.to();
            return range;
        }

        List<String> read(InputRange range) {
            return SourceContract.this.read(source, range);
        }

        void commit(InputRange range, boolean snapshot) {
            source.commit(range.to());
            if (!snapshot) return;
            memory = JsonValue.parse(source.memory().toText());
            planned.clear();
        }

        void end() {
            source.close();
        }
    }

    // ---- the rest

    @Test
    void newsWakeTheQuery() throws InterruptedException {
        try (Source source = open()) {
            begin(source);
            feed(1);
            InputRange range = plan(source, null, ReadLimit.OPTIONS);
            read(source, range);
            if (source.pollInterval().isPresent()) return;
            var woken = new CountDownLatch(1);
            source.onData(woken::countDown);
            feed(1);
            woken.await();
        }
    }

    @Test
    void whatIsClosedLeavesNoThread() throws InterruptedException {
        try (Source source = open()) {
            begin(source);
            feed(1);
            plan(source, null, ReadLimit.OPTIONS);
        }
        try (Source unused = open()) {
            assertTrue(unused.description().length() > 0);
        }
        for (Thread thread : threads) thread.join();
    }

    @Test
    void aMistypedOptionIsAnsweredWithTheNearestName() {
        List<String> names = provider().options().stream().map(OptionSpec::name).toList();
        for (String name : names) {
            String mistyped = name.substring(0, name.length() - 1);
            if (name.length() < 5 || name.endsWith("*") || names.contains(mistyped)) continue;
            Map<String, String> options = new HashMap<>(options());
            options.put(mistyped, options.getOrDefault(name, "1"));
            options.remove(name);
            var refused = assertThrows(
                    SluiceException.class,
                    () -> {
                        OptionCheck.check(provider(), new Options(options));
                        provider().schema(new Options(options), userSchema(), true, around());
                    },
                    mistyped);
            assertTrue(refused.getMessage().contains("did you mean " + name + "?"), refused::getMessage);
        }
    }

    // ---- as the engine does

    /// Lets it name its beginning, if it can: what comes now is new.
    private static void begin(Source source) {
        latest(source, null, ReadLimit.OPTIONS);
    }

    private static Optional<Offset> latest(Source source, @Nullable Offset from, ReadLimit limit) {
        source.catchUp();
        return source.latest(from, limit);
    }

    private static InputRange plan(Source source, @Nullable Offset from, ReadLimit limit) {
        return source.range(from, latest(source, from, limit).orElseThrow());
    }

    /// As it comes back from the log.
    private static InputRange asLogged(InputRange range) {
        Offset from = range.from();
        return new InputRange(
                from == null ? null : asLogged(from),
                asLogged(range.to()),
                JsonValue.parse(range.replay().toText()));
    }

    private static Offset asLogged(Offset offset) {
        return new Offset(JsonValue.parse(offset.json().toText()));
    }

    private List<String> read(Source source, InputRange range) {
        DataType.Struct schema = source.schema();
        List<String> rows = new ArrayList<>();
        Set<String> partitions = source.partitions(range.to()).orElse(Set.of(""));
        for (Split split : source.splits(range)) {
            assertTrue(partitions.contains(split.partition()), split.partition() + " is none of " + partitions);
            try (ChunkReader reader = split.open()) {
                for (Chunk chunk = reader.read(); chunk != null; chunk = reader.read()) {
                    for (int i = 0; i < chunk.rowCount(); i++)
                        rows.add(row(chunk, chunk.selection().row(i), schema));
                }
            }
        }
        return rows;
    }

    private String row(Chunk chunk, int row, DataType.Struct schema) {
        List<String> values = new ArrayList<>();
        for (String name : shown()) {
            int ordinal = schema.names().indexOf(name);
            Object value =
                    Values.get(chunk.column(ordinal), row, schema.field(ordinal).type());
            values.add(
                    value instanceof byte[] bytes
                            ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                            : String.valueOf(value));
        }
        return String.join(" ", values);
    }

    private static void assertRows(List<String> expected, List<String> actual) {
        assertEquals(
                expected.stream().sorted().toList(), actual.stream().sorted().toList());
    }
}
