package dev.sluice.recorder;

import org.apache.spark.sql.SparkSession;

/// How Spark shows values: `show()`, `toJSON()` and `CAST(… AS STRING)`.
final class DisplayFacts {
    private final SparkSession spark;
    private final Notebook notebook;

    DisplayFacts(SparkSession spark, Notebook notebook) {
        this.spark = spark;
        this.notebook = notebook;
    }

    void ask() {
        show("SELECT * FROM VALUES (1, 'a'), (22, NULL), (NULL, 'abc') AS t(number, word)");
        show("SELECT 'exactly twenty chars' AS a, 'exactly twenty-1 char' AS b, 'short' AS c");
        show("SELECT array(1, NULL) AS arr, map('k', 1, 'l', NULL) AS m, struct(1 AS a, NULL AS b) AS st, array() AS e");
        show("SELECT DATE'2020-01-01' AS d, TIMESTAMP'2020-01-01 00:00:00' AS t, TIMESTAMP'2020-01-01 01:02:03.1' AS f");
        show("SELECT * FROM VALUES (1.0D), (1e10D), (1.5e-7D), (double('NaN')), (double('Infinity')), (-0.0D) AS t(d)");
        show("SELECT 1.50 AS d1, 0.0000001 AS d2, CAST(0 AS DECIMAL(20, 10)) AS d3, X'1F00FF' AS bin, true AS b");
        show("SELECT INTERVAL '1' DAY AS d, INTERVAL 5 MINUTES AS m, INTERVAL '1-2' YEAR TO MONTH AS ym");
        show("SELECT * FROM VALUES ('안녕하세요', 1), ('abc', 2), ('😀', 3), ('ｆｕｌｌ', 4) AS t(`단어`, n)");
        show("SELECT '가나다라마바사아자차카타파하가나다라마바사아자차' AS k");
        show("SELECT 'a\\nb' AS nl, 'a\\tb' AS tab, 'a\\rb' AS cr, '' AS empty, ' x ' AS sp");
        show("SELECT 1 AS a WHERE false");
        show("SELECT id FROM range(21)");
        String long1 = "SELECT 'a rather long string that goes on' AS s, 1 AS n, 'ab' AS longcolumnname FROM range(3)";
        notebook.ask("show(false)", () -> Notebook.printedBy(() -> {
            spark.sql(long1).show(false);
            return null;
        }));
        for (int truncate : new int[] {0, 3, 5, 20}) {
            for (boolean vertical : new boolean[] {false, true}) {
                notebook.ask("show(2, " + truncate + ", " + vertical + ")", () -> Notebook.printedBy(() -> {
                    spark.sql(long1).show(2, truncate, vertical);
                    return null;
                }));
            }
        }
        notebook.ask("no columns", () -> Notebook.printedBy(() -> {
            spark.sql("SELECT 1 AS a").drop("a").show();
            spark.emptyDataFrame().show();
            return null;
        }));
        notebook.ask("printSchema", () -> Notebook.printedBy(() -> {
            spark.sql("SELECT 'a' AS s, array(1) AS a, map('k', 1) AS m, struct(1 AS x, NULL AS y) AS st").printSchema();
            return null;
        }));
        notebook.ask("toString", () -> spark.sql("SELECT 'a' AS word, 1L AS count") + "\n"
                + spark.sql("SELECT 'a' AS word, 1L AS count, true AS b") + "\n"
                + spark.sql("SELECT 'a' AS word, 1L AS count, array(1, 2) AS arr, NULL AS n").collectAsList());

        json("SELECT 1 AS a, NULL AS n, '' AS s, 1 AS a");
        json("SELECT TIMESTAMP'2020-01-01 01:02:03.123456' AS t, TIMESTAMP_NTZ'2020-01-01 01:02:03.12' AS n");
        json("SELECT 1.50 AS a, 0.0000001 AS b, CAST(0 AS DECIMAL(20, 10)) AS c, 1E10BD AS d, 1e10D AS e, 1e-4D AS f");
        json("SELECT double('NaN') AS a, double('-Infinity') AS b, -0.0D AS c, X'1F00FF' AS d, X'' AS e");
        json("SELECT map(1, 'a') AS i, map(true, 1) AS b, map(DATE'2020-01-01', 1) AS d, map('n', NULL) AS n");
        json("SELECT struct(1 AS a, NULL AS b) AS st, array(1, NULL) AS arr, array(struct(NULL AS b)) AS ast");
        json("SELECT INTERVAL '1' DAY AS d, INTERVAL '1-2' YEAR TO MONTH AS ym");
        json("SELECT 'a\"b\\\\c/d' AS esc, 'tab\\there' AS tab, 'é한😀' AS uni, '\\u0001' AS ctl, '<a>&' AS html");
    }

    private void show(String sql) {
        notebook.ask(sql, () -> Notebook.printedBy(() -> {
            spark.sql(sql).show();
            return null;
        }));
    }

    private void json(String sql) {
        notebook.ask(sql, () -> Notebook.rows(spark.sql(sql)));
    }
}
