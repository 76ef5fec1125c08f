package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Meaning;
import dev.sluice.expression.Named;
import dev.sluice.expression.SortKey;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType.Atomic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Analyzes one SELECT: its list, its groups and the order put on it, which all see each other's names.
///
/// ```text
/// Sort / Project away what only the order needed
///   Project   the list
///     Filter    HAVING
///       Aggregate   groups
///         Generate    generators of the list
///           windows that anything asks for (see [WindowColumns])
///             input
/// ```
final class SelectAnalyzer {

    private final Analyzer analyzer;
    private final Contains contains;
    private final @Nullable SourcePosition at;
    private final Analyzed input;
    private final List<Expr> items;
    private final @Nullable Expr qualify;

    /// @param qualify a condition on rows and the rows around them, or null
    /// @param at where it stands
    SelectAnalyzer(
            Analyzer analyzer,
            Analyzed input,
            List<Expr> columns,
            @Nullable Expr qualify,
            @Nullable SourcePosition at) {
        this.analyzer = analyzer;
        this.at = at;
        this.input = input;
        this.qualify = qualify;
        contains = new Contains(analyzer.catalog());
        items = new Stars(input.scope()).expand(columns);
    }

    /// The same over an input that has a column for each window.
    private SelectAnalyzer(SelectAnalyzer before, Analyzed input, List<Expr> items, @Nullable Expr qualify) {
        this.qualify = qualify;
        analyzer = before.analyzer;
        at = before.at;
        contains = before.contains;
        this.input = input;
        this.items = items;
    }

    /// A SELECT without GROUP BY; one group of everything if it uses aggregates.
    Analyzed select(List<Relation.SortKey> order) {
        boolean groups =
                items.stream().anyMatch(item -> contains.aggregate(item).isPresent());
        return groups ? grouped(List.of(), null, null, order) : plain(order);
    }

    /// @param sets as in [Relation.Aggregate]
    Analyzed grouped(
            List<Expr> grouping,
            @Nullable List<List<Integer>> sets,
            @Nullable Expr having,
            List<Relation.SortKey> order) {
        var generators = new GroupedGenerators(analyzer, at);
        if (qualify == null && generators.isIn(items)) {
            return generators.select(input, items, grouping, sets, having, order);
        }
        var windows = new WindowColumns(analyzer, input, at);
        List<Expr> list = windows.replaced(items);
        List<Expr> keys = windows.replaced(grouping);
        Expr condition = having == null ? null : windows.replaced(having);
        Expr rows = qualify == null ? null : windows.replaced(qualify);
        List<Relation.SortKey> replaced = replaced(order, windows);
        return new SelectAnalyzer(this, windows.input(), list, rows).groupedByColumns(keys, sets, condition, replaced);
    }

    private static List<Relation.SortKey> replaced(List<Relation.SortKey> order, WindowColumns windows) {
        return order.stream().map(key -> key.mapValue(windows::replaced)).toList();
    }

