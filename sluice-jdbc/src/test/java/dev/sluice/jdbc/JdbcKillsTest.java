package dev.sluice.jdbc;

import dev.sluice.testing.crash.KilledQuery;
import dev.sluice.testing.crash.SinkKills;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.h2.api.Trigger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Queries that write into tables are killed by SIGKILL again and again, and what the table has is right each time.
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

    static Stream<KilledQuery> inH2() {
        return queries(KilledQuery.WORDS, KilledQuery.WINDOWS);
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

    /// H2 says of a transaction that it is committed, and writes it up to half a second later; `WRITE_DELAY=0` has it
    /// written before.
    @ParameterizedTest
    @MethodSource("inH2")
    void h2HasEachMicroBatchOnce(KilledQuery query, @TempDir Path directory) throws Exception {
        List<String> trigger = List.of("CREATE TRIGGER noted AFTER INSERT, UPDATE ON $table FOR EACH ROW CALL '"
                + Noted.class.getName() + "'");
        Path none = directory.resolve("none");
        run(
                query,
                directory,
                KilledTable.create(h2(directory.resolve("killed")), "events", query, trigger, none),
                KilledTable.create(h2(directory.resolve("apart")), "events", query, trigger, none));
    }

    private static String h2(Path file) {
        return "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1";
    }

    /// Notes for H2 what is written: its triggers are classes.
    public static final class Noted implements Trigger {
        public Noted() {}

        @Override
        public void fire(Connection connection, Object[] before, Object[] row) throws SQLException {
            String note =
                    "INSERT INTO events_written SELECT batch_id, ?, ?, ? FROM sluice_batches WHERE sink = 'events'";
            try (PreparedStatement statement = connection.prepareStatement(note)) {
                for (int i = 0; i < 3; i++) statement.setObject(i + 1, row[i]);
                statement.executeUpdate();
            }
        }
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
