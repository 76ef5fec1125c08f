package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.connector.Source;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.SmallStorage;
import dev.sluice.storage.Storage;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong within a micro-batch that writes files: the query ends with the cause, or goes on by itself, and
/// each row is there once.
@Timeout(120)
class FailureInsideTest {

    private static final int FEEDS = 8;

    private MemoryStream words = new MemoryStream(SqlParser.tableSchema("word STRING"));
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private int fed;

    enum Failure {
        OUT_OF_MEMORY(OutOfMemoryError.class) {
            @Override
            long happen() {
                return new long[Integer.MAX_VALUE].length;
            }
        },
        STACK_OVERFLOW(StackOverflowError.class) {
            @Override
            long happen() {
                return 1 + deeper(0);
            }

            private long deeper(long depth) {
                return deeper(depth + 1) + depth;
            }
        };

        private final Class<? extends Error> error;

        Failure(Class<? extends Error> error) {
            this.error = error;
        }

        abstract long happen();
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInATaskEndsTheQueryAndTheNextRunGoesOn(Failure failure) {
        try (Session session = session(new MemoryStorage())) {
            StreamingQuery query = start(session, failure);
            feed(query);
            failuresLeft.set(1);
            assertThrows(StreamingQueryException.class, () -> feed(query));
            assertInstanceOf(failure.error, query.exception().orElseThrow().getCause());
            StreamingQuery next = start(session, failure);
            next.processAllAvailable();
            while (fed < FEEDS) feed(next);
            next.stop();
            assertEquals(expected(), written(session));
        }
    }

    /// The memory may be at its end when the query lets go what it holds, too.
    @Test
    void anErrorWhileTheQueryEndsIsNoReasonNotToEnd() {
        try (Session session = session(new MemoryStorage())) {
            session.registerStream("words", words.schema(), () -> refusingToClose(words.open()));
            StreamingQuery query = start(session, Failure.STACK_OVERFLOW);
            feed(query);
            failuresLeft.set(1);
            assertThrows(StreamingQueryException.class, () -> feed(query));
            query.stop();
            assertInstanceOf(
                    StackOverflowError.class, query.exception().orElseThrow().getCause());
            assertTrue(refusals.get() > 0);
        }
    }

    private Source refusingToClose(Source source) {
        return (Source) Proxy.newProxyInstance(
                Source.class.getClassLoader(), new Class<?>[] {Source.class}, (_, method, arguments) -> {
                    if (!method.getName().equals("close")) return method.invoke(source, arguments);
                    refusals.incrementAndGet();
                    throw new OutOfMemoryError("while it is closed");
                });
    }

    @ParameterizedTest
    @EnumSource
    void aQueryMayGoOnByItselfBehindAnError(Failure failure) {
        try (Session session = session(new MemoryStorage())) {
            session.conf().set(SessionConf.RESTARTS, 3);
            session.conf().set(SessionConf.RESTART_WINDOW, "0 seconds"); // only those in a row count
            session.conf().set(SessionConf.RESTART_BACKOFF, "0 seconds");
            StreamingQuery query = start(session, failure);
            while (fed < FEEDS) {
                failuresLeft.set(fed % 3);
                feed(query);
                assertEquals(0, failuresLeft.get());
            }
            query.stop();
            assertEquals(expected(), written(session));
        }
    }

    /// @param targetBytes of merged files; 0 for none
    @ParameterizedTest
    @ValueSource(ints = {0, 400})
    void wheneverTheDiskOfTheOutputIsFullNoRowIsLost(int targetBytes) {
        Set<String> told = new TreeSet<>();
        int full = 0;
        for (int room = 0; ; room += 67) {
            var storage = new SmallStorage(new MemoryStorage(), "out/", room);
            words = new MemoryStream(words.schema());
            fed = 0;
            boolean ended = false;
            try (Session session = session(storage)) {
                session.conf().set("spark.sql.streaming.fileSink.log.compactInterval", 3);
                session.conf().set("sluice.file.targetSize", targetBytes);
                try {
                    StreamingQuery query = start(session, Failure.OUT_OF_MEMORY);
                    while (fed < FEEDS) feed(query);
                    query.stop();
                } catch (StreamingQueryException | SluiceException e) {
                    SluiceException cause = e instanceof SluiceException said ? said : (SluiceException) e.getCause();
                    assertEquals(ErrorCondition.STORAGE_FULL, cause.condition());
                    told.add(cause.getMessageParameters().get("action"));
                    ended = true;
                    full++;
                }
                storage.makeRoom();
                StreamingQuery query = start(session, Failure.OUT_OF_MEMORY);
                query.processAllAvailable();
                while (fed < FEEDS) feed(query);
                query.stop();
                assertEquals(expected(), written(session), room + " bytes");
            }
            if (!ended) break;
        }
        assertTrue(full > 20, full + " times full");
        assertTrue(told.containsAll(Set.of("create", "write")), told::toString);
    }

    private Session session(Storage storage) {
        Session session = Session.builder().storage(storage).parallelism(2).create();
        session.registerStream("words", words.schema(), words::open);
        return session;
    }

    private StreamingQuery start(Session session, Failure failure) {
        return session.sql("SELECT word FROM STREAM words")
                .as(Encoders.STRING())
                .map(
                        word -> {
                            boolean fails = failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                            return fails ? "" + failure.happen() : word + word;
                        },
                        Encoders.STRING())
                .toDF()
                .writeStream()
                .format("json")
                .option("path", "out")
                .option("checkpointLocation", "checkpoint")
                .start();
    }

    private void feed(StreamingQuery query) {
        words.add(List.of(List.of("a" + fed), List.of("b" + fed)));
        fed++;
        query.processAllAvailable();
    }

    private static List<String> expected() {
        List<String> expected = new ArrayList<>();
        for (String kind : List.of("a", "b")) {
            for (int i = 0; i < FEEDS; i++) expected.add(kind + i + kind + i);
        }
        return expected;
    }

    private static List<String> written(Session session) {
        return session.read().schema("value STRING").json("out").collectAsList().stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
    }
}
