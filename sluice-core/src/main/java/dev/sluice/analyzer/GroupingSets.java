package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.function.GeneratorFunction;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Several groupings at once: ROLLUP, CUBE and GROUPING SETS. Each row comes once for each set, whose number is a key.
///
/// ```text
/// GROUP BY ROLLUP (a)      Aggregate [CASE WHEN set = 0 THEN a END, set]
///   e                =>      Generate explode([0, 1]) AS set
///                              e
/// ```
///
/// A key that all sets have is itself.
final class GroupingSets {

    private static final int MOST_KEYS = 64;
    private static final DataType NUMBERS = new DataType.Array(Atomic.INT, false);
    private static final GeneratorFunction EXPLODE = GeneratorFunction.OF_LISTS.stream()
            .filter(generator -> generator.name().equals("explode"))
            .findFirst()
            .orElseThrow();

    private final Analyzer analyzer;
    private final Column number;
    private final List<Expression> keys;
    private final List<List<Integer>> sets;
    private final List<Named> seen = new ArrayList<>();
    private final List<Named> grouped = new ArrayList<>();

    /// @param said the keys; one that is there twice counts once
    /// @param saidSets which of them each set has
    GroupingSets(Analyzer analyzer, List<Named> said, List<List<Integer>> saidSets) {
        this.analyzer = analyzer;
        keys = said.stream().map(Named::expression).distinct().toList();
        sets = saidSets.stream()
                .map(set -> List.copyOf(new TreeSet<>(set.stream()
                        .map(key -> keys.indexOf(said.get(key).expression()))
                        .toList())))
                .toList();
        if (keys.size() > MOST_KEYS) {
            throw ErrorCondition.GROUPING_SIZE_LIMIT_EXCEEDED
                    .error()
                    .with("maxSize", MOST_KEYS)
                    .build();
        }
        number = new Column(analyzer.nextId(), "set", Atomic.INT, false);
        for (int key = 0; key < keys.size(); key++) add(key, said);
        grouped.add(Named.of(number));
    }

    private void add(int key, List<Named> said) {
        Named named = said.stream()
                .filter(each -> each.expression().equals(keys.get(key)))
                .findFirst()
                .orElseThrow();
        if (sets.stream().allMatch(set -> set.contains(key))) {
            seen.add(named);
            grouped.add(named);
            return;
        }
        Expression value = named.expression();
        var column = new Column(analyzer.nextId(), named.column().name(), value.type(), true);
        seen.add(new Named(column, value));
        grouped.add(new Named(column, caseOf(setsWith(key), value, new Expression.Literal(null, value.type()))));
    }

    /// The keys as the SELECT says them, with the columns that they become.
    List<Named> seen() {
        return seen;
    }

    /// The keys of the groups, the number of the set among them.
    List<Named> grouped() {
        return grouped;
    }

    /// Each row of the input once for each set.
    LogicalPlan over(LogicalPlan input) {
        List<Integer> numbers = IntStream.range(0, sets.size()).boxed().toList();
        return new LogicalPlan.Generate(
                input, EXPLODE, new Expression.Literal(numbers, NUMBERS), false, List.of(number));
    }

    /// `grouping(key)`: 1 where the set lacks the key, otherwise 0.
    Expression grouping(Expr.Call call, List<Expression> arguments, SqlText text) {
        int key = place(arguments.getFirst());
        if (key < 0) {
            throw ErrorCondition.GROUPING_COLUMN_MISMATCH
                    .error()
                    .with("grouping", text.of(call.args().getFirst()))
                    .with("groupingColumns", shownKeys())
                    .at(call.at())
                    .build();
        }
        return caseOf(setsWith(key), new Expression.Literal(0, Atomic.BYTE), new Expression.Literal(1, Atomic.BYTE));
    }

    /// The key that is meant, by what it is made of or, in ORDER BY, by the column it becomes.
    private int place(Expression said) {
        for (int key = 0; key < keys.size(); key++) {
            var column = new Expression.ColumnRef(seen.get(key).column());
            if (said.equals(keys.get(key)) || said.equals(column)) return key;
        }
        return -1;
    }

    /// `grouping_id()`: a bit for each key, the first one the highest, which is 1 where the set lacks the key.
    Expression groupingId(Expr.Call call, List<Expression> arguments, SqlText text) {
        List<Integer> all = IntStream.range(0, keys.size()).boxed().toList();
        if (!arguments.isEmpty()
                && !arguments.stream().map(this::place).toList().equals(all)) {
            throw ErrorCondition.GROUPING_ID_COLUMN_MISMATCH
                    .error()
                    .with("groupingIdColumn", call.args().stream().map(text::of).collect(Collectors.joining(",")))
                    .with("groupByColumns", shownKeys())
                    .at(call.at())
                    .build();
        }
        Expression id = new Expression.Literal(idOf(sets.getLast()), Atomic.LONG);
        for (int set = sets.size() - 2; set >= 0; set--) {
            id = caseOf(List.of(set), new Expression.Literal(idOf(sets.get(set)), Atomic.LONG), id);
        }
        return id;
    }

    private long idOf(List<Integer> set) {
        long id = 0;
        for (int key = 0; key < keys.size(); key++) id = id << 1 | (set.contains(key) ? 0 : 1);
        return id;
    }

    private String shownKeys() {
        return seen.stream().map(key -> key.column().name()).collect(Collectors.joining(","));
    }

    private List<Integer> setsWith(int key) {
        return IntStream.range(0, sets.size())
                .filter(set -> sets.get(set).contains(key))
                .boxed()
                .toList();
    }

    /// @param among the sets for which the first value holds
    private Expression caseOf(List<Integer> among, Expression value, Expression otherwise) {
        Optional<Expression> condition =
                among.stream().map(this::isSet).reduce((left, right) -> new Expression.Logical(false, left, right));
        return condition
                .<Expression>map(is -> new Expression.Case(List.of(new Expression.When(is, value)), otherwise))
                .orElse(otherwise);
    }

    private Expression isSet(int set) {
        List<Expression> sides = List.of(new Expression.ColumnRef(number), new Expression.Literal(set, Atomic.INT));
        return new Expression.Call(WindowCalls.bound(analyzer.catalog(), "=", sides), sides, null);
    }
}
