package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.Field;
import java.util.List;
import java.util.stream.Collectors;

/// Finds the columns that rows must agree in to be duplicates.
final class DeduplicateAnalyzer {

    private final Analyzer analyzer;

    DeduplicateAnalyzer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    Analyzed deduplicate(Relation.Deduplicate said) {
        Analyzed input = analyzer.relation(said.input());
        List<Column> shown = columns(input.scope().shown());
        List<String> names = said.columns();
        List<Column> keys = names == null
                ? shown
                : names.stream()
                        .flatMap(name -> named(name, shown).stream())
                        .distinct()
                        .toList();
        refuseMaps(keys);
        return new Analyzed(
                new LogicalPlan.Deduplicate(input.plan(), keys, said.withinWatermark()),
                new Scope(input.scope().shown()));
    }

    private static List<Column> columns(List<Visible> visible) {
        return visible.stream().map(Visible::column).distinct().toList();
    }

    /// A name is not a path here: dots are part of it, as in Spark.
    private static List<Column> named(String name, List<Column> columns) {
        List<Column> found = columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .toList();
        if (!found.isEmpty()) return found;
        throw ErrorCondition.UNRESOLVED_COLUMN_AMONG_FIELD_NAMES
                .error()
                .with("colName", '"' + name + '"')
                .with("fieldNames", columns.stream().map(Column::name).collect(Collectors.joining(", ")))
                .build();
    }

    /// Maps can't be compared.
    static void refuseMaps(List<Column> keys) {
        for (Column key : keys) {
            if (key.type().hasMap()) {
                throw ErrorCondition.SET_OPERATION_ON_MAP_TYPE
                        .error()
                        .with("colName", Field.quote(key.name()))
                        .with("dataType", '"' + key.type().sql() + '"')
                        .build();
            }
        }
    }
}
