package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Analyzes what a DataFrame does to its columns, which SQL has no words for: rename, replace, add, drop.
final class ColumnsAnalyzer {

    private final Analyzer analyzer;

    ColumnsAnalyzer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    Analyzed renamed(Relation input, Map<String, String> names) {
        Analyzed analyzed = analyzer.relation(input);
        List<Named> columns = new ArrayList<>();
        List<Visible> visible = new ArrayList<>();
        for (Visible v : analyzed.scope().shown()) {
            String name = names.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(v.column().name()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            Named column = name == null ? Named.of(v.column()) : analyzer.renamedColumn(v.column(), name);
            columns.add(column);
            visible.add(new Visible(column.column(), v.qualifier(), name == null ? v.frames() : Set.of()));
        }
        return new Analyzed(new LogicalPlan.Project(analyzed.plan(), columns), new Scope(visible));
    }

    /// The input, if it has columns of these names.
    Analyzed requiring(Relation input, List<Expr.Name> columns) {
        Analyzed analyzed = analyzer.relation(input);
        for (Expr.Name name : columns) {
            if (analyzed.scope().resolve(name.parts(), null, name.at()).isEmpty()) {
                throw analyzed.scope().unresolved(name.parts(), name.at());
            }
        }
        return analyzed;
    }

    Analyzed withColumns(Relation.WithColumns with) {
        Analyzed input = analyzer.relation(with.input());
        if (with.values().stream().anyMatch(this::isGenerator)) return selected(with, input);
        var windows = new WindowColumns(analyzer, input, null);
        List<Expr> values = windows.replaced(with.values());
        List<String> names = with.names();
        Scope scope = windows.input().scope();
        var subqueries = new Subqueries(analyzer);
        var over = new WindowCollector(analyzer::nextId, scope, expression -> expression, subqueries);
        for (int i = 0; i < names.size(); i++) over.nameAfter(named(values, names, i));
        var expressions = analyzer.expressions(Names.of(scope), new Gathering(null, subqueries, over));
        List<Named> columns = new ArrayList<>();
        List<Visible> visible = new ArrayList<>();
        for (Visible v : input.scope().shown()) {
            boolean replaced = names.stream()
                    .anyMatch(name -> name.equalsIgnoreCase(v.column().name()));
            if (!replaced) {
                columns.add(Named.of(v.column()));
                visible.add(v);
                continue;
            }
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equalsIgnoreCase(v.column().name()))
                    add(names.get(i), values.get(i), expressions, columns, visible);
            }
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean there = visible.stream().anyMatch(v -> v.column().name().equalsIgnoreCase(name));
            if (!there) add(name, values.get(i), expressions, columns, visible);
        }
        LogicalPlan rows = over.over(subqueries.attach(windows.input().plan()));
        return new Analyzed(new LogicalPlan.Project(rows, columns), new Scope(visible));
    }

    private boolean isGenerator(Expr value) {
        return value instanceof Expr.Call call
                && analyzer.catalog().generator(call.name()).isPresent();
    }

    /// The same as a SELECT, which knows what to do with columns that make rows.
    private Analyzed selected(Relation.WithColumns with, Analyzed input) {
        List<Visible> there = input.scope().shown();
        List<Expr> items = new ArrayList<>();
        for (Visible v : there) {
            int replaced = place(with.names(), v.column().name());
            items.add(
                    replaced >= 0
                            ? named(with.values(), with.names(), replaced)
                            : new Expr.Name(List.of(v.column().name()), Scope.frameOf(v.column()), null));
        }
        for (int i = 0; i < with.names().size(); i++) {
            String name = with.names().get(i);
            boolean known = there.stream().anyMatch(v -> v.column().name().equalsIgnoreCase(name));
            if (!known) items.add(named(with.values(), with.names(), i));
        }
        return new SelectAnalyzer(analyzer, input, items, null, null).select(List.of());
    }

    private static Expr named(List<Expr> values, List<String> names, int i) {
        return new Expr.Alias(values.get(i), List.of(names.get(i)), null);
    }

    private static int place(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) return i;
        }
        return -1;
    }

    private void add(
            String name, Expr said, ExpressionAnalyzer expressions, List<Named> columns, List<Visible> visible) {
        Expression value = expressions.analyze(said);
        var column = new Column(analyzer.nextId(), name, value.type(), value.nullable());
        columns.add(new Named(column, value));
        visible.add(new Visible(column, null, Set.of()));
    }

    Analyzed dropped(Relation input, List<Expr.Name> dropped) {
        Analyzed analyzed = analyzer.relation(input);
        List<Visible> kept = analyzed.scope().shown().stream()
                .filter(v -> dropped.stream().noneMatch(name -> means(name, v, analyzed.scope())))
                .toList();
        List<Named> columns = kept.stream().map(v -> Named.of(v.column())).toList();
        return new Analyzed(new LogicalPlan.Project(analyzed.plan(), columns), new Scope(kept));
    }

    /// A mere name means all columns called so; one of a DataFrame or a table only that one's.
    private static boolean means(Expr.Name name, Visible visible, Scope scope) {
        if (name.frame() == null && name.parts().size() == 1) {
            return name.parts().getFirst().equalsIgnoreCase(visible.column().name());
        }
        return scope.resolve(name.parts(), name.frame(), name.at())
                .filter(found -> found instanceof Expression.ColumnRef(var column)
                        && column.id() == visible.column().id())
                .isPresent();
    }
}
