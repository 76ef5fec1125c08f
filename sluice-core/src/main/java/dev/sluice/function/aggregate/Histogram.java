package dev.sluice.function.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Bins of numbers in ascending order, of which the two nearest become one when there are too many.
///
/// Source: Ben-Haim and Tom-Tov, "A Streaming Parallel Decision Tree Algorithm", section 2.1. Of several pairs equally
/// near one is taken by dice, as in Spark: those of [java.util.Random], whose state is kept with the bins, so that
/// a restart changes nothing.
final class Histogram {

    /// What the dice begin with: the seed 31183, in the form that [java.util.Random] keeps.
    private static final long FIRST_DICE = 31183 ^ 0x5DEECE66DL;

    private final int most;
    private final List<double[]> bins = new ArrayList<>();
    private long dice = FIRST_DICE;

    Histogram(int most) {
        this.most = most;
    }

    Histogram(int most, List<?> bins, long dice) {
        this.most = most;
        this.dice = dice;
        append(bins);
    }

    /// Where each bin lies and how many values it has, one pair behind the other.
    List<Object> bins() {
        List<Object> flat = new ArrayList<>();
        for (double[] bin : bins) {
            flat.add(bin[0]);
            flat.add(bin[1]);
        }
        return flat;
    }

    long dice() {
        return dice;
    }

    int most() {
        return most;
    }

    void add(double number) {
        int at = 0;
        int end = bins.size();
        int begin = 0;
        while (begin < end) {
            at = (begin + end) / 2;
            double x = bins.get(at)[0];
            if (x > number) {
                end = at;
            } else if (x < number) {
                begin = ++at;
            } else {
                break;
            }
        }
        if (at < bins.size() && bins.get(at)[0] == number) {
            bins.get(at)[1]++;
        } else {
            bins.add(at, new double[] {number, 1});
            shrink();
        }
    }

    void merge(List<?> others) {
        append(others);
        bins.sort(Comparator.comparingDouble(bin -> bin[0]));
        shrink();
    }

    private void append(List<?> flat) {
        for (int i = 0; i < flat.size(); i += 2) {
            bins.add(new double[] {(Double) flat.get(i), (Double) flat.get(i + 1)});
        }
    }

    private void shrink() {
        while (bins.size() > most) {
            int nearest = nearest();
            double[] left = bins.get(nearest);
            double[] right = bins.remove(nearest + 1);
            double count = left[1] + right[1];
            left[0] = left[0] * (left[1] / count) + right[0] / count * right[1];
            left[1] = count;
        }
    }

    /// The first of two bins that are nearest to each other.
    private int nearest() {
        double least = bins.get(1)[0] - bins.get(0)[0];
        int found = 0;
        int ties = 1;
        for (int i = 1; i < bins.size() - 1; i++) {
            double distance = bins.get(i + 1)[0] - bins.get(i)[0];
            if (distance < least) {
                least = distance;
                found = i;
                ties = 1;
            } else if (distance == least && throwDice() <= 1.0 / ++ties) {
                found = i;
            }
        }
        return found;
    }

    /// From 0 to 1.
    private double throwDice() {
        return (((long) next(26) << 27) + next(27)) * 0x1.0p-53;
    }

    private int next(int bits) {
        dice = (dice * 0x5DEECE66DL + 0xBL) & ((1L << 48) - 1);
        return (int) (dice >>> (48 - bits));
    }
}
