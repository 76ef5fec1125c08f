package dev.sluice.recorder;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/// Rows for a source `(k KEY, … TIME, … INT)`: out of order, late, twice and without a time.
///
/// @param name of the source
/// @param key the type of its first column
/// @param begin what second 0 is
/// @param coarse rows of few different times and numbers
/// @param nullTimes one in how many has no time
record RandomRows(String name, String key, LocalDateTime begin, boolean coarse, int nullTimes) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /// The lines of some rows around a second.
    List<String> around(int now, Chance chance) {
        List<String> lines = new ArrayList<>();
        int rows = chance.below(7);
        for (int i = 0; i < rows; i++) {
            int spread = chance.oneIn(5) ? 120 : 25;
            int at = Math.max(0, now + 10 - chance.below(spread));
            if (coarse) at -= at % 5;
            String fraction = !coarse && chance.oneIn(12) ? ".25" : "";
            String time = chance.oneIn(nullTimes) ? "NULL" : TIME.format(begin.plusSeconds(at)) + fraction;
            String number = chance.oneIn(10) ? "NULL" : String.valueOf(chance.below(coarse ? 3 : 8));
            lines.add("  " + key(chance) + " | " + time + " | " + number);
        }
        return lines;
    }

    private String key(Chance chance) {
        if (chance.oneIn(15)) return "NULL";
        return switch (key) {
            case "STRING" -> chance.one("x", "y", "z");
            case "BIGINT" -> chance.one("-1", "0", "9000000000");
            case "BOOLEAN" -> chance.one("true", "false");
            case "DATE" -> chance.one("1969-12-31", "2024-02-29", "2024-03-01");
            case "DOUBLE" -> chance.one("0.0", "-0.0", "1.5", "NaN");
            case "STRUCT<p: STRING, q: INT>" -> chance.one("{x, 1}", "{x, 2}", "{null, 1}", "{y, null}");
            case "ARRAY<INT>" -> chance.one("[]", "[1]", "[1, null]", "[2, 1]");
            default -> {
                if (key.startsWith("DECIMAL")) yield chance.one("1.50", "1.00", "-2.25", "0.00");
                throw new IllegalStateException("no keys of type " + key);
            }
        };
    }
}
