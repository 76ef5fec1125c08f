package dev.sluice.testing;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.stream.Trigger;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/// Sluice's part in queries that a [RealSpark] goes on with: with the settings that it has, and into files as it
/// writes.
public final class MovedRun {

    private MovedRun() {}

    /// Runs a query until it has read what there is.
    ///
    /// @param query the rows, in a session
    public static void write(Function<Session, DataFrame> query, Path checkpoint, Path output) {
        try (Session session = session()) {
            query.apply(session)
                    .writeStream()
                    .format("json")
                    .option("path", output.toString())
                    .option("checkpointLocation", checkpoint.toString())
                    .trigger(Trigger.AvailableNow())
                    .start()
                    .awaitTermination();
        }
    }

    /// The rows in an output as JSON, whoever wrote it, sorted.
    public static List<String> rows(Path output) {
        try (Session session = session()) {
            return session.read().json(output.toString()).toJSON().stream()
                    .sorted()
                    .toList();
        }
    }

    private static Session session() {
        return Session.builder()
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "2")
                .getOrCreate();
    }
}
