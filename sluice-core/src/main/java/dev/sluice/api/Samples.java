package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// Parts of rows by chance. A row belongs to a part if its random number, of `rand(seed)`, lies in the part's share of
/// 0 to 1; as Spark's sampler does it, so a seed chooses the same rows where partitions are the same.
final class Samples {

    /// The column that holds the random number while it is looked at.
    private static final String CHANCE = "number of the row by chance";

    private Samples() {}

    /// @param fraction from 0 to 1
    static <T> Dataset<T> sample(Dataset<T> rows, boolean withReplacement, double fraction, long seed) {
        if (withReplacement) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "sample with replacement")
                    .build();
        }
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException(
                    "Sampling fraction (" + fraction + ") must be on interval [0, 1] " + "without replacement");
        }
        return rows.filter(chance(seed).lt(fraction));
    }

    /// @param weights of the parts; none negative, one positive
    static <T> List<Dataset<T>> split(Dataset<T> rows, double[] weights, long seed) {
        double sum = DoubleStream.of(weights).sum();
        if (!(sum > 0) || Arrays.stream(weights).anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException(
                    "Weights must be nonnegative, and at least one positive, but got " + Arrays.toString(weights));
        }
        List<Dataset<T>> parts = new ArrayList<>();
        double from = 0;
        double weight = 0;
        for (int i = 0; i < weights.length; i++) {
            weight += weights[i];
            double to = i == weights.length - 1 ? 1 : weight / sum;
            parts.add(between(rows, from, to, seed));
            from = to;
        }
        return parts;
    }

    /// The number is made once for both comparisons.
    static <T> Dataset<T> between(Dataset<T> rows, double from, double to, long seed) {
        Relation numbered = new Relation.WithColumns(
                rows.relation(), List.of(CHANCE), List.of(chance(seed).expr()));
        Column number = Summaries.column(CHANCE);
        Relation chosen = new Relation.Filter(
                numbered, number.geq(from).and(number.lt(to)).expr());
        return rows.with(new Relation.Dropped(chosen, List.of(new Expr.Name(List.of(CHANCE), null, null))));
    }

    /// Of each value of a column another share of the rows; of others none.
    static DataFrame by(DataFrame rows, Column column, Map<?, Double> fractions, long seed) {
        Column share = functions.lit(0.0);
        for (Map.Entry<?, Double> fraction : fractions.entrySet()) {
            if (!(fraction.getValue() >= 0 && fraction.getValue() <= 1)) {
                throw new IllegalArgumentException("Fractions must be in [0, 1], but got " + fraction + ".");
            }
            Column is = column.equalTo(fraction.getKey());
            share = functions.when(is, fraction.getValue()).otherwise(share);
        }
        return rows.filter(chance(seed).lt(share));
    }

    private static Column chance(long seed) {
        return functions.call_function("rand", functions.lit(seed));
    }
}