    private Analyzed groupedByColumns(
            List<Expr> grouping,
            @Nullable List<List<Integer>> said,
            @Nullable Expr having,
            List<Relation.SortKey> order) {
        OverErrors.refuseIn("HAVING", having);
        Names inputNames = Names.of(input.scope());
        var below = new Subqueries(analyzer);
        var above = new Subqueries(analyzer, below);
        List<Named> groupedBy = new ArrayList<>();
        for (Expr expr : contains.keys(grouping, items, inputNames)) groupedBy.add(key(expr, inputNames, below));
        GroupingSets sets = said != null && (said.size() > 1 || !groupedBy.isEmpty())
                ? new GroupingSets(analyzer, groupedBy, said)
                : null;
        List<Named> keys = sets == null ? groupedBy : sets.seen();
        var collector = new AggregateCollector(analyzer::nextId, below, sets);
        var windows = new WindowCollector(analyzer::nextId, input.scope(), value -> overKeys(value, keys), above);
        var gathering = new Gathering(collector, above, windows);
        List<Named> list = new ArrayList<>();
        var expressions = analyzer.expressions(inputNames.or(earlier(list)), gathering);
        for (Expr item : items) {
            rejectNestedGenerator(item, item, expressions);
            OverErrors.refuseLateral(item, inputNames, earlier(list), expressions.text());
            windows.nameAfter(item);
            list.add(named(item, overKeys(expressions.analyze(item), keys), expressions));
        }
        Names listNames = aliases(list);
        Names visible = listNames.or(inputNames);
        var ofHaving = new Subqueries(analyzer);
        Names havingNames = having == null ? inputNames : havingNames(having, inputNames, listNames, groupedBy);
        var ofGroups = new GroupNames(
                havingNames.or(listNames), inputNames, analyzer.expressions(inputNames, Gathering.of(collector)));
        Expression condition = having == null
                ? null
                : overKeys(
                        analyzer.expressions(ofGroups, new Gathering(collector, ofHaving, null))
                                .condition(having, having.at()),
                        keys);
        var ofRows = new Subqueries(analyzer);
        Expression rows = qualification(analyzer.expressions(inputNames.or(listNames), gathering.with(ofRows)));
        if (rows != null) rows = overKeys(rows, keys);
        var ofOrder = new Subqueries(analyzer);
        List<SortKey> sortKeys = new ArrayList<>();
        List<Relation.SortKey> ordering = Relation.SortKey.each(order, list.size());
        for (Relation.SortKey key : ordering) {
            sortKeys.add(
                    sortKey(key, list, analyzer.expressions(visible, new Gathering(collector, ofOrder, null)), keys));
        }
        LogicalPlan rowsBelow = below.attach(input.plan());
        LogicalPlan groups = sets == null
                ? Analyzer.grouped(rowsBelow, keys, collector.calls())
                : Analyzer.grouped(sets.over(rowsBelow), sets.grouped(), collector.calls());
        for (Subqueries each : List.of(above, ofHaving, ofRows, ofOrder)) overGroups(each, keys, groups);
        boolean early = condition != null && above.isReadBy(condition); // by the name that the list gives it
        LogicalPlan asked = early ? above.attach(groups) : groups;
        LogicalPlan chosen = condition == null ? asked : ofHaving.filter(asked, condition);
        LogicalPlan plan = windows.over(early ? chosen : above.attach(chosen));
        boolean noGroups = grouping.isEmpty() && said == null;
        for (WindowCollector.Gathered window : windows.gathered()) {
            for (Expression read : window.reads()) requireSelectable(read, window.said(), plan, noGroups);
        }
        for (int i = 0; i < items.size(); i++) {
            requireSelectable(list.get(i).expression(), items.get(i), plan, noGroups);
        }
        if (having != null && condition != null) requireGrouped(condition, having, groups, listNames);
        if (qualify != null && rows != null) requireGrouped(rows, qualify, plan, listNames);
        for (int i = 0; i < ordering.size(); i++) {
            requireGrouped(sortKeys.get(i).expression(), ordering.get(i).value(), plan, listNames);
        }
        return finish(ofOrder.attach(qualified(plan, rows, ofRows)), list, sortKeys);
    }

    /// In HAVING a column of the input that nothing is grouped by can't be meant, outside of aggregates: what the list
    /// calls so is.
    private Names havingNames(Expr having, Names inputNames, Names listNames, List<Named> keys) {
        boolean aggregated = contains.aggregate(having).isPresent();
        if (aggregated) return inputNames;
        return new Names() {
            @Override
            public Optional<Expression> resolve(Expr.Name name) {
                Optional<Expression> found = inputNames.resolve(name);
                boolean grouped = found.stream()
                        .flatMap(value -> value.references().stream())
                        .allMatch(column -> keys.stream()
                                .anyMatch(key -> key.expression().references().contains(column)));
                return grouped ? found : listNames.resolve(name).or(() -> found);
            }

            @Override
            public SluiceException unresolved(Expr.Name name) {
                return inputNames.unresolved(name);
            }
        };
    }

    /// The list sees the groups.
    private void requireSelectable(Expression value, Expr said, LogicalPlan plan, boolean noGroups) {
        Optional<Expr.Name> ungrouped = ungrouped(value, said, plan);
        if (ungrouped.isPresent()) throw missingAggregation(ungrouped.get(), noGroups);
    }

    /// HAVING and ORDER BY see the groups and the list, and nothing else.
    private void requireGrouped(Expression value, Expr said, LogicalPlan plan, Names listNames) {
        Optional<Expr.Name> ungrouped = ungrouped(value, said, plan);
        if (ungrouped.isPresent()) throw listNames.unresolved(ungrouped.get());
    }

    /// The first name of a column that is neither a key nor inside an aggregate.
    private Optional<Expr.Name> ungrouped(Expression value, Expr said, LogicalPlan aggregate) {
        Set<Long> there = aggregate.output().stream().map(Column::id).collect(Collectors.toSet());
        Set<Long> missing = value.references().stream()
                .filter(input.plan().output()::contains)
                .map(Column::id)
                .filter(id -> !there.contains(id))
                .collect(Collectors.toSet());
        if (missing.isEmpty()) return Optional.empty();
        Names inputNames = Names.of(input.scope());
        return Contains.names(said)
                .filter(name -> inputNames.resolve(name).stream()
                        .flatMap(found -> found.references().stream())
                        .anyMatch(column -> missing.contains(column.id())))
                .findFirst()
                .or(() -> value.references().stream()
                        .filter(column -> missing.contains(column.id()))
                        .map(column -> new Expr.Name(List.of(column.name()), null, said.at()))
                        .findFirst());
    }

