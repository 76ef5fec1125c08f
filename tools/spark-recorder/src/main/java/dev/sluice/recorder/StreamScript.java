package dev.sluice.recorder;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/// A `.stream` file, run step by step: every source is a memory stream, the query writes through `foreachBatch`.
///
/// Only what Spark answers is rewritten: the lines under `emits`, `fails` and `refused`. `key` and `depends-on-cuts`
/// speak to the runner of the scripts and mean nothing here.
final class StreamScript {
    private record Step(String directive, List<String> body) {
        String word() {
            return directive.split("\\s+", 2)[0];
        }

        String rest() {
            String[] parts = directive.split("\\s+", 2);
            return parts.length < 2 ? "" : parts[1].strip();
        }
    }

    /// Comments and blank lines are steps without a word, so that they stay where they are.
    private final List<Step> steps = new ArrayList<>();

    private final Map<String, MemoryStream<Row>> sources = new LinkedHashMap<>();
    private final Map<String, StructType> schemas = new LinkedHashMap<>();

    /// What each micro-batch wrote; the query's own thread adds to it.
    private final List<List<String>> microBatches = Collections.synchronizedList(new ArrayList<>());

    private SparkSession spark;
    private String mode;
    private String sql;
    private String checkpoint;
    private StreamingQuery query;
    private Exception refusal;

    StreamScript(String text) {
        for (String line : text.lines().toList()) {
            boolean isBody = line.startsWith("  ") && !line.isBlank();
            if (isBody && !steps.isEmpty() && !steps.get(steps.size() - 1).word().startsWith("#")) {
                steps.get(steps.size() - 1).body().add(line.substring(2));
            } else {
                steps.add(new Step(line.stripTrailing(), new ArrayList<>()));
            }
        }
    }

    String record(SparkSession session, Path scratch) {
        spark = session;
        checkpoint = scratch.resolve(UUID.randomUUID().toString()).toString();
        List<String> written = new ArrayList<>();
        try {
            for (Step step : steps) {
                written.add(step.directive());
                for (String line : answered(step)) {
                    written.add("  " + line);
                }
            }
        } finally {
            stop();
        }
        return String.join("\n", written) + "\n";
    }

    private List<String> answered(Step step) {
        switch (step.word()) {
            case "source" -> source(step);
            case "table" -> table(step);
            case "config" -> {
                String[] setting = step.rest().split("\\s+", 2);
                spark.conf().set(setting[0], setting[1]);
            }
            case "query" -> {
                mode = step.rest();
                sql = String.join("\n", step.body());
                start();
            }
            case "feed" -> feed(step);
            case "restart" -> {
                stop();
                start();
            }
            case "emits" -> {
                return emitted(step);
            }
            case "refused", "fails" -> {
                return failure(step);
            }
            default -> {}
        }
        return step.body();
    }

    private void source(Step step) {
        String name = name(step);
        StructType schema = schema(step);
        int id = sources.size();
        MemoryStream<Row> source = new MemoryStream<>(id, spark, Option.empty(), Encoders.row(schema));
        source.toDF().createOrReplaceTempView(name);
        sources.put(name, source);
        schemas.put(name, schema);
    }

    private void table(Step step) {
        StructType schema = schema(step);
        List<Row> rows = step.body().stream().map(line -> Cells.parse(line, schema)).toList();
        spark.createDataFrame(rows, schema).createOrReplaceTempView(name(step));
    }

    private static String name(Step step) {
        return step.rest().substring(0, step.rest().indexOf('(')).strip();
    }

    private static StructType schema(Step step) {
        String rest = step.rest();
        return StructType.fromDDL(rest.substring(rest.indexOf('(') + 1, rest.lastIndexOf(')')));
    }

    private void start() {
        try {
            query = spark.sql(sql)
                    .writeStream()
                    .outputMode(mode)
                    .option("checkpointLocation", checkpoint)
                    .foreachBatch((VoidFunction2<Dataset<Row>, Long>) (rows, id) -> microBatches.add(printed(rows)))
                    .start();
        } catch (Exception e) {
            refusal = e;
        }
    }

    private void stop() {
        if (query != null) {
            try {
                query.stop();
            } catch (TimeoutException e) {
                throw new IllegalStateException(e);
            }
        }
        query = null;
    }

    private void feed(Step step) {
        MemoryStream<Row> source = sources.get(step.rest());
        if (source == null) {
            throw new IllegalArgumentException("no source named " + step.rest());
        }
        StructType schema = schemas.get(step.rest());
        List<Row> rows = step.body().stream().map(line -> Cells.parse(line, schema)).toList();
        if (!rows.isEmpty()) {
            source.addData(CollectionConverters.asScala(rows));
        }
        if (query == null) {
            return;
        }
        try {
            query.processAllAvailable();
        } catch (Exception e) {
            // What ended the query is asked for by a later `fails`.
        }
    }

    private List<String> emitted(Step step) {
        requireRunning(step);
        boolean isComplete = mode.equals("complete");
        List<String> rows = isComplete
                ? microBatches.isEmpty() ? List.of() : microBatches.get(microBatches.size() - 1)
                : microBatches.stream().flatMap(List::stream).toList();
        microBatches.clear();
        if (step.rest().equals("ordered")) {
            return rows;
        }
        // Order that means nothing must not make a diff; groups come in the order of hashes, so they are sorted.
        List<String> sorted = rows.stream().sorted().toList();
        if (sorted.equals(step.body().stream().sorted().toList())) {
            return step.body();
        }
        return mode.equals("append") ? rows : sorted;
    }

    private void requireRunning(Step step) {
        Throwable why = refusal;
        if (why == null && query != null && query.exception().isDefined()) {
            why = query.exception().get();
        }
        if (why != null) {
            throw new IllegalStateException("no query runs, so no answer for: " + step.directive() + "\n" + sql, why);
        }
    }

    private List<String> failure(Step step) {
        Throwable why = refusal;
        if (step.word().equals("fails")) {
            why = query == null || query.exception().isEmpty() ? null : query.exception().get();
        }
        if (why == null) {
            throw new IllegalStateException("the query is fine, so no answer for: " + step.directive() + "\n" + sql);
        }
        SparkError error = SparkError.of(why);
        return Stream.concat(
                        Stream.of(error.condition() + " " + error.sqlState()), error.messageLines().stream())
                .toList();
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
        Column[] cells = Stream.of(names).map(name -> named.col(name).cast("string")).toArray(Column[]::new);
        return named.select(cells).collectAsList().stream().map(row -> Cells.print(row, isText)).toList();
    }
}
