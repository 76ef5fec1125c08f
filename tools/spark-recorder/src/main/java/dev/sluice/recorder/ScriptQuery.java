package dev.sluice.recorder;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.streaming.runtime.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.apache.spark.sql.types.DataTypes;

/// The query of a script: started, fed and stopped, with what its micro-batches wrote and told of themselves.
final class ScriptQuery {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private final String mode;
    private final String checkpoint;

    /// What each micro-batch wrote, by its number; the query's own thread adds to it.
    private final SortedMap<Long, List<String>> microBatches = new ConcurrentSkipListMap<>();

    private StreamingQuery query;
    private Throwable refusal;

    /// Up to which micro-batch progress has been looked at.
    private long seen = -1;
    private long operatorsSeen = -1;

    ScriptQuery(String mode, String checkpoint) {
        this.mode = mode;
        this.checkpoint = checkpoint;
    }

    /// What may be refused.
    interface Rows {
        Dataset<Row> get();
    }

    void start(Rows rows) {
        try {
            query = rows.get()
                    .writeStream()
                    .outputMode(mode)
                    .option("checkpointLocation", checkpoint)
                    .foreachBatch(
                            (VoidFunction2<Dataset<Row>, Long>) (batch, id) -> microBatches.put(id, printed(batch)))
                    .start();
        } catch (Exception e) {
            refusal = e;
        }
    }

    void stop() {
        if (query == null) {
            return;
        }
        try {
            query.stop();
        } catch (TimeoutException e) {
            throw new IllegalStateException(e);
        }
        query = null;
    }

    /// Adds what is to be added while no micro-batch can be planned, then waits until the query is quiet.
    void feed(Runnable add) {
        if (query == null) {
            add.run();
            return;
        }
        Lock planning = ((StreamingQueryWrapper) query).streamingQuery().awaitProgressLock();
        planning.lock();
        try {
            add.run();
        } finally {
            planning.unlock();
        }
        try {
            query.processAllAvailable();
        } catch (Exception e) {
            // What ended the query is asked for by a later `fails`.
        }
    }

    /// Takes the micro-batches that were made since the last call.
    SortedMap<Long, List<String>> take() {
        SortedMap<Long, List<String>> taken = new TreeMap<>(microBatches);
        microBatches.clear();
        return taken;
    }

    /// Rows that operators dropped as late since the last call.
    long takeLate() {
        long late = 0;
        for (StreamingQueryProgress progress : executed()) {
            if (progress.batchId() <= seen) {
                continue;
            }
            seen = progress.batchId();
            for (StateOperatorProgress operator : progress.stateOperators()) {
                late += operator.numRowsDroppedByWatermark();
            }
        }
        return late;
    }

    /// What operators told of each micro-batch since the last call: a line `-- NUMBER`, then `NAME TOTAL UPDATED
    // REMOVED LATE`
    /// for each of them, the last one first.
    List<String> takeOperators() {
        List<String> lines = new ArrayList<>();
        for (StreamingQueryProgress progress : executed()) {
            if (progress.batchId() <= operatorsSeen) continue;
            operatorsSeen = progress.batchId();
            lines.add("-- " + progress.batchId());
            for (StateOperatorProgress operator : progress.stateOperators()) {
                lines.add(operator.operatorName() + " " + operator.numRowsTotal() + " " + operator.numRowsUpdated()
                        + " " + operator.numRowsRemoved() + " " + operator.numRowsDroppedByWatermark());
            }
        }
        return lines;
    }

    /// The watermark that the last micro-batch ran with, as a timestamp is printed.
    String watermark(ZoneId zone) {
        List<StreamingQueryProgress> executed = executed();
        if (executed.isEmpty()) {
            return "none";
        }
        String text = executed.get(executed.size() - 1).eventTime().get("watermark");
        return text == null ? "none" : TIME.format(Instant.parse(text).atZone(zone));
    }

    /// How many rows the operators of a name held after the last micro-batch.
    long state(String operator) {
        List<StreamingQueryProgress> executed = executed();
        return executed.isEmpty()
                ? 0
                : Stream.of(executed.get(executed.size() - 1).stateOperators())
                        .filter(each -> each.operatorName().equals(operator))
                        .mapToLong(StateOperatorProgress::numRowsTotal)
                        .sum();
    }

    /// Progress of this run's micro-batches. A query that has just started also tells that there was nothing to do,
    // under
    /// the number of the micro-batch to come.
    private List<StreamingQueryProgress> executed() {
        return Stream.of(query.recentProgress())
                .filter(progress -> progress.durationMs().containsKey("addBatch"))
                .toList();
    }

    /// What kept the query from starting, or null.
    Throwable refusal() {
        return refusal;
    }

    /// What ended the query, or null.
    Throwable failure() {
        return query == null || query.exception().isEmpty()
                ? null
                : query.exception().get();
    }

    private static List<String> printed(Dataset<Row> rows) {
        int width = rows.columns().length;
        boolean[] isText = new boolean[width];
        String[] names = new String[width];
        for (int i = 0; i < width; i++) {
            isText[i] = rows.schema().fields()[i].dataType().equals(DataTypes.StringType);
            names[i] = "c" + i;
        }
        // Renamed first: two columns of one name are allowed in a result, but not in a reference.
        Dataset<Row> named = rows.toDF(names);
        Column[] cells =
                Stream.of(names).map(name -> named.col(name).cast("string")).toArray(Column[]::new);
        List<String> printed = new ArrayList<>();
        named.select(cells).collectAsList().forEach(row -> printed.add(Cells.print(row, isText)));
        return printed;
    }
}
