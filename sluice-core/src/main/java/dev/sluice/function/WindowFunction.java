package dev.sluice.function;

import dev.sluice.function.ScalarFunction.Example;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A function that only makes sense over a window, `row_number() OVER (ORDER BY a)`; the constants are all there are.
/// Aggregates make sense there too, and need not be here.
public enum WindowFunction {
    CUME_DIST(
            "() -> DOUBLE",
            "Gives the share of the partition's rows that come no later in the order than the current row does.",
            "SELECT collect_list(v) FROM (SELECT cume_dist() OVER (ORDER BY a) AS v FROM VALUES (1), (2), (2), (3) AS t(a))",
            "[0.25, 0.75, 0.75, 1.0]"),
    DENSE_RANK(
            "() -> INT",
            "Counts the different places in the order up to the current row's; equal rows share one.",
            "SELECT collect_list(v) FROM (SELECT dense_rank() OVER (ORDER BY a) AS v FROM VALUES (1), (2), (2), (3) AS t(a))",
            "[1, 2, 2, 3]"),
    LAG(
            "(T) -> T, (T, INT) -> T, (T, INT, T) -> T",
            "Gives the value of the row so many rows before, by default 1; where there is none the third argument, or NULL. "
                    + "With IGNORE NULLS, rows whose value is NULL don't count.",
            "SELECT collect_list(v) FROM (SELECT lag(a, 1, 0) OVER (ORDER BY a) AS v FROM VALUES (1), (2), (3) AS t(a))",
            "[0, 1, 2]"),
    LEAD(
            "(T) -> T, (T, INT) -> T, (T, INT, T) -> T",
            "Gives the value of the row so many rows behind, by default 1; where there is none the third argument, or NULL. "
                    + "With IGNORE NULLS, rows whose value is NULL don't count.",
            "SELECT collect_list(v) FROM (SELECT lead(a, 1, 0) OVER (ORDER BY a) AS v FROM VALUES (1), (2), (3) AS t(a))",
            "[2, 3, 0]"),
    NTH_VALUE(
            "(T, INT) -> T",
            "Gives the value of the frame's row of this number, from 1; NULL where the frame has fewer. With IGNORE NULLS, "
                    + "rows whose value is NULL don't count.",
            "SELECT collect_list(v) FROM (SELECT nth_value(a, 2) OVER (ORDER BY a) AS v FROM VALUES (1), (2), (3) AS t(a))",
            "[2, 2]"),
    NTILE(
            "() -> INT, (INT) -> INT",
            "Divides the partition's rows into so many parts of nearly equal size, and gives the number of the current row's.",
            "SELECT collect_list(v) FROM (SELECT ntile(2) OVER (ORDER BY a) AS v FROM VALUES (1), (2), (3) AS t(a))",
            "[1, 1, 2]"),
    PERCENT_RANK(
            "() -> DOUBLE",
            "Gives the share of the partition's other rows that come earlier in the order than the current row.",
            "SELECT collect_list(v) FROM (SELECT percent_rank() OVER (ORDER BY a) AS v FROM VALUES (1), (2), (2) AS t(a))",
            "[0.0, 0.5, 0.5]"),
    RANK(
            "() -> INT",
            "Counts the rows that come earlier in the order than the current row, and adds one; equal rows share a rank.",
            "SELECT collect_list(v) FROM (SELECT rank() OVER (ORDER BY a) AS v FROM VALUES (1), (2), (2), (3) AS t(a))",
            "[1, 2, 2, 4]"),
    ROW_NUMBER(
            "() -> INT",
            "Numbers the rows of the partition in their order, from 1.",
            "SELECT collect_list(v) FROM (SELECT row_number() OVER (ORDER BY a) AS v FROM VALUES (1), (2), (2) AS t(a))",
            "[1, 2, 3]");

    private final String signatures;
    private final String summary;
    private final String example;
    private final String expected;

    WindowFunction(String signatures, String summary, String example, String expected) {
        this.signatures = signatures;
        this.summary = summary;
        this.example = example;
        this.expected = expected;
    }

    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public List<String> signatures() {
        return List.of(signatures.split("(?<=[A-Z]), (?=\\()"));
    }

    public String summary() {
        return summary;
    }

    public List<Example> examples() {
        return List.of(new Example(example, expected));
    }

    public static Optional<WindowFunction> named(String name) {
        return Arrays.stream(values())
                .filter(function -> function.name().equalsIgnoreCase(name))
                .findFirst();
    }

    public int leastArguments() {
        return this == NTH_VALUE ? 2 : 0;
    }

    /// As many as can be said; the last of [#LAG], [#LEAD] and [#NTH_VALUE] says whether nulls are ignored.
    public int mostArguments() {
        return switch (this) {
            case CUME_DIST, DENSE_RANK, PERCENT_RANK, RANK, ROW_NUMBER -> 0;
            case NTILE -> 1;
            case NTH_VALUE -> 3;
            case LAG, LEAD -> 4;
        };
    }

    /// Whether it is about one other row, at a distance.
    public boolean isNeighbour() {
        return this == LAG || this == LEAD;
    }

    /// Whether it is about the row's place in the order, so that no values go in.
    public boolean isPlace() {
        return switch (this) {
            case CUME_DIST, DENSE_RANK, NTILE, PERCENT_RANK, RANK, ROW_NUMBER -> true;
            case LAG, LEAD, NTH_VALUE -> false;
        };
    }

    /// Whether it is a number that takes nothing but the rows before it to know.
    public boolean countsRows() {
        return this == ROW_NUMBER || this == RANK || this == DENSE_RANK;
    }
}
