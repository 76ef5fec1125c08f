package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.machine.StandingClock;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.stream.Trigger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// When listeners are told that a query has nothing to do: by the session's clock, as Spark counts.
@Timeout(60)
class IdleQueryTest {

    private final StandingClock clock = new StandingClock(0);
    private final MemoryStream words = new MemoryStream(SqlParser.tableSchema("word STRING"));
    private final CountDownLatch terminated = new CountDownLatch(1);
    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private Session session;

    @BeforeEach
    void open() {
        session = Session.builder()
                .machine(clock.machine())
                .storage(new MemoryStorage())
                .parallelism(1)
                .create();
        session.registerStream("words", words.schema(), words::open);
        session.streams().addListener(new StreamingQueryListener() {
            @Override
            public void onQueryStarted(QueryStartedEvent event) {
                heard.add("started " + event.timestamp());
            }

            @Override
            public void onQueryProgress(QueryProgressEvent event) {
                heard.add("progress " + event.progress().numInputRows());
            }

            @Override
            public void onQueryIdle(QueryIdleEvent event) {
                boolean known =
                        session.streams().get(event.id()).orElseThrow().runId().equals(event.runId());
                heard.add("idle " + event.timestamp() + (known ? "" : " of another run"));
            }

            @Override
            public void onQueryTerminated(QueryTerminatedEvent event) {
                heard.add("terminated");
                terminated.countDown();
            }
        });
    }

    @AfterEach
    void close() {
        session.close();
    }

    private StreamingQuery start(Trigger trigger) {
        return session.sql("SELECT word FROM STREAM words")
                .writeStream()
                .format("noop")
                .trigger(trigger)
                .start();
    }

    @Test
    void itIsToldEveryTenSecondsSinceTheQueryLastDidAnything() throws Exception {
        StreamingQuery query = start(Trigger.DEFAULT);
        query.processAllAvailable();
        clock.advance(9_999);
        query.processAllAvailable();
        clock.advance(1);
        query.processAllAvailable();
        query.processAllAvailable();
        clock.advance(5_000);
        words.add(List.of(List.of("a")));
        query.processAllAvailable();
        clock.advance(9_000);
        query.processAllAvailable();
        clock.advance(1_000);
        query.processAllAvailable();
        query.stop();
        terminated.await();
        assertEquals(
                List.of(
                        "started 1970-01-01T00:00:00.000Z",
                        "idle 1970-01-01T00:00:10.000Z",
                        "progress 1",
                        "idle 1970-01-01T00:00:25.000Z",
                        "terminated"),
                heard);
    }

    @Test
    void theIntervalIsASetting() throws Exception {
        session.conf().set("spark.sql.streaming.noDataProgressEventInterval", "1min");
        StreamingQuery query = start(Trigger.DEFAULT);
        query.processAllAvailable();
        clock.advance(59_999);
        query.processAllAvailable();
        clock.advance(1);
        query.processAllAvailable();
        query.stop();
        terminated.await();
        assertEquals(List.of("started 1970-01-01T00:00:00.000Z", "idle 1970-01-01T00:01:00.000Z", "terminated"), heard);
    }

    /// Of itself, without anything that wakes the query.
    @Test
    void aQueryThatSleepsSaysSo() throws InterruptedException {
        var idle = new java.util.concurrent.CountDownLatch(3);
        try (Session real =
                Session.builder().storage(new MemoryStorage()).parallelism(1).create()) {
            real.conf().set("spark.sql.streaming.noDataProgressEventInterval", "1");
            real.registerStream("words", words.schema(), words::open);
            real.streams().addListener(new StreamingQueryListener() {
                @Override
                public void onQueryStarted(QueryStartedEvent event) {}

                @Override
                public void onQueryProgress(QueryProgressEvent event) {}

                @Override
                public void onQueryIdle(QueryIdleEvent event) {
                    idle.countDown();
                }

                @Override
                public void onQueryTerminated(QueryTerminatedEvent event) {}
            });
            real.sql("SELECT word FROM STREAM words")
                    .writeStream()
                    .format("noop")
                    .start();
            idle.await();
        }
    }

    @Test
    void oneThatLooksLessOftenIsIdleNoMoreOftenThanItLooks() {
        var idleness = new Idleness(10_000, Trigger.ProcessingTime(60_000));
        assertEquals(false, idleness.isToBeTold(0));
        assertEquals(false, idleness.isToBeTold(10_000));
        assertEquals(true, idleness.isToBeTold(60_000));
        assertEquals(120_000, idleness.nextMillis());
    }
}