    /// Subqueries beside groups may read of the rows that were grouped what they are grouped by.
    private void overGroups(Subqueries subqueries, List<Named> keys, LogicalPlan groups) {
        subqueries.mapOuter(expression -> overKeys(expression, keys));
        subqueries.refuse(column ->
                input.plan().output().contains(column) && !groups.output().contains(column));
    }

    private static SluiceException missingAggregation(Expr.Name name, boolean noGroups) {
        if (noGroups)
            return ErrorCondition.MISSING_GROUP_BY.error().at(name.at()).build();
        String column = name.parts().getLast();
        return ErrorCondition.MISSING_AGGREGATION
                .error()
                .with("expression", '"' + column + '"')
                .with("expressionAnyValue", "\"any_value(" + column + ")\"")
                .at(name.at())
                .build();
    }

    private Analyzed plain(List<Relation.SortKey> order) {
        var windows = new WindowColumns(analyzer, input, at);
        List<Expr> list = windows.replaced(items);
        Expr condition = qualify == null ? null : windows.replaced(qualify);
        WindowColumns ordered = windows.ordering();
        List<Relation.SortKey> replaced = replaced(order, ordered);
        return new SelectAnalyzer(this, ordered.input(), list, condition).plainOfColumns(replaced);
    }

    private Analyzed plainOfColumns(List<Relation.SortKey> order) {
        LogicalPlan plan = input.plan();
        Names inputNames = Names.of(input.scope());
        List<Named> list = new ArrayList<>();
        var subqueries = new Subqueries(analyzer);
        var windows = new WindowCollector(analyzer::nextId, input.scope(), expression -> expression, subqueries);
        var gathering = new Gathering(null, subqueries, windows);
        var expressions = analyzer.expressions(inputNames.or(earlier(list)), gathering);
        for (Expr item : items) {
            OverErrors.refuseLateral(item, inputNames, earlier(list), expressions.text());
            windows.nameAfter(item);
            Optional<Expr.Call> generator = contains.generator(item);
            if (generator.isPresent()) {
                generator.get().args().forEach(argument -> rejectNestedGenerator(argument, item, expressions));
                List<String> names = item instanceof Expr.Alias alias ? alias.names() : List.of();
                var generate = analyzer.generate(plan, input.scope(), generator.get(), false, names);
                plan = generate;
                generate.made().forEach(column -> list.add(Named.of(column)));
            } else {
                rejectNestedGenerator(item, item, expressions);
                list.add(named(item, expressions.analyze(item), expressions));
            }
        }
        Names visible = aliases(list).or(inputNames);
        var ofRows = new Subqueries(analyzer);
        Expression condition =
                qualification(analyzer.expressions(inputNames.or(aliases(list)), gathering.with(ofRows)));
        var ofOrder = new Subqueries(analyzer);
        List<SortKey> sortKeys = new ArrayList<>();
        for (Relation.SortKey key : Relation.SortKey.each(order, list.size())) {
            sortKeys.add(sortKey(key, list, analyzer.expressions(visible, Gathering.of(ofOrder)), List.of()));
        }
        LogicalPlan rows = qualified(windows.over(subqueries.attach(plan)), condition, ofRows);
        return finish(ofOrder.attach(rows), list, sortKeys);
    }

    /// The condition on rows and the rows around them, if there is one.
    private @Nullable Expression qualification(ExpressionAnalyzer expressions) {
        if (qualify == null) return null;
        contains.aggregate(qualify).ifPresent(call -> {
            throw ErrorCondition.QUALIFY_AGGREGATE_NOT_ALLOWED
                    .error()
                    .with("aggregateExpr", '"' + expressions.text().of(call) + '"')
                    .at(call.at())
                    .build();
        });
        if (items.stream().noneMatch(Contains::over) && !Contains.over(qualify)) {
            throw ErrorCondition.QUALIFY_REQUIRES_WINDOW_FUNCTION.error().at(at).build();
        }
        Expression condition = expressions.analyze(qualify);
        // Unlike in other clauses, a number is a condition.
        return condition.type().isNumeric()
                ? FunctionBinder.cast(condition, Atomic.BOOLEAN, qualify.at())
                : expressions.condition(qualify, qualify.at());
    }

