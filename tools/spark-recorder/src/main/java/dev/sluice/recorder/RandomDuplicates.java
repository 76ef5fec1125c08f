package dev.sluice.recorder;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A query made up by chance that drops duplicates: of sources, unions, joins, windows and sessions, and below the
// same.
///
/// Every stage has the columns `k`, `t` and `n`, `t` being the time. Which of two rows of a key comes first is Spark's
// own
/// business behind whatever sends rows to partitions; there, duplicates are rows that are the same in all that is
// passed on.
final class RandomDuplicates implements RandomQuery {

    private static final String[] DELAYS = {"0", "5", "10", "30"};

    private final Chance chance;
    private final List<String> lines = new ArrayList<>();
    private final boolean two;
    private boolean rightIsFree;

    RandomDuplicates(Chance chance) {
        this.chance = chance;
        two = chance.below(100) < 50;
        rightIsFree = two;
    }

    @Override
    public List<RandomRows> sources() {
        LocalDateTime begin = LocalDateTime.of(2024, 1, 1, 0, 0);
        return Stream.of("l", "r")
                .limit(two ? 2 : 1)
                .map(name -> new RandomRows(name, "STRING", begin, true, 25))
                .toList();
    }

    @Override
    public List<String> lines() {
        source("l", "lt", "a");
        if (two) source("r", "rt", "b");
        if (two && chance.oneIn(4)) lines.add("config spark.sql.streaming.multipleWatermarkPolicy max");
        if (chance.oneIn(12)) lines.add("config spark.sql.streaming.noDataMicroBatches.enabled false");
        String left = "STREAM l";
        if (chance.oneIn(4)) {
            view("d", "SELECT * FROM STREAM l", dedup("k", "lt"));
            left = "STREAM d AS l";
        }
        below(left);
        above();
        return lines;
    }

    private void source(String name, String time, String number) {
        lines.add("source " + name + " (k STRING, " + time + " TIMESTAMP, " + number + " INT) watermark " + time + " - "
                + chance.one(DELAYS) + " seconds");
    }

    /// What duplicates are dropped of: the view `u`.
    private void below(String left) {
        String where = chance.oneIn(5) ? " WHERE a " + chance.one("> 0", "<> 1", "IS NOT NULL") : "";
        switch (chance.below(two ? 10 : 5)) {
            case 0, 1 -> ordered(left, "SELECT k, lt AS t, a AS n FROM " + left + where);
            case 2 ->
                settled("SELECT k, window_time(w) AS t, n FROM (SELECT k, " + window("lt")
                        + " AS w, count(*) AS n FROM " + left + where + " GROUP BY 1, 2)");
            case 3 ->
                settled("SELECT k, window_time(w) AS t, n FROM (SELECT k, " + session("lt")
                        + " AS w, count(*) AS n FROM " + left + where + " GROUP BY 1, 2)");
            case 4 -> settled("SELECT k, lt AS t, count(*) AS n FROM " + left + where + " GROUP BY k, lt");
            case 5, 6 -> {
                rightIsFree = false;
                ordered(left, "SELECT k, lt AS t, a AS n FROM " + left + " UNION ALL SELECT k, rt, b FROM STREAM r");
            }
            default -> {
                rightIsFree = false;
                settled("SELECT l.k, " + chance.one("lt", "rt") + " AS t, a + coalesce(b, 0) AS n FROM " + left + " "
                        + chance.one("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")
                        + " STREAM r ON l.k = r.k AND " + range("lt", "rt"));
            }
        }
    }

    /// Duplicates of rows in the order of the sources, unless duplicates have been dropped before.
    private void ordered(String left, String sql) {
        if (left.equals("STREAM l")) {
            view("u", sql, dedup("k", "t"));
        } else {
            settled(sql);
        }
    }

    /// Duplicates of rows whose order means nothing.
    private void settled(String sql) {
        view(
                "u",
                sql,
                chance.one(
                        "dropDuplicates", "dropDuplicates", "dropDuplicatesWithinWatermark", "dropDuplicates k, t, n"));
    }

