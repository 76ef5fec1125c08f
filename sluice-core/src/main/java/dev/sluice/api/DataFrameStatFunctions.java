package dev.sluice.api;

import static dev.sluice.api.functions.call_function;
import static dev.sluice.api.functions.lit;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Statistics of columns, with Spark's method names. They are exact where Spark's are approximate, and hold all
/// different values of a column in memory.
public final class DataFrameStatFunctions {

    private final DataFrame rows;

    DataFrameStatFunctions(DataFrame rows) {
        this.rows = rows;
    }

    /// Pearson's correlation of two columns of numbers, where NULL counts as 0, as in Spark; NaN if it is not defined.
    public double corr(String one, String other) {
        return number(call_function("corr", orZero(one), orZero(other)));
    }

    /// @param method `pearson`; there is no other in Spark either
    public double corr(String one, String other, String method) {
        if (!method.equals("pearson")) {
            throw new IllegalArgumentException(
                    "Currently only the calculation of the Pearson Correlation coefficient is supported.");
        }
        return corr(one, other);
    }

    /// The sample covariance of two columns of numbers, where NULL counts as 0, as in Spark.
    public double cov(String one, String other) {
        return number(call_function("covar_samp", orZero(one), orZero(other)));
    }

    private Column orZero(String name) {
        return functions.coalesce(column(name).cast("double"), lit(0.0));
    }

    private double number(Column value) {
        Object found = rows.agg(value).head().get(0);
        return found instanceof Double number ? number : Double.NaN;
    }

    /// How often values of two columns occur together: a row for each value of the first, a column for each of the
    /// second, in their order as text. NULL counts as the text `null`.
    public DataFrame crosstab(String first, String second) {
        Column row = text(first).as(first + "_" + second);
        DataFrame pairs = rows.select(row, text(second).as("value"));
        return pairs.groupBy(Summaries.column(first + "_" + second))
                .pivot("value")
                .agg(functions.count(lit(1)))
                .na()
                .fill(0);
    }

    private Column text(String name) {
        return functions
                .when(column(name).isNull(), "null")
                .otherwise(column(name).cast("string"));
    }

    /// The values of each column that are in at least one of a hundred rows.
    public DataFrame freqItems(String... columns) {
        return freqItems(columns, 0.01);
    }

    /// The values that are in a share of the rows at least: one row, with a list `NAME_freqItems` for each column.
    /// Spark may add values that are less frequent.
    ///
    /// @param support greater than 0.0001
    public DataFrame freqItems(String[] columns, double support) {
        if (support < 1e-4) throw new IllegalArgumentException("Support must be greater than 1e-4.");
        double least = rows.count() * support;
        List<Object> lists = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (String name : columns) {
            List<Object> items = rows
                    .groupBy(column(name).as("value"))
                    .count()
                    .where(functions.col("count").geq(least))
                    .orderBy(functions.col("count").desc(), functions.col("value"))
                    .collectAsList()
                    .stream()
                    .map(row -> row.get(0))
                    .collect(java.util.stream.Collectors.toCollection(ArrayList::new));
            lists.add(items);
            DataType type = rows.select(column(name)).schema().field(0).type();
            fields.add(new Field(name + "_freqItems", new DataType.Array(type, true), true));
        }
        return rows.sparkSession().createDataFrame(List.of(RowFactory.create(lists.toArray())), new Struct(fields));
    }

    /// Values of a column of numbers of which such a share is not greater; NULL and NaN do not count.
    ///
    /// @param relativeError may be anything from 0 on: the values are exact
    public double[] approxQuantile(String column, double[] probabilities, double relativeError) {
        return approxQuantile(new String[] {column}, probabilities, relativeError)[0];
    }

    /// The same of several columns.
    public double[][] approxQuantile(String[] columns, double[] probabilities, double relativeError) {
        if (relativeError < 0) {
            throw new IllegalArgumentException("Relative Error must be non-negative but got " + relativeError);
        }
        Object[] shares = Arrays.stream(probabilities).boxed().toArray();
        Column list = functions.array(Arrays.stream(shares).map(functions::lit).toArray(Column[]::new));
        double[][] found = new double[columns.length][];
        for (int i = 0; i < columns.length; i++) {
            Column value = column(columns[i]).cast("double");
            DataFrame numbers = rows.select(value.as("value")).where("NOT isnan(value)");
            Object quantiles = numbers.agg(call_function("percentile_approx", functions.col("value"), list))
                    .head()
                    .get(0);
            found[i] = quantiles instanceof List<?> all
                    ? all.stream().mapToDouble(quantile -> (Double) quantile).toArray()
                    : new double[0];
        }
        return found;
    }

    /// About such a share of the rows of each value of a column, the same rows in each run; of other values none.
    public <V> DataFrame sampleBy(String column, Map<V, Double> fractions, long seed) {
        return sampleBy(column(column), fractions, seed);
    }

    public <V> DataFrame sampleBy(Column column, Map<V, Double> fractions, long seed) {
        return Samples.by(rows, column, fractions, seed);
    }

    private Column column(String name) {
        return rows.col(name);
    }
}