    private static LogicalPlan qualified(LogicalPlan plan, @Nullable Expression condition, Subqueries subqueries) {
        return condition == null ? plan : subqueries.filter(plan, condition);
    }

    /// Puts the list over the plan, then the order; columns that only the order needs are carried along and dropped.
    private Analyzed finish(LogicalPlan plan, List<Named> list, List<SortKey> order) {
        List<Column> shown = list.stream().map(Named::column).toList();
        List<Named> carried = new ArrayList<>(list);
        List<SortKey> keys = order.stream().map(key -> throughList(key, list)).toList();
        for (SortKey key : keys) {
            for (Column column : key.expression().references()) {
                boolean there = carried.stream().anyMatch(n -> n.column().id() == column.id());
                if (!there) carried.add(Named.of(column));
            }
        }
        LogicalPlan result = new LogicalPlan.Project(plan, carried);
        if (!keys.isEmpty()) result = new LogicalPlan.Sort(result, keys);
        if (carried.size() > shown.size()) {
            result = new LogicalPlan.Project(
                    result, shown.stream().map(Named::of).toList());
        }
        List<Visible> visible = new ArrayList<>();
        for (Named column : list) {
            Optional<Visible> same = input.scope().find(column.column()).filter(v -> column.isPassedOn());
            visible.add(
                    same.isPresent()
                            ? new Visible(
                                    column.column(),
                                    same.get().qualifier(),
                                    same.get().frames())
                            : new Visible(column.column(), null, Set.of()));
        }
        return new Analyzed(result, new Scope(visible));
    }

    /// The same order over the list's columns where it orders by what a column of the list is.
    private static SortKey throughList(SortKey key, List<Named> list) {
        Expression over = replace(key.expression(), list);
        return new SortKey(over, key.ascending(), key.nullsFirst());
    }

    private static Expression replace(Expression expression, List<Named> list) {
        for (Named named : list) {
            if (named.expression().equals(expression) && !named.expression().foldable()) {
                return new Expression.ColumnRef(named.column());
            }
        }
        List<Expression> children = expression.children();
        return children.isEmpty()
                ? expression
                : expression.withChildren(
                        children.stream().map(child -> replace(child, list)).toList());
    }

    // ---- the list

    private Named named(Expr item, Expression value, ExpressionAnalyzer expressions) {
        if (item instanceof Expr.Alias(_, List<String> names, SourcePosition at)) {
            if (names.size() > 1) {
                throw ErrorCondition.MULTI_ALIAS_WITHOUT_GENERATOR
                        .error()
                        .with("names", String.join(", ", names))
                        .with("expr", '"' + expressions.text().of(((Expr.Alias) item).value()) + '"')
                        .at(at)
                        .build();
            }
            return new Named(Column.of(analyzer.nextId(), names.getFirst(), value), value);
        }
        if (value instanceof Expression.ColumnRef(Column column)
                && column.name().equals(expressions.nameOf(item))) {
            return Named.of(column);
        }
        return new Named(
                new Column(analyzer.nextId(), expressions.nameOf(item), value.type(), value.nullable()), value);
    }

    private void rejectNestedGenerator(Expr part, Expr item, ExpressionAnalyzer expressions) {
        contains.generatorInside(part).ifPresent(generator -> {
            throw ErrorCondition.UNSUPPORTED_GENERATOR_NESTED
                    .error()
                    .with("expression", '"' + expressions.text().of(bare(item)) + '"')
                    .at(item.at())
                    .build();
        });
    }

    private static Expr bare(Expr item) {
        return item instanceof Expr.Alias(Expr value, _, _) ? value : item;
    }

    /// The list's own names, for HAVING, ORDER BY and GROUP BY.
    private Names aliases(List<Named> list) {
        Scope scope = new Scope(list.stream()
                .map(named -> new Visible(
                        named.column(),
                        input.scope()
                                .find(named.column())
                                .map(Visible::qualifier)
                                .orElse(null),
                        input.scope().find(named.column()).map(Visible::frames).orElse(Set.of())))
                .toList());
        Names columns = Names.of(scope);
        return new Names() {
            @Override
            public Optional<Expression> resolve(Expr.Name name) {
                return columns.resolve(name).map(found -> definition(found, list));
            }

            @Override
            public SluiceException unresolved(Expr.Name name) {
                return columns.unresolved(name);
            }
        };
    }

