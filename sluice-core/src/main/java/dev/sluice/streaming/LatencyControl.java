package dev.sluice.streaming;

/// Decides how many rows the next micro-batch may have, so that rows are committed within a target after they came: a
/// value, moved on by what each micro-batch took.
///
/// A row waits for the micro-batch that runs when it comes, and then for its own; so one may take half the target. What
/// a micro-batch of `n` rows takes is near `F + r·n`. `F` and `r` are learned, by a line through the last ones:
///
/// ```text
///  took │            ·/
///       │         · /          half the target
///       │─ ─ ─ ─ ─ /─ ─ ─ ─
///       │     · · /│
///     F │   ·  /  │
///       └──────────┴──────── rows
///                  n = (half the target - F) / r
/// ```
///
/// - Under low load nothing is ever cut: a micro-batch takes all there is, which is less than `n`.
/// - Under high load the cut is at `n`, so that the first rows of many don't wait for the last.
/// - If rows come so fast that such micro-batches would fall behind, because `F` is paid too often, they grow as far as
///   it takes to keep up, with what waits done in about a second: `n ≥ λ·F / (1 - λ·r)`; and they come back when there
///   is less to do. At most `F` becomes a hundredth of what they take: beyond that there is nothing left to win.
/// - Nothing is cut so small that `F` would be more than half of what a micro-batch takes: a target that can't be
///   reached is not a reason to work for nothing but micro-batches.
///
/// @param targetMicros how long after it came a row may be committed
/// @param line what micro-batches take
/// @param rowsPerMicro how fast rows come
/// @param waiting how many were left when the last micro-batch was planned
/// @param plannedMicros when that was; negative before the first
/// @param largest about how many rows a micro-batch had lately: how far the line is known
record LatencyControl(
        long targetMicros, Line line, double rowsPerMicro, double waiting, long plannedMicros, double largest) {

    /// How many rows may be taken while nothing is known yet.
    private static final int FIRST_ROWS = 1_000;

    /// How many times larger than the last ones a micro-batch may be: what is known of small ones may not hold for it.
    private static final double GROWTH = 4;

    private static final double MOST_ROWS_OF_FIXED = 99;
    private static final double MICROS_TO_CATCH_UP = 1_000_000;
    private static final double MICROS_OF_SPEED = 500_000;

    static LatencyControl of(long targetMicros) {
        return new LatencyControl(targetMicros, Line.NONE, 0, 0, -1, 0);
    }

    /// @param plannedMicros when it was decided what it reads
    /// @param rows how many it had
    /// @param left how many rows its sources had to leave for later, as far as they know
    /// @param tookMicros until it was committed
    record Ran(long plannedMicros, long rows, long left, long tookMicros) {}

    /// After a micro-batch.
    LatencyControl after(Ran ran) {
        double speed = rowsPerMicro;
        if (plannedMicros >= 0) {
            double came = Math.max(0, ran.rows + ran.left - waiting);
            double micros = Math.max(1, ran.plannedMicros - plannedMicros);
            double weight = 1 - Math.exp(-micros / MICROS_OF_SPEED);
            speed += weight * (came / micros - speed);
        }
        // A clock that was put back says nothing; neither do micro-batches that only close windows.
        Line learned =
                ran.rows > 0 && ran.tookMicros >= 0 ? line.with((double) ran.rows, (double) ran.tookMicros) : line;
        return new LatencyControl(
                targetMicros, learned, speed, ran.left, ran.plannedMicros, Math.max((double) ran.rows, largest * 0.9));
    }

    /// How many rows the next micro-batch may have: at least 1.
    long rows() {
        double known = Math.max(FIRST_ROWS, GROWTH * largest);
        if (line.perRow() <= 0) return (long) known;
        double fixed = line.fixed();
        double fits = Math.max(targetMicros / 2.0 - fixed, fixed) / line.perRow();
        return Math.round(Math.clamp(Math.max(fits, enoughToKeepUp()), 1, known));
    }

    private double enoughToKeepUp() {
        double speed = rowsPerMicro + waiting / MICROS_TO_CATCH_UP;
        double most = MOST_ROWS_OF_FIXED * line.fixed() / line.perRow();
        double spare = 1 - speed * line.perRow();
        return spare <= 0 ? most : Math.min(most, speed * line.fixed() / spare);
    }

    /// The line `fixed + perRow · rows` nearest to what the last micro-batches took, near in proportion: one that was
    /// held up for long, or ran when code was cold, is not to outweigh the others.
    ///
    /// @param fixed in microseconds, as is `perRow`
    /// @param weight and the others: sums over all so far, the older the less they count
    private record Line(
            double fixed, double perRow, double weight, double rows, double micros, double rows2, double product) {

        static final Line NONE = new Line(0, 0, 0, 0, 0, 0, 0);

        private static final double KEPT = 0.95;

        Line with(double n, double took) {
            double micro = Math.max(1, took);
            double own = 1 / (micro * micro);
            double w = KEPT * weight + own;
            double sumN = KEPT * rows + own * n;
            double sumT = KEPT * micros + own * micro;
            double sumNN = KEPT * rows2 + own * n * n;
            double sumNT = KEPT * product + own * n * micro;
            double meanN = sumN / w;
            double meanT = sumT / w;
            double spread = sumNN / w - meanN * meanN;
            // Of micro-batches of one size only the sum of both parts can be seen.
            double slope = spread > 1e-4 * meanN * meanN ? (sumNT / w - meanN * meanT) / spread : perRow;
            slope = Math.clamp(slope, 0, meanT / meanN);
            return new Line(meanT - slope * meanN, slope, w, sumN, sumT, sumNN, sumNT);
        }
    }
}
