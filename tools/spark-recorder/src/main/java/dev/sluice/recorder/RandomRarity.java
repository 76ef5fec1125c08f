package dev.sluice.recorder;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/// A query made up by chance of what is seldom written: keys of all types, times without a zone and before 1970, rows
// without a time, windows
/// with offsets, gaps that are computed, several watermarks, outer and semi joins in chains, three sources.
final class RandomRarity implements RandomQuery {

    private static final String[] DELAYS = {"0", "5", "10", "30"};
    private static final String[] KEYS = {
        "STRING", "BIGINT", "BOOLEAN", "DATE", "DOUBLE", "STRUCT<p: STRING, q: INT>", "ARRAY<INT>", "DECIMAL(6,2)"
    };

    private final Chance chance;
    private final List<String> lines = new ArrayList<>();
    private final int count;
    private final String time;
    private final LocalDateTime begin;
    private final List<String> keys = new ArrayList<>();

    RandomRarity(Chance chance) {
        this.chance = chance;
        count = chance.below(100) < 40 ? 1 : chance.oneIn(4) ? 3 : 2;
        // Spark has no watermarks of times without a zone.
        time = count == 1 && chance.oneIn(4) ? "TIMESTAMP_NTZ" : "TIMESTAMP";
        begin = chance.oneIn(2) ? LocalDateTime.of(1969, 12, 31, 23, 59) : LocalDateTime.of(1904, 2, 28, 23, 58, 20);
        keys.add(chance.one(KEYS));
        // A decimal is joined with one of another scale.
        for (int i = 1; i < count; i++) keys.add(keys.get(0).startsWith("DECIMAL") ? "DECIMAL(9,3)" : keys.get(0));
    }

    @Override
    public List<RandomRows> sources() {
        List<RandomRows> sources = new ArrayList<>();
        for (int i = 0; i < count; i++) sources.add(new RandomRows(name(i), keys.get(i), begin, false, 8));
        return sources;
    }

    private static String name(int source) {
        return List.of("l", "r", "m").get(source);
    }

    @Override
    public List<String> lines() {
        for (int i = 0; i < count; i++) {
            String at = name(i) + "t";
            lines.add("source " + name(i) + " (k " + keys.get(i) + ", " + at + " " + time + ", "
                    + List.of("a", "b", "c").get(i)
                    + " INT)"
                    + (time.equals("TIMESTAMP") ? " watermark " + at + " - " + chance.one(DELAYS) + " seconds" : ""));
        }
        if (count > 1 && chance.oneIn(2)) lines.add("config spark.sql.streaming.multipleWatermarkPolicy max");
        if (chance.oneIn(3))
            lines.add("config spark.sql.session.timeZone " + chance.one("Asia/Kolkata", "America/St_Johns"));
        switch (count) {
            case 1 -> {
                if (time.equals("TIMESTAMP")) {
                    ofOne();
                } else {
                    withoutZone();
                }
            }
            case 2 -> ofTwo();
            default -> ofThree();
        }
        return lines;
    }

    // ---- one source

    private void ofOne() {
        String counts = chance.one(
                "count(*) AS n",
                "count(a) AS n, sum(a) AS s",
                "min(a) AS lo, max(a) AS hi",
                "avg(a) AS m, count(*) AS n");
        switch (chance.below(8)) {
            case 0, 1, 2 -> {
                String key = key();
                String session = session();
                query(
                        chance.one("append", "append", "complete"),
                        "SELECT " + key + " AS k, session_window.start AS s0, session_window.end AS e0, " + counts
                                + " FROM STREAM l GROUP BY " + key + ", " + session);
            }
            case 3, 4 -> {
                String window = window("lt");
                query(
                        chance.one("append", "append", "update"),
                        "SELECT " + window + ".start AS s0, " + window + ".end AS e0, " + counts
                                + " FROM STREAM l GROUP BY " + window);
            }
            case 5 -> {
                String window = window("lt");
                String key = key();
                query(
                        chance.one("append", "append", "update"),
                        "SELECT " + key + " AS k, " + window + ".start AS s0, " + counts + " FROM STREAM l GROUP BY "
                                + key + ", " + window);
            }
            case 6 -> {
                query(chance.one("append", "update"), "SELECT k, lt, a FROM STREAM l");
                lines.add("then "
                        + chance.one("dropDuplicates k", "dropDuplicates k, lt", "dropDuplicatesWithinWatermark k"));
            }
            default -> {
                String longer = "window(window_time(w), "
                        + chance.one("'1 minute'", "'1 day'", "'40 seconds', '20 seconds', '7 seconds'") + ")";
                query(
                        "append",
                        "SELECT " + longer + ".start AS s0, sum(c) AS n, count(*) AS g FROM (SELECT " + window("lt")
                                + " AS w, k, count(*) AS c FROM STREAM l GROUP BY 1, 2) GROUP BY " + longer);
            }
        }
    }