    /// The names that were given further left in the list, for `SELECT a + b AS c, c * 2`.
    private Names earlier(List<Named> list) {
        Names nothing = Names.of(new Scope(List.of()));
        return new Names() {
            @Override
            public Optional<Expression> resolve(Expr.Name name) {
                if (name.parts().size() > 1 || name.frame() != null) return Optional.empty();
                return list.stream()
                        .filter(named -> named.column()
                                .name()
                                .equalsIgnoreCase(name.parts().getFirst()))
                        .findFirst()
                        .map(Named::expression);
            }

            @Override
            public SluiceException unresolved(Expr.Name name) {
                return nothing.unresolved(name);
            }
        };
    }

    /// What a name of the list stands for, said over the list's input.
    private static Expression definition(Expression found, List<Named> list) {
        return found.rewrite(part -> part instanceof Expression.ColumnRef(Column column)
                ? list.stream()
                        .filter(named -> named.column().id() == column.id())
                        .findFirst()
                        .map(Named::expression)
                        .orElse(part)
                : part);
    }

    // ---- the groups

    private Named key(Expr expr, Names inputNames, Subqueries subqueries) {
        Expr meant = expr;
        if (expr instanceof Expr.Literal(Integer ordinal, _, SourcePosition at)) meant = ordinal(ordinal, at);
        if (meant instanceof Expr.Name name && inputNames.resolve(name).isEmpty()) meant = aliased(name);
        Expr bare = bare(meant);
        contains.aggregate(bare).ifPresent(call -> {
            throw ErrorCondition.GROUP_BY_AGGREGATE
                    .error()
                    .with("sqlExpr", analyzer.expressions(inputNames).text().of(call))
                    .at(call.at())
                    .build();
        });
        var expressions = analyzer.expressions(inputNames, Gathering.of(subqueries));
        contains.generatorInside(bare).ifPresent(generator -> {
            throw ErrorCondition.UNSUPPORTED_EXPR_FOR_OPERATOR
                    .error()
                    .with("invalidExprSqls", '"' + expressions.text().of(generator) + '"')
                    .at(generator.at())
                    .build();
        });
        Expression value = expressions.analyze(bare);
        if (value instanceof Expression.ColumnRef(Column column)) return Named.of(column);
        return new Named(
                new Column(analyzer.nextId(), expressions.nameOf(bare), value.type(), value.nullable()), value);
    }

    private Expr ordinal(int ordinal, @Nullable SourcePosition at) {
        if (ordinal < 1 || ordinal > items.size()) {
            throw ErrorCondition.GROUP_BY_POS_OUT_OF_RANGE
                    .error()
                    .with("index", ordinal)
                    .with("size", items.size())
                    .at(at)
                    .build();
        }
        Expr item = items.get(ordinal - 1);
        contains.aggregate(item).ifPresent(call -> {
            String text = analyzer.expressions(Names.of(input.scope())).text().of(call);
            throw ErrorCondition.GROUP_BY_POS_AGGREGATE
                    .error()
                    .with("index", ordinal)
                    .with("aggExpr", text + " AS `" + text + "`")
                    .at(at)
                    .build();
        });
        return item;
    }

    private Expr aliased(Expr.Name name) {
        if (name.parts().size() > 1) return name;
        return items.stream()
                .filter(item -> item instanceof Expr.Alias(_, List<String> names, _)
                        && names.getFirst().equalsIgnoreCase(name.parts().getFirst()))
                .findFirst()
                .orElse(name);
    }

    /// The expression with each key in place of what the key is computed from.
    private static Expression overKeys(Expression expression, List<Named> keys) {
        for (Named key : keys) {
            if (Meaning.same(key.expression(), expression)) return new Expression.ColumnRef(key.column());
        }
        List<Expression> children = expression.children();
        return children.isEmpty()
                ? expression
                : expression.withChildren(
                        children.stream().map(child -> overKeys(child, keys)).toList());
    }

    // ---- the order

    private SortKey sortKey(
            Relation.SortKey key, List<Named> list, ExpressionAnalyzer expressions, List<Named> groupKeys) {
        Expression value;
        if (key.value() instanceof Expr.Literal(Integer ordinal, _, SourcePosition at)) {
            value = list.get(checkedOrdinal(ordinal, list.size(), at)).expression();
        } else {
            value = overKeys(expressions.analyze(key.value()), groupKeys);
        }
        return Analyzer.sortKey(value, key, expressions.text());
    }

    static int checkedOrdinal(int ordinal, int size, @Nullable SourcePosition at) {
        if (ordinal >= 1 && ordinal <= size) return ordinal - 1;
        throw ErrorCondition.ORDER_BY_POS_OUT_OF_RANGE
                .error()
                .with("index", ordinal)
                .with("size", size)
                .at(at)
                .build();
    }
}
