package dev.sluice.benchmarks.growth;

import dev.sluice.benchmarks.plot.Svg;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/// The tables of all curves as Markdown.
final class GrowthPage {

    /// What costs are held against: there the bar of the costs of more keys begins.
    private static final long MANY_KEYS = 1_000_000;

    /// A column: its heading, and the figure in it.
    private record Column(String heading, String figure, double unit) {}

    private final List<Point> points;
    private final StringBuilder text = new StringBuilder();

    private GrowthPage(List<Point> points) {
        this.points = points;
    }

    /// @param circumstances a sentence on when and where
    static String section(List<Point> points, List<Curve> curves, String circumstances, String plot) {
        var page = new GrowthPage(points);
        page.text
                .append("## Growth\n\n")
                .append(circumstances)
                .append("\n\n![curves](")
                .append(plot)
                .append(")\n");
        for (Curve curve : curves) {
            switch (curve) {
                case CORES -> page.cores();
                case KEYS -> page.keys();
                case ROWS -> page.rows();
                case QUERIES -> page.queries();
            }
        }
        for (Point point : points) {
            if (!point.failure().isEmpty())
                page.text
                        .append("\nFailed: `")
                        .append(point.toLine().replace('`', '\''))
                        .append("`\n");
        }
        return page.text.toString();
    }

    private void cores() {
        text.append("\n### Cores\n\n| | 1 core, s | 2 cores, s | times as fast |\n|---|---:|---:|---:|\n");
        for (String workload : Curve.CORES.lines()) {
            OptionalDouble one = Point.median(points, Curve.CORES, workload, 1, "seconds");
            OptionalDouble two = Point.median(points, Curve.CORES, workload, 2, "seconds");
            if (one.isEmpty() || two.isEmpty()) continue;
            row(
                    workload,
                    number(one.getAsDouble()),
                    number(two.getAsDouble()),
                    number(one.getAsDouble() / two.getAsDouble()));
        }
    }

    private void keys() {
        text.append("\n### Keys\n\n");
        table(
                Curve.KEYS,
                "keys",
                List.of(
                        new Column("ns a row", "ns_a_row", 1),
                        new Column("cpu ns a row", "cpu_ns_a_row", 1),
                        new Column("ns a new key", "new_key_ns_a_row", 1),
                        new Column("bytes a key", "state_bytes_a_key", 1),
                        new Column("peak RSS MB", "peak_rss_mb", 1)));
        OptionalDouble from = Point.median(points, Curve.KEYS, "", MANY_KEYS, "ns_a_row");
        OptionalDouble to =
                Point.median(points, Curve.KEYS, "", Curve.KEYS.places().getLast(), "ns_a_row");
        if (from.isPresent() && to.isPresent()) {
            text.append("\nFrom 10^6 to 10^7.5 keys a row costs ")
                    .append(number(to.getAsDouble() / from.getAsDouble()))
                    .append(" times as much (bar: 1.5).\n");
        }
        text.append(
                "\nThe longest a micro-batch took beyond the median of its neighbours, in milliseconds (bar: 5), while state grew"
                        + " and in as many micro-batches, 1,000 at most, while it did not:\n\n");
        table(
                Curve.KEYS,
                "keys",
                List.of(
                        new Column("micro-batches", "batches", 1),
                        new Column("median ms", "median_ms", 1),
                        new Column("longest stall", "stall_ms", 1),
                        new Column("99 % of them", "stall_p99_ms", 1),
                        new Column("longest without a collection", "stall_without_gc_ms", 1),
                        new Column("longest collection", "stall_gc_ms", 1),
                        new Column("not growing: longest", "still_ms", 1),
                        new Column("99 %", "still_p99_ms", 1),
                        new Column("without a collection", "still_without_gc_ms", 1)));
    }

    private void rows() {
        text.append("\n### Rows of a micro-batch\n\n");
        table(
                Curve.ROWS,
                "rows",
                List.of(
                        new Column("ms a micro-batch", "us_a_batch", 1e3),
                        new Column("99 %", "p99_us_a_batch", 1e3),
                        new Column("ns a row", "ns_a_row", 1),
                        new Column("cpu ns a row", "cpu_ns_a_row", 1)));
    }

    private void queries() {
        text.append("\n### Queries\n\n");
        table(
                Curve.QUERIES,
                "queries",
                List.of(
                        new Column("M rows/s of all", "rows_per_s", 1e6),
                        new Column("cores", "cores", 1),
                        new Column("slowest's part of a fair share", "slowest_share", 1),
                        new Column("heap MB a query", "heap_kb_a_query", 1e3),
                        new Column("threads a query", "threads_a_query", 1),
                        new Column("peak RSS MB", "peak_rss_mb", 1)));
    }

    private void table(Curve curve, String what, List<Column> columns) {
        row(what, columns.stream().map(Column::heading).toArray(String[]::new));
        text.append("|---:".repeat(columns.size() + 1)).append("|\n");
        for (long x : curve.places()) {
            String[] cells =
                    columns.stream().map(column -> cell(curve, x, column)).toArray(String[]::new);
            if (!String.join("", cells).isEmpty()) row(String.format(Locale.ROOT, "%,d", x), cells);
        }
    }

    private String cell(Curve curve, long x, Column column) {
        OptionalDouble value = Point.median(points, curve, "", x, column.figure);
        return value.isEmpty() ? "" : number(value.getAsDouble() / column.unit);
    }

    private void row(String first, String... cells) {
        text.append("| ")
                .append(first)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    /// With three digits that count.
    private static String number(double value) {
        if (Math.abs(value) >= 1_000) return String.format(Locale.ROOT, "%,.0f", value);
        return Svg.number(value);
    }
}
