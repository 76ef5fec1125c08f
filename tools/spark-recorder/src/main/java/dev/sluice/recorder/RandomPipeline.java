package dev.sluice.recorder;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A streaming query over time that was made up by chance: one or two sources with watermarks, and windows, sessions,
/// joins, duplicates dropped, or several of these in a chain. A seed always gives the same.
///
/// Some are refused, by Spark as well: a mode that does not fit, a join without a range of times.
final class RandomPipeline implements RandomQuery {

    private static final String[] DELAYS = {"0", "5", "10", "30"};
    private static final String[] COUNTS = {
        "count(*) AS n", "count(a) AS n, sum(a) AS s", "min(a) AS lo, max(a) AS hi", "avg(a) AS m, count(*) AS n"
    };

    private final Chance chance;
    private final List<String> lines = new ArrayList<>();
    private final boolean two;
    private final boolean clauses;

    /// What stands after FROM for the left source: itself, or a view of it without duplicates.
    private String left = "STREAM l";

    RandomPipeline(Chance chance) {
        this.chance = chance;
        two = chance.below(100) < 45;
        clauses = chance.oneIn(4);
    }

    @Override
    public List<RandomRows> sources() {
        LocalDateTime begin = LocalDateTime.of(2024, 1, 1, 0, 0);
        return Stream.of("l", "r")
                .limit(two ? 2 : 1)
                .map(name -> new RandomRows(name, "STRING", begin, false, 25))
                .toList();
    }

    @Override
    public List<String> lines() {
        source("l", "lt", "a");
        if (two) source("r", "rt", "b");
        if (two && chance.oneIn(4)) lines.add("config spark.sql.streaming.multipleWatermarkPolicy max");
        if (chance.oneIn(10)) lines.add("config spark.sql.streaming.noDataMicroBatches.enabled false");
        if (chance.oneIn(7)) dedupedView();
        if (two) {
            ofTwo();
        } else {
            ofOne();
        }
        return lines;
    }

    private void source(String name, String time, String number) {
        String columns = "source " + name + " (k STRING, " + time + " TIMESTAMP, " + number + " INT)";
        lines.add(clauses ? columns : columns + " watermark " + time + " - " + chance.one(DELAYS) + " seconds");
    }

    private void dedupedView() {
        lines.add("view u");
        lines.add("  SELECT * FROM " + left());
        lines.add("then " + dedup());
        left = "STREAM u AS l";
    }

    private String dedup() {
        return chance.one(
                "dropDuplicates k, lt", "dropDuplicates", "dropDuplicates k", "dropDuplicatesWithinWatermark k");
    }

    private String left() {
        boolean isSource = left.equals("STREAM l");
        return left + (clauses && isSource ? clause("lt") : "");
    }

    private String right() {
        return "STREAM r" + (clauses ? clause("rt") : "");
    }

    private String clause(String time) {
        return " WATERMARK " + time + " DELAY OF INTERVAL " + chance.one(DELAYS) + " SECONDS";
    }

    // ---- one source

    private void ofOne() {
        String from = " FROM " + left() + (chance.oneIn(4) ? " WHERE a" + filter() : "");
        switch (chance.below(14)) {
            case 0 -> query(mode("append", "update"), "SELECT lt, " + chance.one(COUNTS) + from + " GROUP BY lt");
            case 1 -> query(mode("append", "update"), "SELECT k, lt, " + chance.one(COUNTS) + from + " GROUP BY k, lt");
            case 2, 3 -> {
                String window = window("lt");
                query(
                        mode("append", "update", "complete"),
                        "SELECT " + window + ".start AS s0, " + window + ".end AS e0, " + chance.one(COUNTS) + from
                                + " GROUP BY " + window);
            }
            case 4, 5 -> {
                String window = window("lt");
                query(
                        mode("append", "update", "complete"),
                        "SELECT k, " + window + ".start AS s0, " + chance.one(COUNTS) + from + " GROUP BY k, "
                                + window);
            }
            case 6, 7, 8 -> {
                String session = session();
                query(
                        mode("append", "append", "complete"),
                        "SELECT k, session_window.start AS s0, session_window.end AS e0, " + chance.one(COUNTS) + from
                                + " GROUP BY k, " + session);
            }
            case 9 ->
                query(
                        mode("append"),
                        "SELECT window(w, '1 minute').start AS s0, sum(c) AS n, count(*) AS g FROM (SELECT k,"
                                + " session_window AS w, count(*) AS c" + from + " GROUP BY k, " + session()
                                + ") GROUP BY window(w, '1 minute')");
            case 10, 11 -> {
                query(mode("append", "append", "update"), "SELECT *" + from);
                lines.add("then " + dedup());
            }
            case 12 -> {
                String window = window("lt");
                query(mode("append", "update"), "SELECT DISTINCT k, " + window + ".start AS s0" + from);
            }
            default -> {
                String longer = "window(window_time(w), '" + chance.one("30", "60") + " seconds')";
                String inner = "SELECT " + window("lt") + " AS w, k, count(*) AS c" + from + " GROUP BY 1, k";
                query(
                        mode("append"),
                        "SELECT " + longer + ".start AS s0, sum(c) AS n, count(*) AS g FROM (" + inner + ") GROUP BY "
                                + longer);
            }
        }
    }