    private void withoutZone() {
        String window = window("lt");
        String key = key();
        switch (chance.below(3)) {
            case 0 ->
                query(
                        "complete",
                        "SELECT " + key
                                + " AS k, session_window.start AS s0, session_window.end AS e0, count(*) AS n FROM"
                                + " STREAM l GROUP BY "
                                + key + ", " + session());
            case 1 -> query("append", "SELECT DISTINCT k, lt, a FROM STREAM l");
            default ->
                query(
                        chance.one("update", "complete"),
                        "SELECT " + key + " AS k, " + window
                                + ".start AS s0, max(lt) AS hi, count(*) AS n FROM STREAM l GROUP BY " + key + ", "
                                + window);
        }
    }

    private String key() {
        return chance.one(
                "k",
                "k",
                "k",
                "named_struct('k', k, 'odd', a % 2)",
                "array(a, a % 3)",
                "CAST(a AS DECIMAL(12,2)) / 4",
                "upper(CAST(k AS STRING))");
    }

    private String session() {
        return "session_window(lt, "
                + chance.one(
                        "CASE WHEN a > 3 THEN '5 seconds' WHEN a IS NULL THEN '20 seconds' ELSE '10 seconds' END",
                        "concat(CAST(a + 1 AS STRING), ' seconds')",
                        "CASE WHEN a = 2 THEN '-3 seconds' ELSE '8 seconds' END",
                        "CASE WHEN a = 2 THEN '0 seconds' ELSE '1 minute 2 seconds' END",
                        "CASE WHEN a < 6 THEN '7 seconds' END",
                        "'12 seconds'")
                + ")";
    }

    private String window(String at) {
        return "window(" + at + ", "
                + chance.one(
                        "'7 seconds'",
                        "'10 seconds', '10 seconds', '3 seconds'",
                        "'10 seconds', '10 seconds', '-3 seconds'",
                        "'1 minute', '20 seconds', '7 seconds'",
                        "'15 seconds', '4 seconds', '1 second'",
                        "'1 day'",
                        "'2 hours', '1 hour', '30 minutes'",
                        "'1 week'")
                + ")";
    }

    // ---- more sources

    private void ofTwo() {
        switch (chance.below(6)) {
            case 0 -> {
                String window = window("t");
                query(
                        chance.one("append", "append", "update"),
                        "SELECT " + window
                                + ".start AS s0, count(*) AS n, sum(a) AS s FROM (SELECT lt AS t, a FROM STREAM l"
                                + " UNION ALL SELECT rt, b FROM STREAM r) GROUP BY " + window);
            }
            case 1 -> {
                query("append", joined("l.k, " + chance.one("lt", "rt") + " AS t, a, b"));
                lines.add("then " + chance.one("dropDuplicates", "dropDuplicatesWithinWatermark"));
            }
            case 2, 3 -> {
                String window = window("t");
                query(
                        "append",
                        "SELECT " + window + ".start AS s0, count(*) AS n, sum(a) AS s FROM (" + joined("lt AS t, a")
                                + ") GROUP BY " + window);
            }
            default -> query("append", joined("l.k, lt, a"));
        }
    }

    /// The join of `l` and `r`, which has only the columns of `l` if it must.
    private String joined(String columns) {
        boolean semi = !columns.contains("rt") && !columns.contains("b") && chance.oneIn(2);
        String kind = semi ? "LEFT SEMI JOIN" : chance.one("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "FULL JOIN");
        return "SELECT " + columns + " FROM STREAM l " + kind + " STREAM r ON l.k " + chance.one("=", "=", "<=>")
                + " r.k AND " + range("lt", "rt");
    }

    private void ofThree() {
        String first = chance.one("JOIN", "LEFT JOIN", "LEFT SEMI JOIN", "FULL JOIN");
        String second = chance.one("JOIN", "LEFT JOIN", "LEFT SEMI JOIN", "RIGHT JOIN", "FULL JOIN");
        String both = "SELECT l.k AS k, lt AS t, a FROM STREAM l " + first + " STREAM r ON l.k = r.k AND "
                + range("lt", "rt");
        boolean semi = second.equals("LEFT SEMI JOIN");
        query(
                "append",
                "SELECT q.k, t, a" + (semi ? "" : ", c") + " FROM (" + both + ") q " + second
                        + " STREAM m ON q.k = m.k AND " + range("t", "mt"));
    }

    private String range(String left, String right) {
        if (chance.oneIn(4)) return left + " = " + right;
        return right + chance.one(" >= " + left, " > " + left + " - INTERVAL 5 SECONDS") + " AND " + right
                + chance.one(" <= " + left + " + INTERVAL 10 SECONDS", " < " + left + " + INTERVAL 15 SECONDS");
    }

    private void query(String mode, String sql) {
        lines.add("query " + mode);
        lines.add("  " + sql);
    }
}
