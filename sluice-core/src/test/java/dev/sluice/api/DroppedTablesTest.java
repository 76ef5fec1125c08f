package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.catalog.CatalogEntry;
import dev.sluice.error.AnalysisException;
import dev.sluice.error.ErrorCondition;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tables that another session drops while this one asks for them.
final class DroppedTablesTest {

    private final Session session = Session.builder().parallelism(1).create();
    private final Catalog catalog = session.catalog();

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void whoAsksForOneIsToldThatItIsNotThere() throws InterruptedException {
        var over = new AtomicBoolean();
        try (Session other = session.newSession()) {
            var dropping = new Thread(() -> {
                while (!over.get()) {
                    other.names().put("dropped", new CatalogEntry.External("json", null, Map.of("path", "/none")));
                    other.catalog().dropTable("dropped", false, false);
                }
            });
            dropping.start();
            try {
                for (int i = 0; i < 2000; i++) {
                    catalog.listTables();
                    ask(() -> catalog.getTable("dropped"));
                    ask(() -> catalog.getTableProperties("dropped"));
                }
            } finally {
                over.set(true);
                dropping.join();
            }
        }
    }

    /// It may be there or not.
    private static void ask(Runnable question) {
        try {
            question.run();
        } catch (AnalysisException none) {
            assertEquals(ErrorCondition.TABLE_OR_VIEW_NOT_FOUND, none.condition());
        }
    }
}
