package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.ast.Relation;
import dev.sluice.builtin.KeptRows;
import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Rows that one query makes while others wait for them.
@Timeout(60)
class KeptRowsTest {

    private final Session session = Session.builder().create();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
        session.close();
    }

    @Test
    void whoWaitsForTheRowsCanBeInterruptedBeforeTheyAreThere() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var rows = new KeptRows(SqlParser.tableSchema("id BIGINT"), () -> {
            begun.countDown();
            await(mayEnd);
            return List.of();
        });
        Dataset<Row> frame = session.dataFrame(new Relation.Input(rows));
        var maker = CompletableFuture.supplyAsync(frame::count, threads);
        await(begun);
        var waiting = CompletableFuture.supplyAsync(
                () -> {
                    session.addTag("waits");
                    return frame.count();
                },
                threads);
        while (!waiting.isDone() && session.interruptTag("waits").isEmpty()) Thread.onSpinWait();
        var error = assertThrows(ExecutionException.class, waiting::get);
        assertEquals("OPERATION_CANCELED", ((SluiceException) error.getCause()).getCondition());
        mayEnd.countDown();
        assertEquals(0, maker.get());
        assertEquals(0, frame.count());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
