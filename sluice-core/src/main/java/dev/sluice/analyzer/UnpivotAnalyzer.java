package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Analyzes UNPIVOT: a row for each of some columns, with its name and value.
///
/// ```text
/// Unpivot v FOR k IN (a, b)        Filter v IS NOT NULL
///   t id, a, b                =>     Generate inline(array({'a', a}, {'b', b})) AS k, v
///                                      t
/// ```
final class UnpivotAnalyzer {

    private final Analyzer analyzer;

    UnpivotAnalyzer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    Analyzed unpivot(Relation.Unpivot said) {
        Analyzed input = analyzer.relation(said.input());
        var expressions = analyzer.expressions(Names.of(input.scope()));
        List<List<Expression>> sets = new ArrayList<>();
        Set<Long> read = new HashSet<>();
        for (Relation.UnpivotColumns set : said.sets()) {
            if (set.columns().size() != said.values().size()) {
                throw ErrorCondition.UNPIVOT_VALUE_SIZE_MISMATCH
                        .error()
                        .with("names", said.values().size())
                        .at(said.at())
                        .build();
            }
            List<Expression> columns = expressions.analyzeAll(set.columns());
            columns.forEach(column -> column.references().forEach(each -> read.add(each.id())));
            sets.add(columns);
        }
        List<Column> made = made(said, sets);
        List<Expression> structs = new ArrayList<>();
        for (int i = 0; i < sets.size(); i++) structs.add(struct(said.sets().get(i), sets.get(i), made));
        var list = new Expression.Call(WindowCalls.bound(analyzer.catalog(), "array", structs), structs, said.at());
        var inline = analyzer.catalog().generator("inline").orElseThrow(() -> SluiceException.bug("no inline"));
        LogicalPlan plan = new LogicalPlan.Generate(input.plan(), inline, list, false, made);
        if (!said.includesNulls()) plan = new LogicalPlan.Filter(plan, anyThere(made.subList(1, made.size())));
        List<Named> columns = Stream.concat(
                        input.scope().shown().stream()
                                .map(Visible::column)
                                .filter(column -> !read.contains(column.id())),
                        made.stream())
                .map(Named::of)
                .toList();
        return analyzer.project(plan, columns, null);
    }

    private List<Column> made(Relation.Unpivot said, List<List<Expression>> sets) {
        List<Column> made = new ArrayList<>();
        made.add(new Column(analyzer.nextId(), said.name(), Atomic.STRING, false));
        for (int i = 0; i < said.values().size(); i++) {
            int place = i;
            List<Expression> values = sets.stream().map(set -> set.get(place)).toList();
            DataType type = common(said, values, place);
            boolean nullable = values.stream().anyMatch(Expression::nullable);
            made.add(new Column(analyzer.nextId(), said.values().get(i), type, nullable));
        }
        return made;
    }

    /// As in rows that are written out, numbers do not become text.
    private DataType common(Relation.Unpivot said, List<Expression> values, int place) {
        Optional<DataType> type = FunctionBinder.commonType(
                        values.stream().map(Expression::type).toList())
                .filter(found -> values.stream()
                        .allMatch(value -> (value.type() == Atomic.STRING) == (found == Atomic.STRING)
                                || value.type() == Atomic.NULL));
        if (type.isPresent()) return type.get();
        Map<String, List<String>> named = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            var column = (Expr.Name) said.sets().get(i).columns().get(place);
            named.computeIfAbsent(values.get(i).type().sql(), _ -> new ArrayList<>())
                    .add(Field.quote(column.parts().getLast()));
        }
        throw ErrorCondition.UNPIVOT_VALUE_DATA_TYPE_MISMATCH
                .error()
                .with(
                        "types",
                        named.entrySet().stream()
                                .map(entry -> '"' + entry.getKey() + "\" (" + String.join(", ", entry.getValue()) + ")")
                                .collect(Collectors.joining(", ")))
                .at(said.at())
                .build();
    }

    private static Expression struct(Relation.UnpivotColumns set, List<Expression> columns, List<Column> made) {
        List<Expression> values = new ArrayList<>();
        values.add(new Expression.Literal(name(set), Atomic.STRING));
        for (int i = 0; i < columns.size(); i++) {
            values.add(FunctionBinder.cast(columns.get(i), made.get(i + 1).type(), null));
        }
        return new Expression.MakeStruct(made.stream().map(Column::name).toList(), values);
    }

    private static String name(Relation.UnpivotColumns set) {
        if (set.name() != null) return set.name();
        return set.columns().stream()
                .map(column -> ((Expr.Name) column).parts().getLast())
                .collect(Collectors.joining("_"));
    }

    private Expression anyThere(List<Column> values) {
        Expression any = Expression.Literal.FALSE;
        for (Column column : values) {
            List<Expression> value = List.of(new Expression.ColumnRef(column));
            var there = new Expression.Call(WindowCalls.bound(analyzer.catalog(), "isnotnull", value), value, null);
            any = any == Expression.Literal.FALSE ? there : new Expression.Logical(false, any, there);
        }
        return any;
    }
}