    private String window(String time) {
        return switch (chance.below(4)) {
            case 0 -> "window(" + time + ", '10 seconds')";
            case 1 -> "window(" + time + ", '30 seconds')";
            case 2 -> "window(" + time + ", '20 seconds', '10 seconds')";
            default -> "window(" + time + ", '10 seconds', '10 seconds', '3 seconds')";
        };
    }

    private String session() {
        String gap = chance.one(
                "'5 seconds'",
                "'10 seconds'",
                "'20 seconds'",
                "CASE WHEN k = 'x' THEN '5 seconds' ELSE '15 seconds' END");
        return "session_window(lt, " + gap + ")";
    }

    // ---- two sources

    private void ofTwo() {
        switch (chance.below(12)) {
            case 0, 1 -> union();
            case 2 -> windowsJoined();
            case 3 -> windowsAsKeys();
            default -> join();
        }
    }

    private void union() {
        String both = "(SELECT k, lt AS t, a FROM " + left() + " UNION ALL SELECT k, rt AS t, b FROM " + right() + ")";
        String window = window("t");
        query(
                mode("append", "update"),
                "SELECT " + window + ".start AS s0, " + chance.one(COUNTS) + " FROM " + both + " GROUP BY " + window);
    }

    /// Windows of both sides, joined.
    private void windowsJoined() {
        String window = window("lt");
        query(
                mode("append"),
                "SELECT c.w.start AS s0, n, m FROM (SELECT " + window + " AS w, count(*) AS n FROM " + left()
                        + " GROUP BY 1) c " + chance.one("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN") + " (SELECT "
                        + window.replace("(lt", "(rt") + " AS w, count(*) AS m FROM " + right()
                        + " GROUP BY 1) v ON c.w = v.w");
    }

    /// Rows of both sides, joined by their windows.
    private void windowsAsKeys() {
        String window = window("lt");
        query(
                mode("append"),
                "SELECT c.k AS lk, v.k AS rk, c.w.start AS s0, a, b FROM (SELECT k, a, " + window + " AS w FROM "
                        + left() + ") c " + joinWord() + " (SELECT k, b, " + window.replace("(lt", "(rt")
                        + " AS w FROM " + right() + ") v ON c.k = v.k AND c.w = v.w");
    }

    private String joinWord() {
        return chance.one("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN");
    }

    private void join() {
        String kind = chance.oneIn(6) ? "LEFT SEMI JOIN" : joinWord();
        boolean inner = kind.equals("JOIN");
        boolean semi = kind.equals("LEFT SEMI JOIN");
        List<String> on = new ArrayList<>(List.of("l.k = r.k"));
        if (chance.oneIn(4)) {
            on.add("lt = rt");
        } else if (!(inner && chance.oneIn(5)) && !chance.oneIn(20)) {
            on.add(chance.one("rt >= lt", "rt > lt - INTERVAL 5 SECONDS", "lt <= rt + INTERVAL 7 SECONDS"));
            on.add(chance.one(
                    "rt <= lt + INTERVAL 20 SECONDS",
                    "rt < lt + INTERVAL 11 SECONDS",
                    "lt >= rt - INTERVAL 3 SECONDS"));
        }
        // In outer joins Spark takes a number that a column is compared with for a time.
        if (chance.oneIn(4)) on.add(inner ? chance.one("a > 1", "b > 2", "a < b") : "a < b");
        String columns = semi ? "l.k AS lk, lt, a" : "l.k AS lk, r.k AS rk, lt, rt, a, b";
        String joined = " FROM " + left() + " " + kind + " " + right() + " ON " + String.join(" AND ", on);
        if (!semi && chance.oneIn(3)) {
            String time = chance.one("lt", "rt");
            String window = window(time);
            query(
                    mode("append"),
                    "SELECT " + window + ".start AS s0, count(*) AS n, sum(a) AS s, sum(b) AS t FROM (SELECT " + time
                            + ", a, b" + joined + ") GROUP BY " + window);
            return;
        }
        String where = chance.oneIn(4) ? " WHERE " + (semi || chance.oneIn(2) ? "a" : "a + b") + filter() : "";
        query(
                inner || semi ? mode("append", "append", "update") : mode("append"),
                "SELECT " + columns + joined + where);
    }

    // ---- chance

    private void query(String mode, String sql) {
        lines.add("query " + mode);
        lines.add("  " + sql);
    }

    /// One that fits, but for a few.
    private String mode(String... fitting) {
        return chance.oneIn(14) ? chance.one("append", "update", "complete") : chance.one(fitting);
    }

    private String filter() {
        return chance.one(" > 2", " <> 4", " IS NOT NULL", " % 2 = 0");
    }
}
