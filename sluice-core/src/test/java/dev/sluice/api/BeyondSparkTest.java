package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.builtin.MemoryStream;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.MemoryStorage;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What Spark refuses and a setting of ours allows. Spark can't be asked, so the answer of the same query over all rows
/// as a batch says what is right.
class BeyondSparkTest {

    private static final String QUERY = """
            SELECT word, count(DISTINCT n) AS kinds, sum(DISTINCT n) AS total, count(n) AS n,
                   count(DISTINCT n) FILTER (WHERE n > 1) AS large
            FROM %s GROUP BY word""";

    @Test
    void distinctAggregatesOfAStreamAreThoseOfItsTable() {
        var stream = new MemoryStream(SqlParser.tableSchema("word STRING, n INT"));
        List<List<Object>> all = new ArrayList<>();
        try (Session session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(1)
                .config("spark.sql.shuffle.partitions", 2)
                .config("sluice.sql.beyondSpark.distinctAggregates", true)
                .output(new PrintStream(OutputStream.nullOutputStream()))
                .create()) {
            session.registerStream("words", stream.schema(), stream::open);
            DataFrame rows = session.sql(QUERY.formatted("STREAM words"));
            List<List<List<Object>>> feeds = List.of(
                    List.of(List.of("a", 1), List.of("a", 1), List.of("b", 2)),
                    List.of(List.of("a", 1), List.of("a", 3), Arrays.asList("b", null)),
                    List.of(List.of("c", 7), List.of("b", 2), List.of("a", 3)));
            for (List<List<Object>> feed : feeds) {
                stream.add(feed);
                all.addAll(feed);
                List<String> emitted = new ArrayList<>();
                try (SteppedQuery query = rows.writeStream()
                        .outputMode("complete")
                        .option("checkpointLocation", "checkpoint")
                        .foreachBatch((batch, _) ->
                                emitted.addAll(batch.orderBy("word").toJSON()))
                        .stepped()) {
                    while (query.step().isPresent()) {}
                }
                session.registerTable("table", dev.sluice.builtin.MemoryInput.of(stream.schema(), all));
                assertEquals(
                        session.sql(QUERY.formatted("table")).orderBy("word").toJSON(), emitted);
            }
        }
    }

    /// The lower groups come when they are over, each once; so the upper ones count each once, and grow.
    @Test
    void updateChainsCountGroupsThatAreOver() {
        var stream = new MemoryStream(SqlParser.tableSchema("id INT, at TIMESTAMP"));
        List<String> emitted = new ArrayList<>();
        try (Session session = Session.builder()
                .storage(new MemoryStorage())
                .parallelism(1)
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", 2)
                .config("sluice.sql.beyondSpark.updateChains", true)
                .output(new PrintStream(OutputStream.nullOutputStream()))
                .create()) {
            session.registerStream("events", stream.schema(), stream::open);
            DataFrame rows = session.sql("""
                    SELECT n, count(*) AS times
                    FROM (SELECT window(at, '10 seconds') AS w, count(*) AS n
                          FROM STREAM events WATERMARK at DELAY OF INTERVAL 0 SECONDS AS e
                          GROUP BY window(at, '10 seconds'))
                    GROUP BY n""");
            int[][] feeds = {{1, 2, 3}, {11, 12, 25}, {35, 45}, {60}};
            for (int[] seconds : feeds) {
                List<List<Object>> added = new ArrayList<>();
                for (int second : seconds) added.add(List.of(1, second * 1_000_000L));
                stream.add(added);
                try (SteppedQuery query = rows.writeStream()
                        .outputMode("update")
                        .option("checkpointLocation", "checkpoint")
                        .foreachBatch(
                                (batch, _) -> emitted.addAll(batch.orderBy("n").toJSON()))
                        .stepped()) {
                    while (query.step().isPresent()) {}
                }
                emitted.add("-");
            }
        }
        assertEquals(
                List.of(
                        "-",
                        "{\"n\":2,\"times\":1}",
                        "{\"n\":3,\"times\":1}",
                        "-",
                        "{\"n\":1,\"times\":2}",
                        "-",
                        "{\"n\":1,\"times\":3}",
                        "-"),
                emitted);
    }
}
