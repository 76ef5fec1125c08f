package dev.sluice.connect.checks;

import static org.apache.spark.sql.functions.*;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.SparkSession;

/// Functions and constants, as columns.
final class FunctionChecks {

    private final SparkSession spark;

    FunctionChecks(SparkSession spark) {
        this.spark = spark;
    }

    private void add(Map<String, Callable<String>> all, String name, Column... columns) {
        all.put("functions: " + name, () -> Checks.rows(spark.range(1).toDF().select(columns)));
    }

    void addTo(Map<String, Callable<String>> all) {
        add(all, "numbers", lit((byte) 1), lit((short) 2), lit(3), lit(4L), lit(1.5f), lit(2.5d));
        add(all, "decimals", lit(new BigDecimal("12.345")), lit(new BigDecimal("-0.001")));
        add(all, "texts", lit("a'b\\c"), lit(""), lit("ä€"));
        add(all, "null and truth", lit(null), lit(true));
        add(all, "bytes", hex(lit(new byte[] {1, 2, -1})));
        add(all, "dates", lit(Date.valueOf("2024-02-29")), lit(LocalDate.of(1999, 12, 31)));
        add(
                all,
                "times",
                lit(Timestamp.from(Instant.parse("2024-01-02T03:04:05.678Z"))).cast("string"),
                lit(Instant.parse("1969-12-31T23:59:59Z")).cast("string"),
                lit(LocalDateTime.of(2024, 1, 2, 3, 4)).cast("string"));
        add(
                all,
                "intervals",
                lit(Duration.ofHours(25)).cast("string"),
                lit(Period.ofMonths(14)).cast("string"));
        add(all, "arrays", lit(new int[] {1, 2}), lit(new String[] {"a", "b"}), array(lit(1), lit(2)));
        add(all, "maps and structs", map(lit("a"), lit(1)), struct(lit(1).as("x"), lit("y").as("y")));
        add(
                all,
                "arithmetic",
                lit(7).divide(2),
                lit(7).mod(4),
                lit(7).multiply(6),
                lit(7).minus(8),
                lit(7).unary_$minus());
        add(all, "comparison", lit(1).lt(2), lit(1).leq(1), lit(1).notEqual(2), lit(2).geq(3));
        add(all, "logic", lit(true).and(lit(false)), lit(true).or(lit(null)), not(lit(true)));
        add(all, "bits", lit(6).bitwiseAND(3), lit(6).bitwiseOR(1), lit(6).bitwiseXOR(2), bitwise_not(lit(0)));
        add(
                all,
                "strings",
                concat(lit("a"), lit("b")),
                length(lit("abc")),
                substring(lit("hello"), 2, 3),
                trim(lit(" x ")),
                initcap(lit("ab cd")),
                lpad(lit("7"), 3, "0"),
                reverse(lit("abc")));
        add(
                all,
                "regular expressions",
                regexp_extract(lit("a12b"), "(\\d+)", 1),
                regexp_replace(lit("a1b2"), "\\d", "#"),
                lit("abc").rlike("^a.c$"));
        add(all, "splitting", split(lit("a,b,c"), ","), concat_ws("-", lit("a"), lit("b")), instr(lit("hello"), "l"));
        add(
                all,
                "mathematics",
                round(lit(2.5)),
                bround(lit(2.5)),
                sqrt(lit(9)),
                pow(lit(2), lit(10)),
                abs(lit(-3)),
                ceil(lit(1.2)),
                floor(lit(-1.2)));
        add(
                all,
                "dates and parts",
                year(lit("2024-02-29").cast("date")),
                date_add(lit("2024-02-28").cast("date"), 2),
                datediff(lit("2024-03-01").cast("date"), lit("2024-02-01").cast("date")),
                last_day(lit("2024-02-01").cast("date")),
                date_format(lit("2024-02-01").cast("timestamp"), "yyyy/MM"));
        add(
                all,
                "truncation",
                date_trunc("hour", lit("2024-02-01 10:11:12").cast("timestamp")).cast("string"),
                to_date(lit("01.02.2024"), "dd.MM.yyyy"));
        add(
                all,
                "collections",
                size(array(lit(1), lit(2))),
                array_contains(array(lit(1)), 1),
                sort_array(array(lit(3), lit(1))),
                element_at(map(lit("k"), lit("v")), lit("k")),
                map_keys(map(lit("k"), lit(1))));
        add(
                all,
                "lambdas",
                transform(array(lit(1), lit(2)), x -> x.plus(1)),
                filter(array(lit(1), lit(2), lit(3)), x -> x.gt(1)),
                aggregate(array(lit(1), lit(2)), lit(0), (a, x) -> a.plus(x)),
                exists(array(lit(1)), x -> x.equalTo(1)),
                transform(array(lit(5)), (x, i) -> x.plus(i)));
        add(
                all,
                "maps with lambdas",
                map_filter(map(lit("a"), lit(1)), (k, v) -> v.gt(1)),
                transform_values(map(lit("a"), lit(1)), (k, v) -> v.plus(1)));
        add(
                all,
                "json",
                to_json(struct(lit(1).as("a"))),
                get_json_object(lit("{\"a\":{\"b\":2}}"), "$.a.b"),
                from_json(lit("{\"a\":5}"), lit("a INT")));
        add(all, "hashes", md5(lit("x")), sha2(lit("x"), 256), crc32(lit("x")), xxhash64(lit("x")), hash(lit("x")));
        add(
                all,
                "conditions",
                coalesce(lit(null), lit(2)),
                nvl(lit(null), lit("x")),
                ifnull(lit(1), lit(2)),
                greatest(lit(1), lit(3)),
                least(lit(1), lit(3)),
                nanvl(lit(Double.NaN), lit(1.0)));
        add(
                all,
                "fields and items",
                struct(lit(1).as("x")).getField("x"),
                array(lit(7)).getItem(0),
                map(lit("k"), lit(9)).getItem("k"));
        add(
                all,
                "withField",
                struct(lit(1).as("x")).withField("y", lit(2)),
                struct(lit(1).as("x"), lit(2).as("y")).dropFields(seq("y")));
        add(
                all,
                "try_ functions",
                try_divide(lit(1), lit(0)),
                try_add(lit(Integer.MAX_VALUE), lit(1)),
                lit("x").try_cast("int"));
        add(all, "call_function", call_function("upper", lit("x")), callUDF("lower", lit("X")));
        add(all, "an unknown function", call_function("nosuch", lit(1)));
        add(all, "division by zero", lit(1).divide(0));
        add(all, "a bad cast", lit("x").cast("int"));
        add(all, "an overflow", lit(Integer.MAX_VALUE).plus(1));
        add(all, "an index outside", element_at(array(lit(1)), 5));
        add(all, "a type that does not fit", lit("x").bitwiseAND(1));
        all.put(
                "functions: aggregates",
                () -> Checks.rows(spark.range(5)
                        .toDF()
                        .agg(
                                min("id"),
                                max("id"),
                                sum("id"),
                                avg("id"),
                                count(lit(1)),
                                first("id"),
                                collect_list("id"),
                                stddev("id"),
                                variance("id"))));
        all.put(
                "functions: more aggregates",
                () -> Checks.rows(spark.range(6)
                        .selectExpr("id", "id % 2 AS k")
                        .agg(
                                sum_distinct(col("k")),
                                max_by(col("id"), col("k")),
                                median(col("id")),
                                bool_and(col("id").geq(0)),
                                count_if(col("k").equalTo(1)),
                                mode(col("k")))));
        all.put(
                "functions: grouping",
                () -> Checks.sorted(
                        spark.range(4).selectExpr("id % 2 AS k").rollup("k").agg(grouping("k"), count("*"))));
        all.put(
                "functions: window functions",
                () -> Checks.sorted(spark.range(4)
                        .toDF()
                        .select(
                                col("id"),
                                lag("id", 1)
                                        .over(org.apache.spark.sql.expressions.Window.orderBy("id"))
                                        .as("before"),
                                rank().over(org.apache.spark.sql.expressions.Window.orderBy("id"))
                                        .as("rank"),
                                ntile(2).over(org.apache.spark.sql.expressions.Window.orderBy("id"))
                                        .as("half"))));
    }

    private static scala.collection.immutable.Seq<String> seq(String item) {
        return scala.jdk.javaapi.CollectionConverters.asScala(java.util.List.of(item))
                .toSeq();
    }
}
