package dev.sluice.connect.checks;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.split;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.upper;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/// What Datasets do with rows.
final class RowChecks {

    private final SparkSession spark;

    RowChecks(SparkSession spark) {
        this.spark = spark;
    }

    private Dataset<Row> people() {
        StructType schema = new StructType(new StructField[] {
            new StructField("name", DataTypes.StringType, true, Metadata.empty()),
            new StructField("age", DataTypes.IntegerType, true, Metadata.empty()),
            new StructField("city", DataTypes.StringType, true, Metadata.empty())
        });
        return spark.createDataFrame(
                Arrays.asList(
                        RowFactory.create("ada", 36, "london"),
                        RowFactory.create("ben", null, "berlin"),
                        RowFactory.create("cat", 7, "london"),
                        RowFactory.create("dan", 36, null)),
                schema);
    }

    private Dataset<Row> cities() {
        return spark.sql("SELECT * FROM VALUES ('london', 9), ('berlin', 4), ('paris', 2) AS c(city, millions)");
    }

    void addTo(Map<String, Callable<String>> all) {
        all.put("rows: version", spark::version);
        all.put("rows: local rows", () -> Checks.rows(people()));
        all.put("rows: show", () -> shown(people(), 20, true));
        all.put("rows: empty", () -> Checks.rows(people().limit(0)));
        all.put("rows: range", () -> Checks.rows(spark.range(3, 9, 2).toDF()));
        all.put("rows: schema", () -> people().schema().treeString());
        all.put("rows: columns", () -> Arrays.toString(people().columns()));
        all.put("rows: dtypes", () -> people().schema().toDDL());
        all.put("rows: count", () -> "" + people().count());
        all.put(
                "rows: isEmpty",
                () -> people().isEmpty() + " " + people().limit(0).isEmpty());
        all.put("rows: first", () -> people().orderBy("name").first().toString());
        all.put(
                "rows: head",
                () -> Arrays.toString((Object[]) people().orderBy("name").head(2)));
        all.put("rows: take", () -> people().orderBy(desc("name")).takeAsList(2).toString());
        all.put(
                "rows: tail",
                () -> Arrays.toString((Object[]) spark.range(10).toDF().tail(2)));
        all.put("rows: select", () -> Checks.rows(people().select("name", "age")));
        all.put(
                "rows: select expressions",
                () -> Checks.rows(people().select(
                                col("name"),
                                col("age").plus(1),
                                upper(col("city")).as("big"))));
        all.put("rows: selectExpr", () -> Checks.rows(people().selectExpr("name", "age * 2 AS twice", "city IS NULL")));
        all.put("rows: star", () -> Checks.rows(people().select(col("*"), lit(1).as("one"))));
        all.put("rows: col of a frame", () -> {
            Dataset<Row> rows = people();
            return Checks.rows(rows.select(rows.col("name")));
        });
        all.put("rows: filter", () -> Checks.rows(people().filter(col("age").gt(10))));
        all.put("rows: where in SQL", () -> Checks.rows(people().where("city = 'london' AND age < 10")));
        all.put("rows: isin", () -> Checks.rows(people().filter(col("city").isin("berlin", "paris"))));
        all.put("rows: null-safe", () -> Checks.rows(people().filter(col("city").eqNullSafe(null))));
        all.put("rows: like", () -> Checks.rows(people().filter(col("name").like("%a%"))));
        all.put("rows: between", () -> Checks.rows(people().filter(col("age").between(5, 10))));
        all.put(
                "rows: not",
                () -> Checks.rows(people().filter(
                                org.apache.spark.sql.functions.not(col("age").equalTo(36)))));
        all.put(
                "rows: when",
                () -> Checks.rows(people().select(when(col("age").gt(18), "adult")
                        .when(col("age").isNull(), "unknown")
                        .otherwise("child")
                        .as("kind"))));
        all.put(
                "rows: withColumn",
                () -> Checks.rows(people().withColumn("older", col("age").plus(10))));
        all.put(
                "rows: withColumns",
                () -> Checks.rows(
                        people().withColumns(Map.of("older", col("age").plus(10)))));
        all.put("rows: withColumnRenamed", () -> Checks.rows(people().withColumnRenamed("name", "who")));
        all.put("rows: drop", () -> Checks.rows(people().drop("age", "nosuch")));
        all.put("rows: toDF", () -> Checks.rows(people().toDF("a", "b", "c")));
        all.put("rows: alias", () -> Checks.rows(people().alias("p").select("p.name")));
        all.put(
                "rows: cast",
                () -> Checks.rows(
                        people().select(col("age").cast("string"), col("age").cast(DataTypes.LongType))));
        all.put(
                "rows: orderBy",
                () -> Checks.rows(people().orderBy(
                                col("age").desc_nulls_first(), col("name").asc())));
        all.put(
                "rows: limit and offset",
                () -> Checks.rows(people().orderBy("name").offset(1).limit(2)));
        all.put("rows: distinct", () -> Checks.sorted(people().select("age").distinct()));
        all.put(
                "rows: dropDuplicates",
                () -> Checks.sorted(people().dropDuplicates("age").select("age")));
        all.put("rows: union", () -> Checks.sorted(people().union(people())));
        all.put("rows: unionByName", () -> Checks.sorted(people().unionByName(people().select("city", "age", "name"))));
        all.put(
                "rows: unionByName with missing",
                () -> Checks.sorted(people().unionByName(people().drop("age"), true)));
        all.put("rows: intersect", () -> Checks.sorted(people().intersect(people().limit(2))));
        all.put("rows: except", () -> Checks.sorted(people().except(people().filter("age = 36"))));
        all.put("rows: exceptAll", () -> Checks.sorted(people().union(people()).exceptAll(people())));
        all.put("rows: join using", () -> Checks.sorted(people().join(cities(), "city")));
        all.put("rows: join on", () -> {
            Dataset<Row> left = people();
            Dataset<Row> right = cities();
            return Checks.sorted(left.join(right, left.col("city").equalTo(right.col("city")), "left"));
        });
        all.put("rows: semi join", () -> Checks.sorted(people().join(cities(), usingCity(), "left_semi")));
        all.put("rows: anti join", () -> Checks.sorted(people().join(cities(), usingCity(), "left_anti")));
        all.put("rows: full join", () -> Checks.sorted(people().join(cities(), usingCity(), "full")));
        all.put("rows: cross join", () -> "" + people().crossJoin(cities()).count());
        all.put("rows: self join", () -> {
            Dataset<Row> a = people();
            Dataset<Row> b = people();
            return Checks.sorted(a.join(b, a.col("age").equalTo(b.col("age")))
                    .select(a.col("name"), b.col("name").as("other")));
        });
        all.put("rows: broadcast", () -> Checks.sorted(people().join(broadcast(cities()), "city")));
        all.put(
                "rows: groupBy count",
                () -> Checks.sorted(people().groupBy("city").count()));
        all.put(
                "rows: groupBy agg",
                () -> Checks.sorted(people().groupBy(col("city"))
                        .agg(sum("age"), avg("age").as("mean"), max("name"), countDistinct("age"))));
        all.put(
                "rows: groupBy expression",
                () -> Checks.sorted(people().groupBy(col("age").gt(10).as("old"))
                        .agg(count("*").as("n"))));
        all.put("rows: agg", () -> Checks.rows(people().agg(count("age"), sum("age"))));
        all.put(
                "rows: groupBy sum",
                () -> Checks.sorted(people().groupBy("city").sum()));
        all.put(
                "rows: rollup",
                () -> Checks.sorted(people().rollup("city", "age").count()));
        all.put("rows: cube", () -> Checks.sorted(people().cube("city", "age").count()));
        all.put(
                "rows: pivot",
                () -> Checks.sorted(people().groupBy("age")
                        .pivot("city", List.of("london", "berlin"))
                        .agg(count(lit(1)))));
        all.put(
                "rows: pivot of what there is",
                () -> Checks.sorted(
                        people().na().drop().groupBy("age").pivot("city").agg(count(lit(1)))));
        all.put(
                "rows: unpivot",
                () -> Checks.sorted(spark.sql("SELECT 1 AS id, 2 AS a, 3 AS b")
                        .unpivot(new Column[] {col("id")}, new Column[] {col("a"), col("b")}, "what", "value")));
        all.put(
                "rows: window",
                () -> Checks.sorted(people().select(
                                col("name"),
                                row_number()
                                        .over(Window.partitionBy("city")
                                                .orderBy(col("name").desc()))
                                        .as("place"))));
        all.put(
                "rows: window frame",
                () -> Checks.sorted(spark.range(5)
                        .toDF()
                        .select(
                                col("id"),
                                sum("id")
                                        .over(Window.orderBy("id").rowsBetween(-1, Window.currentRow()))
                                        .as("two"))));
        all.put(
                "rows: explode",
                () -> Checks.rows(spark.sql("SELECT 'a b' AS line")
                        .select(explode(split(col("line"), " ")).as("word"))));
        all.put(
                "rows: na fill",
                () -> Checks.sorted(people().na().fill("nowhere").na().fill(0)));
        all.put("rows: na fill by column", () -> Checks.sorted(people().na().fill(Map.of("age", 1, "city", "x"))));
        all.put("rows: na drop", () -> Checks.sorted(people().na().drop()));
        all.put("rows: na drop columns", () -> Checks.sorted(people().na().drop(new String[] {"age"})));
        all.put("rows: na replace", () -> Checks.sorted(people().na().replace("city", Map.of("london", "paris"))));
        all.put("rows: describe", () -> Checks.rows(people().describe("age")));
        all.put("rows: summary", () -> Checks.rows(people().summary("count", "max")));
        all.put(
                "rows: summary of decimals",
                () -> Checks.rows(spark.sql("SELECT CAST(x AS DECIMAL(20, 5)) AS x, CAST(x AS DECIMAL(10, 2)) AS y, "
                                + "CAST(x AS BIGINT) AS n FROM VALUES (1.50), (20000000.25), (-0.001), (NULL) AS t(x)")
                        .summary("count", "min", "25%", "50%", "75%", "max")));
        all.put(
                "rows: describe decimals",
                () -> Checks.rows(
                        spark.sql("SELECT CAST(x AS DECIMAL(10, 2)) AS x FROM VALUES (1.5), (2.25), (3) AS t(x)")
                                .describe()));
        all.put("rows: sample all", () -> "" + spark.range(100).sample(1.0).count());
        all.put(
                "rows: corr",
                () -> ""
                        + spark.range(10)
                                .selectExpr("id", "id * 2 AS twice")
                                .stat()
                                .corr("id", "twice"));
        all.put(
                "rows: crosstab",
                () -> Checks.sorted(people().na().drop().stat().crosstab("city", "age")));
        all.put(
                "rows: freqItems",
                () -> "" + people().stat().freqItems(new String[] {"age"}, 0.4).count());
        all.put(
                "rows: approxQuantile",
                () -> Arrays.toString(spark.range(101).stat().approxQuantile("id", new double[] {0.5}, 0.0)));
        all.put(
                "rows: repartition",
                () -> "" + people().repartition(3).coalesce(1).count());
        all.put("rows: hint", () -> "" + people().hint("broadcast").count());
        all.put("rows: cache", () -> "" + people().cache().count());
        all.put("rows: isStreaming", () -> "" + people().isStreaming());
        all.put(
                "rows: sameSemantics",
                () -> ""
                        + spark.range(3)
                                .filter("id > 1")
                                .sameSemantics(spark.range(3).filter("id > 1")));
        all.put("rows: toJSON", () -> people().toJSON().collectAsList().toString());
        all.put(
                "rows: as strings",
                () -> people().select("name")
                        .as(Encoders.STRING())
                        .collectAsList()
                        .toString());
        all.put(
                "rows: createDataset",
                () -> spark.createDataset(List.of(3, 1, 2), Encoders.INT())
                        .collectAsList()
                        .toString());
        all.put(
                "rows: large local rows",
                () -> ""
                        + spark.createDataset(
                                        java.util.stream.IntStream.range(0, 200_000)
                                                .boxed()
                                                .toList(),
                                        Encoders.INT())
                                .agg(sum("value"))
                                .collectAsList());
        all.put(
                "rows: many rows",
                () -> "" + spark.range(100_000).collectAsList().size());
        all.put("rows: toLocalIterator", () -> {
            long sum = 0;
            var iterator = spark.range(10_000).toDF().toLocalIterator();
            while (iterator.hasNext()) sum += iterator.next().getLong(0);
            return "" + sum;
        });
        all.put("rows: vertical", () -> shownVertically(people().limit(1)));
        all.put(
                "rows: scalar subquery",
                () -> Checks.rows(people().filter(
                                col("age").equalTo(people().agg(max("age")).scalar()))
                        .select("name")));
        all.put(
                "rows: exists",
                () -> Checks.sorted(people().alias("p")
                        .filter(cities().filter(
                                        col("city").equalTo(col("p.city").outer()))
                                .exists())
                        .select("name")));
        all.put(
                "rows: lateral join",
                () -> Checks.sorted(people().alias("p")
                        .lateralJoin(spark.range(2)
                                .select(col("id"), col("p.name").outer().as("again")))
                        .select("name", "id", "again")));
        all.put("rows: expression string", () -> Checks.rows(people().select(expr("concat(name, '!')"))));
        all.put("rows: transform", () -> Checks.rows(people().transform(rows -> rows.select("name"))));
        all.put(
                "rows: map of code",
                () -> people().map(
                                        (org.apache.spark.api.java.function.MapFunction<Row, String>) Row::toString,
                                        Encoders.STRING())
                                .collectAsList()
                                .isEmpty()
                        + "");
    }

    private static scala.collection.immutable.Seq<String> usingCity() {
        return scala.jdk.javaapi.CollectionConverters.asScala(List.of("city")).toSeq();
    }

    private static String shown(Dataset<Row> rows, int most, boolean truncate) {
        return printed(() -> rows.show(most, truncate));
    }

    private static String shownVertically(Dataset<Row> rows) {
        return printed(() -> rows.show(20, 20, true));
    }

    /// What a piece of code prints: Scala's console is another than Java's.
    static String printed(Runnable code) {
        var bytes = new java.io.ByteArrayOutputStream();
        scala.Console$.MODULE$.withOut(bytes, () -> {
            code.run();
            return null;
        });
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8).stripTrailing();
    }
}
