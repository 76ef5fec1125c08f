package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Column;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Analyzes PIVOT, which is two steps of grouping, as in Spark: a value for which a group has no rows is NULL, a count
/// too.
///
/// ```text
/// Pivot sum(n) FOR q IN ('a', 'b')        Aggregate year, first(s) FILTER (WHERE q <=> 'a') AS a, … AS b
///   t year, q, n                     =>     Aggregate year, q, sum(n) AS s
///                                             t
/// ```
///
/// Where an aggregate gives no number, Spark asks it once for each value over the rows of that value, in one step.
/// Source: Spark's rules `ResolvePivot` and `PivotTransformer`, and `PivotFirst`.
final class PivotAnalyzer {

    private final Analyzer analyzer;

    PivotAnalyzer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    Analyzed pivot(Relation.Pivot said) {
        var input = new Relation.Shared(said.input());
        Scope scope = analyzer.relation(input).scope();
        var expressions = analyzer.expressions(Names.of(scope));
        List<DataType> types =
                said.columns().stream().map(c -> expressions.analyze(c).type()).toList();
        said.values().forEach(value -> requireConstant(value, expressions));
        List<Expr> groups = said.grouping() == null ? rest(said, scope) : said.grouping();
        List<Expr> keys = concat(groups, said.columns());
        var first = new Relation.Shared(
                new Relation.Aggregate(input, keys, concat(keys, said.aggregates()), null, null, said.at()));
        List<Column> columns = analyzer.relation(first).scope().shown().stream()
                .map(Visible::column)
                .toList();
        List<Column> aggregates = columns.subList(keys.size(), columns.size());
        boolean twice = aggregates.stream().allMatch(column -> isNumber(column.type()));
        List<Expr> over = named(columns.subList(0, groups.size()), said.at());
        List<Expr> pivot = twice ? named(columns.subList(groups.size(), keys.size()), said.at()) : said.columns();
        List<Expr> list = new ArrayList<>(twice ? over : groups);
        for (Relation.PivotValue value : said.values()) {
            Expr is = is(value, pivot, types, said.at());
            for (int i = 0; i < aggregates.size(); i++) {
                Expr of = twice
                        ? new Expr.Call("first", List.of(name(aggregates.get(i), said.at())), false, is, said.at())
                        : filtered(bare(said.aggregates().get(i)), is);
                String name = value.name() == null ? text(value, expressions) : value.name();
                if (aggregates.size() > 1) name += "_" + aggregates.get(i).name();
                list.add(new Expr.Alias(of, List.of(name), said.at()));
            }
        }
        return analyzer.relation(
                twice
                        ? new Relation.Aggregate(first, over, list, null, null, said.at())
                        : new Relation.Aggregate(input, groups, list, null, null, said.at()));
    }

    /// The columns that neither the aggregates nor the pivot reads.
    private static List<Expr> rest(Relation.Pivot said, Scope scope) {
        Set<Long> read = new HashSet<>();
        Stream.concat(said.aggregates().stream(), said.columns().stream())
                .flatMap(Contains::names)
                .forEach(name -> scope.resolve(name.parts(), name.frame(), name.at())
                        .ifPresent(found -> found.references().forEach(column -> read.add(column.id()))));
        return named(
                scope.shown().stream()
                        .map(Visible::column)
                        .filter(column -> !read.contains(column.id()))
                        .toList(),
                said.at());
    }

    private static void requireConstant(Relation.PivotValue value, ExpressionAnalyzer expressions) {
        for (Expr part : value.parts()) {
            if (Contains.names(part).findAny().isEmpty()) continue;
            throw ErrorCondition.NON_LITERAL_PIVOT_VALUES
                    .error()
                    .with("expression", '"' + expressions.text().of(part) + '"')
                    .at(part.at())
                    .build();
        }
    }

    private static Expr is(
            Relation.PivotValue value, List<Expr> columns, List<DataType> types, @Nullable SourcePosition at) {
        Expr all = null;
        for (int i = 0; i < columns.size(); i++) {
            Expr wanted = new Expr.Cast(value.parts().get(i), types.get(i), false, at);
            Expr is = Expr.call("<=>", at, columns.get(i), wanted);
            all = all == null ? is : Expr.call("and", at, all, is);
        }
        return Objects.requireNonNull(all);
    }

    /// Each aggregate in the expression over those rows alone.
    private Expr filtered(Expr expr, Expr condition) {
        UnaryOperator<Expr> inside = part -> filtered(part, condition);
        if (!(expr instanceof Expr.Call call)
                || analyzer.catalog().aggregate(call).isEmpty()) return expr.mapChildren(inside);
        Expr both = call.filter() == null ? condition : Expr.call("and", call.at(), call.filter(), condition);
        return call.withFilter(both);
    }

    private static Expr bare(Expr item) {
        return item instanceof Expr.Alias(Expr value, _, _) ? value : item;
    }

    private static String text(Relation.PivotValue value, ExpressionAnalyzer expressions) {
        List<String> parts = value.parts().stream()
                .map(part -> part instanceof Expr.Literal(Object constant, _, _) && constant == null
                        ? "null"
                        : expressions.text().of(part))
                .toList();
        return parts.size() == 1 ? parts.getFirst() : parts.stream().collect(Collectors.joining(", ", "{", "}"));
    }

    private static boolean isNumber(DataType type) {
        return type.isNumeric() || type == Atomic.BOOLEAN;
    }

    private static List<Expr> named(List<Column> columns, @Nullable SourcePosition at) {
        return columns.stream().map(column -> name(column, at)).toList();
    }

    private static Expr name(Column column, @Nullable SourcePosition at) {
        return new Expr.Name(List.of(column.name()), Scope.frameOf(column), at);
    }

    private static List<Expr> concat(List<Expr> one, List<Expr> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }
}
