package dev.sluice.recorder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.runtime.MemoryStream;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/// What a script declares before its query: memory streams, static tables, views.
final class ScriptSources {

    /// `clicks (user STRING, at TIMESTAMP) watermark at - 10 seconds`; the last part may be missing.
    private static final Pattern DECLARATION =
            Pattern.compile("(\\w+)\\s*\\((.*)\\)(?:\\s+watermark\\s+(\\w+)\\s+-\\s+(.+))?");

    private final SparkSession spark;
    private final Map<String, MemoryStream<Row>> streams = new LinkedHashMap<>();
    private final Map<String, StructType> schemas = new LinkedHashMap<>();

    /// What is put into streams and waits for the next feed.
    private final List<Runnable> waiting = new ArrayList<>();

    ScriptSources(SparkSession spark) {
        this.spark = spark;
    }

    void stream(ScriptStep step) {
        Matcher said = declaration(step);
        StructType schema = StructType.fromDDL(said.group(2));
        MemoryStream<Row> stream = new MemoryStream<>(streams.size(), spark, Option.empty(), Encoders.row(schema));
        Dataset<Row> rows = stream.toDF();
        if (said.group(3) != null) {
            rows = rows.withWatermark(said.group(3), said.group(4));
        }
        rows.createOrReplaceTempView(said.group(1));
        streams.put(said.group(1), stream);
        schemas.put(said.group(1), schema);
    }

    void table(ScriptStep step) {
        Matcher said = declaration(step);
        StructType schema = StructType.fromDDL(said.group(2));
        spark.createDataFrame(rows(step, schema), schema).createOrReplaceTempView(said.group(1));
    }

    /// @param then what is called on the rows of the SQL
    void view(ScriptStep step, List<ScriptStep> then) {
        rows(step.text(), then).createOrReplaceTempView(step.rest());
    }

    /// The rows of a query and the calls that follow it.
    Dataset<Row> rows(String sql, List<ScriptStep> then) {
        Dataset<Row> rows = spark.sql(sql);
        for (ScriptStep call : then) {
            rows = call(rows, call);
        }
        return rows;
    }

    private static Dataset<Row> call(Dataset<Row> rows, ScriptStep step) {
        String[] parts = step.rest().split("\\s+", 2);
        String[] arguments = parts.length < 2 ? new String[0] : parts[1].strip().split("\\s*,\\s*");
        return switch (parts[0]) {
            case "dropDuplicates" -> arguments.length == 0 ? rows.dropDuplicates() : rows.dropDuplicates(arguments);
            case "dropDuplicatesWithinWatermark" ->
                arguments.length == 0
                        ? rows.dropDuplicatesWithinWatermark()
                        : rows.dropDuplicatesWithinWatermark(arguments);
            case "withWatermark" -> rows.withWatermark(arguments[0], arguments[1]);
            default -> throw new IllegalArgumentException("no way to call: " + step.directive());
        };
    }

    /// Keeps rows for the next [#flush], so that several streams get theirs in one micro-batch.
    void put(ScriptStep step) {
        MemoryStream<Row> stream = streams.get(step.rest());
        if (stream == null) {
            throw new IllegalArgumentException("no source named " + step.rest());
        }
        List<Row> rows = rows(step, schemas.get(step.rest()));
        if (!rows.isEmpty()) {
            waiting.add(() -> stream.addData(CollectionConverters.asScala(rows)));
        }
    }

    void flush() {
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    private List<Row> rows(ScriptStep step, StructType schema) {
        String zone = spark.conf().get("spark.sql.session.timeZone");
        return step.body().stream()
                .map(line -> Cells.parse(line, schema, java.time.ZoneId.of(zone)))
                .toList();
    }

    private static Matcher declaration(ScriptStep step) {
        Matcher said = DECLARATION.matcher(step.rest());
        if (!said.matches()) {
            throw new IllegalArgumentException("not NAME (COLUMN TYPE, …): " + step.directive());
        }
        return said;
    }
}
