package dev.sluice.connect;

import dev.sluice.api.Column;
import dev.sluice.api.DataFrame;
import dev.sluice.api.DataFrameStatFunctions;
import dev.sluice.type.DataType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.connect.proto.Expression.Literal;
import org.apache.spark.connect.proto.NADrop;
import org.apache.spark.connect.proto.NAFill;
import org.apache.spark.connect.proto.NAReplace;
import org.apache.spark.connect.proto.StatApproxQuantile;
import org.apache.spark.connect.proto.StatCorr;
import org.apache.spark.connect.proto.StatFreqItems;
import org.apache.spark.connect.proto.StatSampleBy;
import org.jspecify.annotations.Nullable;

/// What `na` and `stat` of a DataFrame do.
final class ProtoStatistics {

    /// How often an item has to be to be frequent, if nothing is said: Spark's.
    private static final double USUAL_SUPPORT = 0.01;

    private final ProtoRelations relations;

    ProtoStatistics(ProtoRelations relations) {
        this.relations = relations;
    }

    DataFrame missing(org.apache.spark.connect.proto.Relation said) {
        return switch (said.getRelTypeCase()) {
            case FILL_NA -> fill(said.getFillNa());
            case DROP_NA -> drop(said.getDropNa());
            case REPLACE -> replace(said.getReplace());
            default -> throw Refusals.invalid("no way to treat missing values");
        };
    }

    DataFrame figures(org.apache.spark.connect.proto.Relation said) {
        return switch (said.getRelTypeCase()) {
            case SUMMARY ->
                relations
                        .frame(said.getSummary().getInput())
                        .summary(columns(said.getSummary().getStatisticsList()));
            case DESCRIBE ->
                relations
                        .frame(said.getDescribe().getInput())
                        .describe(columns(said.getDescribe().getColsList()));
            case CROSSTAB ->
                of(said.getCrosstab().getInput())
                        .crosstab(
                                said.getCrosstab().getCol1(), said.getCrosstab().getCol2());
            case COV ->
                number(
                        "cov",
                        of(said.getCov().getInput())
                                .cov(said.getCov().getCol1(), said.getCov().getCol2()));
            case CORR -> number("corr", corr(said.getCorr()));
            case APPROX_QUANTILE -> quantiles(said.getApproxQuantile());
            case FREQ_ITEMS -> {
                StatFreqItems items = said.getFreqItems();
                yield of(items.getInput())
                        .freqItems(
                                columns(items.getColsList()), items.hasSupport() ? items.getSupport() : USUAL_SUPPORT);
            }
            case SAMPLE_BY -> sampleBy(said.getSampleBy());
            default -> throw Refusals.invalid("no figures of rows");
        };
    }

    private DataFrameStatFunctions of(org.apache.spark.connect.proto.Relation input) {
        return relations.frame(input).stat();
    }

    private double corr(StatCorr said) {
        String method = said.hasMethod() ? said.getMethod() : "pearson";
        return of(said.getInput()).corr(said.getCol1(), said.getCol2(), method);
    }

    private DataFrame number(String name, double value) {
        return relations.rows(name, DataType.Atomic.DOUBLE, value);
    }

    private DataFrame quantiles(StatApproxQuantile said) {
        double[] wanted = said.getProbabilitiesList().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        double[][] found =
                of(said.getInput()).approxQuantile(columns(said.getColsList()), wanted, said.getRelativeError());
        List<List<Double>> values = Arrays.stream(found)
                .map(column -> Arrays.stream(column).boxed().toList())
                .toList();
        DataType numbers = new DataType.Array(DataType.Atomic.DOUBLE, false);
        return relations.rows("approx_quantile", new DataType.Array(numbers, false), values);
    }

    private DataFrame sampleBy(StatSampleBy said) {
        Map<Object, Double> fractions = new LinkedHashMap<>();
        for (StatSampleBy.Fraction part : said.getFractionsList()) {
            Object stratum = value(part.getStratum());
            if (stratum != null) fractions.put(stratum, part.getFraction());
        }
        Column column = relations.columns(List.of(said.getCol()))[0];
        return of(said.getInput()).sampleBy(column, fractions, said.hasSeed() ? said.getSeed() : System.nanoTime());
    }

    private DataFrame fill(NAFill said) {
        DataFrame rows = relations.frame(said.getInput());
        if (said.getValuesCount() == 0) throw Refusals.invalid("values must contains at least 1 item!");
        if (said.getValuesCount() > 1) {
            if (said.getValuesCount() != said.getColsCount()) {
                throw Refusals.invalid(
                        "When values contains more than 1 items, values and cols should have the same length!");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            for (int i = 0; i < said.getColsCount(); i++) values.put(said.getCols(i), value(said.getValues(i)));
            return rows.na().fill(values);
        }
        String[] columns = said.getColsCount() == 0 ? rows.columns() : columns(said.getColsList());
        return switch (value(said.getValues(0))) {
            case String text -> rows.na().fill(text, columns);
            case Boolean truth -> rows.na().fill(truth, columns);
            case Double number -> rows.na().fill(number, columns);
            case Float number -> rows.na().fill(number.doubleValue(), columns);
            case Number number -> rows.na().fill(number.longValue(), columns);
            case null, default -> throw Refusals.invalid("missing values can't be filled with this");
        };
    }

    private DataFrame drop(NADrop said) {
        DataFrame rows = relations.frame(said.getInput());
        String[] columns = said.getColsCount() == 0 ? rows.columns() : columns(said.getColsList());
        return rows.na().drop(said.hasMinNonNulls() ? said.getMinNonNulls() : columns.length, columns);
    }

    private DataFrame replace(NAReplace said) {
        DataFrame rows = relations.frame(said.getInput());
        Map<@Nullable Object, @Nullable Object> values = new HashMap<>();
        said.getReplacementsList().forEach(one -> values.put(value(one.getOldValue()), value(one.getNewValue())));
        String[] columns = said.getColsCount() == 0 ? rows.columns() : columns(said.getColsList());
        return rows.na().replace(columns, values);
    }

    private static String[] columns(List<String> names) {
        return names.toArray(String[]::new);
    }

    private static @Nullable Object value(Literal literal) {
        return switch (literal.getLiteralTypeCase()) {
            case NULL -> null;
            case BOOLEAN -> literal.getBoolean();
            case BYTE -> (byte) literal.getByte();
            case SHORT -> (short) literal.getShort();
            case INTEGER -> literal.getInteger();
            case LONG -> literal.getLong();
            case FLOAT -> literal.getFloat();
            case DOUBLE -> literal.getDouble();
            case STRING -> literal.getString();
            default ->
                throw Refusals.invalid("a value " + literal.getLiteralTypeCase() + " in the place of missing ones");
        };
    }
}
