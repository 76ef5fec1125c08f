package dev.sluice.recorder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Makes up streaming queries over time, and rows for them, as scripts without answers: windows, joins, chains, with rows
/// that come out of order, late, twice and without a time.
///
/// Arguments: a directory, the first seed, and how many. A seed always gives the same script.
public final class RandomScripts {

    private static final String[] DELAYS = {"0", "5", "10", "30"};
    private static final String[] KEYS = {"x", "y", "z"};

    private final SplittableRandom random;
    private final StringBuilder script = new StringBuilder();

    private RandomScripts(long seed) {
        random = new SplittableRandom(seed);
    }

    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        long first = Long.parseLong(args[1]);
        int count = Integer.parseInt(args[2]);
        for (long seed = first; seed < first + count; seed++) {
            Files.writeString(directory.resolve(String.format("%05d.stream", seed)), new RandomScripts(seed).make(seed));
        }
    }

    private String make(long seed) {
        script.append("# Random pipeline ").append(seed).append(".\n");
        script.append("depends-on-cuts the watermark moves at the ends of micro-batches\n");
        boolean two = random.nextInt(10) < 5;
        script.append("source l (k STRING, lt TIMESTAMP, a INT)\n");
        if (two) script.append("source r (k STRING, rt TIMESTAMP, b INT)\n");
        script.append("config spark.sql.shuffle.partitions 1\n");
        if (two && chance(4)) script.append("config spark.sql.streaming.multipleWatermarkPolicy max\n");
        String query = two ? ofTwo() : ofOne();
        script.append(query);
        int feeds = 3 + random.nextInt(3);
        int now = 10 + random.nextInt(30);
        for (int i = 0; i < feeds; i++) {
            boolean left = !two || random.nextBoolean();
            feed(left ? "l" : "r", now);
            if (two && chance(2)) feed(left ? "r" : "l", now);
            script.append("emits\n");
            now += random.nextInt(45);
        }
        feed("l", now + 300);
        if (two) feed("r", now + 300);
        script.append("emits\n");
        return script.toString();
    }

    private boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String left() {
        return "STREAM l WATERMARK lt DELAY OF INTERVAL " + one(DELAYS) + " SECONDS";
    }

    private String right() {
        return "STREAM r WATERMARK rt DELAY OF INTERVAL " + one(DELAYS) + " SECONDS";
    }

    private String where(String column) {
        return chance(4) ? " WHERE " + column + one(" > 2", " <> 4", " IS NOT NULL", " % 2 = 0") : "";
    }

    private String window(String time) {
        return switch (random.nextInt(4)) {
            case 0 -> "window(" + time + ", '10 seconds')";
            case 1 -> "window(" + time + ", '30 seconds')";
            case 2 -> "window(" + time + ", '20 seconds', '10 seconds')";
            default -> "window(" + time + ", '10 seconds', '10 seconds', '3 seconds')";
        };
    }

    private String aggregates() {
        return one("count(*) AS n", "count(a) AS n, sum(a) AS s", "min(a) AS lo, max(a) AS hi", "avg(a) AS m, count(*) AS n");
    }

    private String ofOne() {
        String from = " FROM " + left() + where("a");
        return switch (random.nextInt(10)) {
            case 0 -> query(one("append", "update"), "SELECT lt, " + aggregates() + from + " GROUP BY lt");
            case 1 -> query(one("append", "update"), "SELECT k, lt, " + aggregates() + from + " GROUP BY k, lt");
            case 2, 3 -> {
                String window = window("lt");
                yield query(
                        one("append", "update", "complete"),
                        "SELECT " + window + ".start AS s0, " + window + ".end AS e0, " + aggregates() + from
                                + " GROUP BY " + window);
            }
            case 4, 5 -> {
                String window = window("lt");
                yield query(
                        one("append", "append", "update", "complete"),
                        "SELECT k, " + window + ".start AS s0, " + aggregates() + from + " GROUP BY k, " + window);
            }
            case 6 -> query("append", "SELECT DISTINCT k, lt" + from);
            case 7, 8 -> {
                String session = "session_window(lt, " + one("'5 seconds'", "'15 seconds'",
                        "CASE WHEN a > 3 THEN '3 seconds' ELSE '20 seconds' END") + ")";
                yield query(
                        one("append", "append", "complete"),
                        "SELECT k, " + session + ".start AS s0, " + session + ".end AS e0, " + aggregates() + from
                                + " GROUP BY k, " + session);
            }
            default -> {
                String inner = "SELECT " + window("lt") + " AS w, k, count(*) AS c" + from + " GROUP BY 1, k";
                yield query(
                        "append",
                        "SELECT window(window_time(w), '60 seconds').start AS s0, sum(c) AS n FROM (" + inner
                                + ") GROUP BY window(window_time(w), '60 seconds')");
            }
        };
    }

    private String ofTwo() {
        if (chance(6)) return union();
        String kind = one("JOIN", "JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "LEFT SEMI JOIN");
        List<String> on = new ArrayList<>(List.of("l.k = r.k"));
        if (chance(3)) {
            on.add("lt = rt");
        } else {
            on.add(one("rt >= lt", "rt > lt - INTERVAL 5 SECONDS", "lt <= rt + INTERVAL 7 SECONDS"));
            on.add(one("rt <= lt + INTERVAL 20 SECONDS", "rt < lt + INTERVAL 11 SECONDS", "lt >= rt - INTERVAL 3 SECONDS"));
        }
        if (chance(4)) {
            String more = one("a > 1", "b > 2", "a < b");
            // Spark takes a number on one side for a time and then waits for ever with what an outer join keeps.
            if (kind.equals("JOIN") || kind.equals("LEFT SEMI JOIN") || more.equals("a < b")) on.add(more);
        }
        boolean semi = kind.equals("LEFT SEMI JOIN");
        String columns = semi ? "l.k AS lk, lt, a" : "l.k AS lk, r.k AS rk, lt, rt, a, b";
        String joined = "SELECT " + columns + " FROM " + left() + " " + kind + " " + right() + " ON "
                + String.join(" AND ", on);
        if (kind.equals("JOIN") && chance(3)) {
            return query("append", "SELECT lt, count(*) AS n, sum(b) AS s FROM (" + joined + ") GROUP BY lt");
        }
        boolean outer = !kind.equals("JOIN") && !semi;
        return query(outer ? "append" : one("append", "append", "update"), joined + where(semi || chance(2) ? "a" : "a + b"));
    }

    private String union() {
        String both = "(SELECT k, lt AS t, a FROM " + left() + " UNION ALL SELECT k, rt AS t, b FROM " + right() + ")";
        return query(one("append", "update"), "SELECT window(t, '10 seconds').start AS s0, count(*) AS n FROM " + both
                + " GROUP BY window(t, '10 seconds')");
    }

    private static String query(String mode, String sql) {
        return "query " + mode + "\n  " + sql + "\n";
    }

    private void feed(String source, int now) {
        script.append("feed ").append(source).append('\n');
        int rows = chance(8) ? 0 : 1 + random.nextInt(6);
        for (int i = 0; i < rows; i++) {
            int spread = chance(5) ? 120 : 25;
            int at = Math.max(0, now + 10 - random.nextInt(spread));
            String time = chance(25) ? "NULL" : String.format("2024-01-01 00:%02d:%02d", at / 60, at % 60);
            String value = chance(10) ? "NULL" : String.valueOf(random.nextInt(8));
            script.append("  ").append(one(KEYS)).append(" | ").append(time).append(" | ").append(value).append('\n');
        }
    }
}
