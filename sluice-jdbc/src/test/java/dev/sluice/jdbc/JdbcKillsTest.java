package dev.sluice.jdbc;

import dev.sluice.testing.crash.KilledQuery;
import dev.sluice.testing.crash.SinkKills;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Queries that write into tables are killed by SIGKILL again and again, and what the table has is right each time.
///
/// Not over H2 in a file: that is in the process which is killed, and what it leaves cannot always be opened.
///
/// `-Dkills=100` kills each query over each database so often; without it some of them are killed twice.
/// `-Dseed=7` has other events and other moments.
class JdbcKillsTest {

    private static final int KILLS = Integer.getInteger("kills", 2);
    private static final long SEED = Long.getLong("seed", 1);

    /// What is killed, as far as there is time for.
    private static Stream<KilledQuery> queries(KilledQuery... shortly) {
        return Integer.getInteger("kills") == null ? Stream.of(shortly) : Stream.of(KilledQuery.values());
    }

    static Stream<KilledQuery> inSqlite() {
        return queries(KilledQuery.WORDS, KilledQuery.JOIN);
    }

    static Stream<KilledQuery> inPostgres() {
        return queries(KilledQuery.WORDS);
    }

    @ParameterizedTest
    @MethodSource("inSqlite")
    void sqliteHasEachMicroBatchOnce(KilledQuery query, @TempDir Path directory) throws Exception {
        List<String> triggers = Stream.of("INSERT", "UPDATE")
                .map(event -> "CREATE TRIGGER $table_" + event + " AFTER " + event
                        + " ON $table BEGIN INSERT INTO $table_written SELECT batch_id, NEW.k, NEW.a, NEW.b"
                        + " FROM sluice_batches WHERE sink = '$table'; END")
                .toList();
        Path killed = directory.resolve("killed.db");
        Path journal = directory.resolve("killed.db-journal");
        run(
                query,
                directory,
                KilledTable.create("jdbc:sqlite:" + killed, "events", query, triggers, journal),
                KilledTable.create("jdbc:sqlite:" + directory.resolve("apart.db"), "events", query, triggers, journal));
    }

    @ParameterizedTest
    @MethodSource("inPostgres")
    void postgresHasEachMicroBatchOnce(KilledQuery query, @TempDir Path directory) throws Exception {
        Assumptions.assumeTrue(PostgresServer.programs().isPresent(), "PostgreSQL is not installed");
        List<String> triggers = List.of(
                "CREATE FUNCTION note_$table() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO $table_written"
                        + " SELECT batch_id, NEW.k, NEW.a, NEW.b FROM sluice_batches WHERE sink = '$table';"
                        + " RETURN NEW; END $$",
                "CREATE TRIGGER noted AFTER INSERT OR UPDATE ON $table FOR EACH ROW EXECUTE FUNCTION note_$table()");
        Path none = directory.resolve("none");
        try (PostgresServer server = PostgresServer.start()) {
            run(
                    query,
                    directory,
                    KilledTable.create(server.url(), "killed", query, triggers, none),
                    KilledTable.create(server.url(), "apart", query, triggers, none));
        }
    }

    private static void run(KilledQuery query, Path directory, KilledTable killed, KilledTable undisturbed)
            throws Exception {
        SinkKills.Findings found =
                new SinkKills(directory, query, KilledProcess.class, SEED, KILLS).run(killed, undisturbed);
        String database = killed.url().split(":")[1];
        System.out.println("JdbcKillsTest, " + database + ", " + query + ": " + found);
    }
}
