package dev.sluice.connect.checks;

import static org.apache.spark.sql.functions.col;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/// Columns by a pattern of their names: `colRegex`.
final class PatternChecks {

    private final SparkSession spark;

    PatternChecks(SparkSession spark) {
        this.spark = spark;
    }

    private Dataset<Row> words() {
        return spark.sql("SELECT 1 AS id, 'a' AS name").as("w");
    }

    private Dataset<Row> counts() {
        return spark.sql("SELECT 1 AS id, 'b' AS note, 3 AS n").as("c");
    }

    private Dataset<Row> joined() {
        return words().join(counts(), col("w.id").equalTo(col("c.id")));
    }

    private String selected(String pattern) {
        Dataset<Row> joined = joined();
        return Checks.rows(joined.select(joined.colRegex(pattern)));
    }

    void addTo(Map<String, Callable<String>> all) {
        all.put("patterns: of a join", () -> selected("`i.*`"));
        all.put("patterns: all of a join", () -> selected("`.*`"));
        all.put("patterns: none", () -> selected("`z`"));
        all.put("patterns: in any case", () -> selected("`N.*`"));
        all.put("patterns: of one side", () -> selected("c.`i.*`"));
        all.put("patterns: of a side in any case", () -> selected("C.`.*`"));
        all.put("patterns: of no side", () -> selected("d.`i.*`"));
        all.put("patterns: a name", () -> selected("note"));
        all.put("patterns: an ambiguous name", () -> selected("id"));
        all.put("patterns: of one side's frame", () -> {
            Dataset<Row> words = words();
            return Checks.rows(words.join(counts()).select(words.colRegex("`.*`")));
        });
        all.put("patterns: the same name twice", () -> {
            Dataset<Row> twice = spark.sql("SELECT 1 AS a, 2 AS a, 3 AS b");
            return Checks.rows(twice.select(twice.colRegex("`a`")));
        });
        all.put("patterns: among others", () -> {
            Column names = joined().colRegex("`n.*`");
            return Checks.rows(joined().select(col("w.id"), names, names));
        });
        all.put("patterns: in a sum", () -> {
            Dataset<Row> words = words();
            return Checks.rows(words.select(words.colRegex("`id`").plus(1)));
        });
    }
}
