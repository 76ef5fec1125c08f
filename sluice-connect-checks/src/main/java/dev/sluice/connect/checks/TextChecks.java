package dev.sluice.connect.checks;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;

/// Texts that are read as files are.
final class TextChecks {

    private static final List<String> JSON = Arrays.asList(
            "{\"a\": 1, \"b\": \"x\"}",
            "not json",
            "[{\"a\": 2}, {\"a\": 3, \"c\": [1.5]}]",
            "",
            "{\"a\": \"four\"}",
            "{\n\"a\": 5\n}");

    private static final List<String> CSV = Arrays.asList("a,b", "1,x", "two,\"y z\"", "", "3", "a,b", "4,p,q");

    private final SparkSession spark;

    TextChecks(SparkSession spark) {
        this.spark = spark;
    }

    private Dataset<String> texts(List<String> texts) {
        return spark.createDataset(texts, Encoders.STRING());
    }

    void addTo(Map<String, Callable<String>> all) {
        json(all);
        csv(all);
        xml(all);
    }

    private void json(Map<String, Callable<String>> all) {
        all.put("texts: json", () -> Checks.rows(spark.read().json(texts(JSON))));
        all.put(
                "texts: json with a schema",
                () -> Checks.rows(spark.read()
                        .schema("a INT, b STRING, _corrupt_record STRING")
                        .json(texts(JSON))));
        all.put(
                "texts: json without the corrupt record",
                () -> Checks.rows(spark.read().schema("b STRING, a INT").json(texts(JSON))));
        all.put(
                "texts: json, dropping",
                () -> Checks.rows(spark.read()
                        .schema("a INT, b STRING")
                        .option("mode", "DROPMALFORMED")
                        .json(texts(JSON))));
        all.put(
                "texts: json, dropping, inferred",
                () -> Checks.rows(spark.read().option("mode", "DROPMALFORMED").json(texts(JSON))));
        all.put(
                "texts: json, failing",
                () -> Checks.rows(spark.read()
                        .schema("a INT, b STRING")
                        .option("mode", "FAILFAST")
                        .json(texts(JSON))));
        all.put(
                "texts: json, failing, inferred",
                () -> Checks.rows(spark.read().option("mode", "FAILFAST").json(texts(JSON))));
        all.put(
                "texts: json with options",
                () -> Checks.rows(spark.read()
                        .option("allowSingleQuotes", "true")
                        .option("primitivesAsString", "true")
                        .option("columnNameOfCorruptRecord", "broken")
                        .json(texts(List.of("{'n': 1, 't': true}", "{", "{'n': 2}")))));
        all.put("texts: json of nothing", () -> Checks.rows(spark.read().json(texts(List.of()))));
        all.put(
                "texts: json with nulls",
                () -> Checks.rows(spark.read().schema("a INT").json(texts(Arrays.asList("{\"a\": 1}", null)))));
        all.put(
                "texts: json, a query over it",
                () -> Checks.rows(spark.read()
                        .json(spark.range(0, 100, 1, 1)
                                .selectExpr("to_json(struct(id, id % 7 AS k)) AS v")
                                .as(Encoders.STRING()))
                        .filter("k = 3")
                        .groupBy("k")
                        .count()));
        all.put(
                "texts: json, the schema alone",
                () -> spark.read()
                        .json(texts(List.of("{\"x\": {\"y\": [1, 2]}}")))
                        .schema()
                        .toDDL());
    }

    private void csv(Map<String, Callable<String>> all) {
        all.put("texts: csv", () -> Checks.rows(spark.read().csv(texts(CSV))));
        all.put(
                "texts: csv with a header",
                () -> Checks.rows(spark.read().option("header", "true").csv(texts(CSV))));
        all.put(
                "texts: csv with types",
                () -> Checks.rows(spark.read().option("inferSchema", "true").csv(texts(List.of("1,x,1.5", "2,y,2")))));
        all.put(
                "texts: csv with a schema",
                () -> Checks.rows(spark.read()
                        .schema("a INT, b STRING, _corrupt_record STRING")
                        .csv(texts(CSV))));
        all.put(
                "texts: csv, dropping",
                () -> Checks.rows(spark.read()
                        .schema("a INT, b STRING")
                        .option("mode", "DROPMALFORMED")
                        .csv(texts(CSV))));
        all.put(
                "texts: csv, failing",
                () -> Checks.rows(spark.read()
                        .schema("a INT, b STRING")
                        .option("mode", "FAILFAST")
                        .csv(texts(CSV))));
        all.put(
                "texts: csv with options",
                () -> Checks.rows(spark.read()
                        .option("sep", ";")
                        .option("comment", "#")
                        .option("nullValue", "-")
                        .csv(texts(List.of("# first", "a;-", " b ; c ")))));
        all.put(
                "texts: csv of a schema with a header",
                () -> Checks.rows(spark.read()
                        .schema("x STRING, y STRING")
                        .option("header", "true")
                        .csv(texts(CSV))));
        all.put("texts: csv of nothing", () -> Checks.rows(spark.read().csv(texts(List.of()))));
        all.put(
                "texts: csv with nulls",
                () -> Checks.rows(spark.read().schema("a STRING").csv(texts(Arrays.asList("x", null)))));
    }

    private void xml(Map<String, Callable<String>> all) {
        List<String> xml = List.of("<r><a>1</a><b k=\"v\">x</b></r>", "<r><a>2</a></r>", "<r><a>3</a>");
        all.put(
                "texts: xml",
                () -> Checks.rows(spark.read().option("rowTag", "r").xml(texts(xml))));
        all.put(
                "texts: xml with a schema",
                () -> Checks.rows(spark.read()
                        .option("rowTag", "r")
                        .schema("a INT, _corrupt_record STRING")
                        .xml(texts(xml))));
        all.put(
                "texts: xml, dropping",
                () -> Checks.rows(spark.read()
                        .option("rowTag", "r")
                        .schema("a INT")
                        .option("mode", "DROPMALFORMED")
                        .xml(texts(xml))));
    }
}
