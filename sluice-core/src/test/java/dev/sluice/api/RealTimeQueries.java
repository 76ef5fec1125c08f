package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.builtin.MemorySink;
import dev.sluice.builtin.MemoryStream;
import dev.sluice.builtin.MemoryTable;
import dev.sluice.machine.StandingClock;
import dev.sluice.parser.SqlParser;
import dev.sluice.progress.QueryProgress;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import dev.sluice.stream.Trigger;
import dev.sluice.type.DataType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A session whose queries let the words flow that it is told.
abstract class RealTimeQueries {

    static final DataType.Struct WORDS = SqlParser.tableSchema("word STRING");
    static final long OPEN_MILLIS = 5_000;

    final StandingClock clock = new StandingClock(1_700_000_000_000L);
    final MemoryStream words = new MemoryStream(WORDS, clock);
    final Storage storage = new MemoryStorage();
    MemoryTable seen = new MemoryTable(WORDS);
    Session session;

    @BeforeEach
    void open() {
        session = session(storage);
    }

    Session session(Storage on) {
        Session opened = Session.builder()
                .storage(on)
                .machine(clock.machine())
                .parallelism(2)
                .config("spark.sql.shuffle.partitions", 2)
                .create();
        opened.registerStream("words", WORDS, words::open);
        return opened;
    }

    @AfterEach
    void close() {
        session.close();
    }

    void say(String... said) {
        for (String word : said) words.add(List.of(List.of(word)));
    }

    DataStreamWriter<Row> flow(String sql) {
        return flow(session, sql);
    }

    DataStreamWriter<Row> flow(Session in, String sql) {
        return in.sql(sql)
                .writeStream()
                .outputMode("update")
                .trigger(Trigger.RealTime(OPEN_MILLIS))
                .option("checkpointLocation", "place")
                .sink(() -> new MemorySink(seen));
    }

    DataStreamWriter<Row> upper() {
        return flow("SELECT upper(word) AS word FROM STREAM words");
    }

    /// Lets flow what is there.
    static void step(SteppedQuery query) {
        assertEquals(Optional.empty(), query.step());
    }

    QueryProgress endMicroBatch(SteppedQuery query) {
        clock.advance(OPEN_MILLIS);
        return query.step().orElseThrow();
    }

    List<String> seen() {
        return seen.rows().stream().map(row -> String.valueOf(row.getFirst())).toList();
    }

    /// Gives on the first column of each row.
    static ForeachWriter<Row> into(Collection<String> given) {
        return new ForeachWriter<Row>() {
            @Override
            public boolean open(long partition, long epoch) {
                return true;
            }

            @Override
            public void process(Row row) {
                given.add(row.getString(0));
            }

            @Override
            public void close(Throwable failure) {}
        };
    }
}