    private String dedup(String key, String time) {
        return chance.one(
                "dropDuplicates",
                "dropDuplicates " + key,
                "dropDuplicates " + key + ", " + time,
                "dropDuplicates " + time,
                "dropDuplicatesWithinWatermark",
                "dropDuplicatesWithinWatermark " + key,
                "dropDuplicatesWithinWatermark " + key);
    }

    private void view(String name, String sql, String call) {
        lines.add("view " + name);
        lines.add("  " + sql);
        lines.add("then " + call);
    }

    /// What is done with the rows of `u`.
    private void above() {
        String count =
                chance.one("count(*) AS c, sum(n) AS s", "count(n) AS c, min(n) AS lo", "max(n) AS hi, count(*) AS c");
        switch (chance.below(rightIsFree ? 13 : 9)) {
            case 0 -> query("append", "SELECT k, t, n FROM STREAM u");
            case 1 -> query(mode(), "SELECT k, t FROM STREAM u WHERE n < 3");
            case 2, 3 -> {
                String window = window("t");
                String keys = chance.one("", "k, ");
                query(
                        mode(),
                        "SELECT " + keys + window + ".start AS s0, " + count + " FROM STREAM u GROUP BY " + keys
                                + window);
            }
            case 4 ->
                query(
                        "append",
                        "SELECT k, session_window.start AS s0, session_window.end AS e0, " + count
                                + " FROM STREAM u GROUP BY k, " + session("t"));
            case 5 -> query(mode(), "SELECT t, " + count + " FROM STREAM u GROUP BY t");
            case 6 ->
                query(mode(), "SELECT DISTINCT " + chance.one("k, ", "") + window("t") + ".start AS s0 FROM STREAM u");
            case 7 -> {
                String columns = chance.one("k, t", "t", "t, k", "k");
                query("append", "SELECT " + columns + " FROM STREAM u");
                lines.add("then " + (columns.startsWith("t,") ? "dropDuplicatesWithinWatermark" : "dropDuplicates"));
            }
            case 8 -> {
                String longer = "window(window_time(w), '" + chance.one("30", "60") + " seconds')";
                query(
                        "append",
                        "SELECT " + longer + ".start AS s0, sum(c) AS c, count(*) AS g FROM (SELECT " + window("t")
                                + " AS w, k, count(*) AS c FROM STREAM u GROUP BY 1, 2) GROUP BY " + longer);
            }
            case 9, 10, 11 ->
                query(
                        "append",
                        "SELECT u.k, t, n, b FROM STREAM u "
                                + chance.one("JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")
                                + " STREAM r ON u.k = r.k AND " + range("t", "rt"));
            default -> {
                String window = window("t");
                query(
                        "append",
                        "SELECT " + window + ".start AS s0, " + count
                                + " FROM (SELECT t, n FROM STREAM u UNION ALL SELECT rt, b FROM STREAM r) GROUP BY "
                                + window);
            }
        }
    }

    private String range(String left, String right) {
        if (chance.oneIn(4)) return left + " = " + right;
        return right + chance.one(" >= " + left, " > " + left + " - INTERVAL 5 SECONDS") + " AND " + right
                + chance.one(" <= " + left + " + INTERVAL 10 SECONDS", " < " + left + " + INTERVAL 15 SECONDS");
    }

    private String window(String time) {
        return "window(" + time + ", "
                + chance.one(
                        "'10 seconds'",
                        "'30 seconds'",
                        "'20 seconds', '10 seconds'",
                        "'10 seconds', '10 seconds', '3 seconds'")
                + ")";
    }

    private String session(String time) {
        return "session_window(" + time + ", " + chance.one("'5 seconds'", "'10 seconds'", "'20 seconds'") + ")";
    }

    private String mode() {
        return chance.oneIn(8) ? chance.one("update", "complete") : "append";
    }

    private void query(String mode, String sql) {
        lines.add("query " + mode);
        lines.add("  " + sql);
    }
}
