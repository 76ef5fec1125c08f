package dev.sluice.function.aggregate;

/// HyperLogLog: how many different hashes there were, of a few bytes. A hash's first bits choose a byte, which keeps
/// the greatest number of zeros that the rest of such hashes began with, plus one.
///
/// Few values are counted by the bytes that are still empty, and many by the mean of all, both as Spark does, to the
/// same number. Between, where Spark corrects by measured tables, the estimator of Ertl needs none: there the numbers
/// are as near, and others.
///
/// Source: Flajolet et al., "HyperLogLog", 2007; Heule et al., "HyperLogLog in Practice", 2013; Ertl, "New cardinality
/// estimation algorithms for HyperLogLog sketches", 2017.
final class DistinctSketch {

    static final int LEAST_PRECISION = 4;
    static final int MOST_PRECISION = 24;

    /// Up to which number empty bytes count better, for each precision from 4 on.
    private static final int[] THRESHOLDS = {
        10, 20, 40, 80, 220, 400, 900, 1_800, 3_100, 6_500, 11_500, 20_000, 50_000, 120_000, 350_000
    };

    private static final double LIMIT_OF_ALPHA = 0.5 / Math.log(2);

    private DistinctSketch() {}

    /// How many first bits a relative standard deviation asks for.
    static int precision(double deviation) {
        return (int) Math.ceil(2 * Math.log(1.106 / deviation) / Math.log(2));
    }

    static void add(byte[] sketch, long hash) {
        int precision = Integer.numberOfTrailingZeros(sketch.length);
        int place = (int) (hash >>> Long.SIZE - precision);
        int zeros = Long.numberOfLeadingZeros(hash << precision | 1L << precision - 1) + 1;
        if (zeros > sketch[place]) sketch[place] = (byte) zeros;
    }

    static void merge(byte[] sketch, byte[] other) {
        for (int i = 0; i < sketch.length; i++) sketch[i] = (byte) Math.max(sketch[i], other[i]);
    }

    static long estimate(byte[] sketch) {
        int size = sketch.length;
        int[] counts = new int[Long.SIZE + 2];
        double inverse = 0;
        for (byte zeros : sketch) {
            counts[zeros]++;
            inverse += 1.0 / (1L << zeros);
        }
        double byMean = alpha(size) * size * size / inverse;
        boolean few = byMean < 5.0 * size;
        if (counts[0] > 0) {
            double byEmpty = size * Math.log((double) size / counts[0]);
            int precision = Integer.numberOfTrailingZeros(size);
            int last = Math.min(precision - LEAST_PRECISION, THRESHOLDS.length - 1);
            if (byEmpty <= THRESHOLDS[last]) return Math.round(byEmpty);
        }
        return Math.round(few ? byCounts(counts, size) : byMean);
    }

    private static double alpha(int size) {
        return switch (size) {
            case 16 -> 0.673;
            case 32 -> 0.697;
            case 64 -> 0.709;
            default -> 0.7213 / (1 + 1.079 / size);
        };
    }

    /// Ertl's estimate of how many bytes have which number of zeros.
    private static double byCounts(int[] counts, int size) {
        int most = Long.SIZE - Integer.numberOfTrailingZeros(size);
        double sum = size * tau(1 - (double) counts[most + 1] / size);
        for (int zeros = most; zeros >= 1; zeros--) sum = 0.5 * (sum + counts[zeros]);
        sum += size * sigma((double) counts[0] / size);
        return LIMIT_OF_ALPHA * size * size / sum;
    }

    private static double sigma(double part) {
        if (part == 1) return Double.POSITIVE_INFINITY;
        double power = part;
        double factor = 1;
        double sum = part;
        double before;
        do {
            power *= power;
            before = sum;
            sum += power * factor;
            factor += factor;
        } while (sum != before);
        return sum;
    }

    private static double tau(double part) {
        if (part == 0 || part == 1) return 0;
        double root = part;
        double factor = 1;
        double sum = 1 - part;
        double before;
        do {
            root = Math.sqrt(root);
            before = sum;
            factor *= 0.5;
            sum -= (1 - root) * (1 - root) * factor;
        } while (sum != before);
        return sum / 3;
    }
}
