package dev.sluice.connect;

import dev.sluice.api.DataFrame;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.connect.proto.Expression.Literal;
import org.apache.spark.connect.proto.NADrop;
import org.apache.spark.connect.proto.NAFill;
import org.apache.spark.connect.proto.NAReplace;
import org.jspecify.annotations.Nullable;

/// What `na` of a DataFrame does.
final class ProtoStatistics {

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
