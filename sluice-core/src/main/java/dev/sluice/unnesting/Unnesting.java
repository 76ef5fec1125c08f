package dev.sluice.unnesting;

import dev.sluice.error.SourcePosition;
import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Conjuncts;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.JoinKind;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.unnesting.PullUp.Grouped;
import dev.sluice.unnesting.PullUp.Pulled;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts subqueries beside the rows around them. A subquery's plan may read columns of the outer plan's output.
public final class Unnesting {

    private final LongSupplier ids;

    /// @param ids gives columns their identities
    public Unnesting(LongSupplier ids) {
        this.ids = ids;
    }

    /// The outer rows, each once, with further columns, over which the value is computed.
    public record Found(LogicalPlan plan, Expression value) {}

    /// The outer rows for which the subquery has rows, or those for which it has none.
    public LogicalPlan where(boolean exists, LogicalPlan outer, LogicalPlan subquery) {
        LogicalPlan asked = askedForRows(subquery);
        Optional<OneRow> one = OneRow.of(outer, asked, ids);
        if (one.isPresent()) {
            Expression there = Calls.holds(one.get().there());
            return new LogicalPlan.Filter(one.get().plan(), exists ? there : Calls.not(there));
        }
        Pulled pulled = pulled(outer, asked);
        boolean anyRow = pulled.conditions().stream().allMatch(Outer.of(outer)::isAllOf);
        LogicalPlan right = anyRow ? new LogicalPlan.Limit(pulled.plan(), 1, 0) : pulled.plan();
        return Joins.of(outer, right, exists ? JoinKind.LEFT_SEMI : JoinKind.LEFT_ANTI, pulled.conditions());
    }

    /// Whether the subquery has rows, which is never NULL.
    public Found exists(LogicalPlan outer, LogicalPlan subquery) {
        LogicalPlan asked = askedForRows(subquery);
        Optional<OneRow> one = OneRow.of(outer, asked, ids);
        if (one.isPresent())
            return new Found(one.get().plan(), Calls.holds(one.get().there()));
        Grouped groups = grouped(outer, asked, List.of());
        LogicalPlan.Aggregate distinct = groups.plan();
        LogicalPlan right = distinct.keys().isEmpty() ? new LogicalPlan.Limit(distinct.input(), 1, 0) : distinct;
        var there = new Column(ids.getAsLong(), "there", Atomic.BOOLEAN, false);
        List<Named> columns = Stream.concat(
                        distinct.output().stream().map(Named::of), Stream.of(new Named(there, Expression.Literal.TRUE)))
                .toList();
        LogicalPlan joined =
                Joins.of(outer, new LogicalPlan.Project(right, columns), JoinKind.LEFT_OUTER, groups.conditions());
        return new Found(joined, Calls.isNotNull(new Expression.ColumnRef(there.withNullable(true))));
    }

    /// The only value of the subquery's only row; NULL if there is no row, an error if there are several.
    public Found value(LogicalPlan outer, LogicalPlan subquery, @Nullable SourcePosition at) {
        Column column = subquery.output().getFirst();
        Optional<OneRow> one = OneRow.of(outer, subquery, ids);
        if (one.isPresent()) {
            Expression value = one.get().values().getFirst();
            Expression there = one.get().there();
            boolean always = there.equals(Expression.Literal.TRUE);
            Expression nothing = new Expression.Literal(null, value.type());
            return new Found(one.get().plan(), always ? value : Calls.choose(there, value, nothing));
        }
        var first = new Column(ids.getAsLong(), column.name(), column.type(), true);
        var count = new Column(ids.getAsLong(), "count", Atomic.LONG, false);
        Grouped groups = grouped(outer, subquery, List.of(Calls.first(first, column), Calls.count(count)));
        LogicalPlan joined = Joins.of(outer, groups.plan(), JoinKind.LEFT_OUTER, groups.conditions());
        return new Found(
                joined,
                Calls.ofOneRow(
                        new Expression.ColumnRef(first),
                        new Expression.ColumnRef(count.withNullable(true)),
                        groups.conditions().isEmpty() ? at : null));
    }

    /// The outer rows for which a row of the subquery is equal to values, or those for which none is, nor may be for a
    /// NULL.
    public LogicalPlan whereIn(boolean in, LogicalPlan outer, LogicalPlan subquery, List<InTest> tests) {
        LogicalPlan found = where(in, outer, equal(subquery, tests));
        if (in) return found;
        for (LogicalPlan unknown : unknown(subquery, tests)) found = where(false, found, unknown);
        return found;
    }

    /// Whether [#whereIn] would keep the row, which is never NULL: `IN` and `NOT IN` may both be false.
    public Found in(boolean in, LogicalPlan outer, LogicalPlan subquery, List<InTest> tests) {
        Found equal = marked(outer, equal(subquery, tests));
        if (in) return equal;
        Expression none = Calls.not(equal.value);
        LogicalPlan plan = equal.plan;
        for (LogicalPlan rows : unknown(subquery, tests)) {
            Found unknown = marked(plan, rows);
            plan = unknown.plan;
            none = Calls.and(none, Calls.not(unknown.value));
        }
        return new Found(plan, none);
    }

    /// The same, but NULL where neither would keep the row.
    public Found inOrUnknown(boolean in, LogicalPlan outer, LogicalPlan subquery, List<InTest> tests) {
        Found equal = marked(outer, equal(subquery, tests));
        Expression otherwise = in ? Expression.Literal.FALSE : Expression.Literal.TRUE;
        LogicalPlan plan = equal.plan;
        for (LogicalPlan rows : unknown(subquery, tests)) {
            Found unknown = marked(plan, rows);
            plan = unknown.plan;
            otherwise = Calls.choose(unknown.value, new Expression.Literal(null, Atomic.BOOLEAN), otherwise);
        }
        Expression found = in ? Expression.Literal.TRUE : Expression.Literal.FALSE;
        return new Found(plan, Calls.choose(equal.value, found, otherwise));
    }

    /// Whether the subquery has rows, as a column beside those of the outer plan.
    private Found marked(LogicalPlan outer, LogicalPlan subquery) {
        Found found = exists(outer, subquery);
        var mark = new Column(ids.getAsLong(), "exists", Atomic.BOOLEAN, false);
        List<Named> columns = Stream.concat(
                        outer.output().stream().map(Named::of), Stream.of(new Named(mark, found.value)))
                .toList();
        return new Found(new LogicalPlan.Project(found.plan, columns), new Expression.ColumnRef(mark));
    }

    private static LogicalPlan equal(LogicalPlan subquery, List<InTest> tests) {
        return new LogicalPlan.Filter(subquery, all(tests));
    }

    private static Expression all(List<InTest> tests) {
        return Objects.requireNonNull(
                Conjuncts.all(tests.stream().map(InTest::equal).toList()));
    }

    /// The rows of the subquery of which a NULL leaves open whether they are equal. With one column that needs no
    /// look at pairs: either side is NULL.
    private static List<LogicalPlan> unknown(LogicalPlan subquery, List<InTest> tests) {
        if (tests.size() > 1) {
            Expression all = all(tests);
            return all.nullable() ? List.of(new LogicalPlan.Filter(subquery, Calls.isNull(all))) : List.of();
        }
        InTest test = tests.getFirst();
        return Stream.of(test.found(), test.value())
                .filter(Expression::nullable)
                .<LogicalPlan>map(side -> new LogicalPlan.Filter(subquery, Calls.isNull(side)))
                .toList();
    }

    /// Each outer row with each of the subquery's rows for it.
    ///
    /// @param kind INNER, or LEFT_OUTER, where an outer row without any comes with NULLs
    /// @param conditions what must hold besides
    public LogicalPlan beside(LogicalPlan outer, LogicalPlan subquery, JoinKind kind, List<Expression> conditions) {
        return new Laterals(ids).beside(outer, subquery, kind, conditions);
    }

    Pulled pulled(LogicalPlan outer, LogicalPlan subquery) {
        return new PullUp(Outer.of(outer), ids).of(subquery).orElseGet(() -> Domain.pull(outer, subquery, ids));
    }

    /// A row at most for each outer row.
    private Grouped grouped(LogicalPlan outer, LogicalPlan subquery, List<AggregateCall> calls) {
        var pullUp = new PullUp(Outer.of(outer), ids);
        return pullUp.of(subquery)
                .flatMap(pulled -> pullUp.grouped(pulled, List.of(), calls))
                .or(() -> pullUp.grouped(Domain.pull(outer, subquery, ids), List.of(), calls))
                .orElseThrow();
    }

    /// What decides whether there are rows: neither the list nor the order does, nor how many or how often.
    private static LogicalPlan askedForRows(LogicalPlan plan) {
        return switch (plan) {
            case LogicalPlan.Project(var input, _) -> askedForRows(input);
            case LogicalPlan.Sort(var input, _) -> askedForRows(input);
            case LogicalPlan.Limit(var input, long count, long offset, _)
            when count > 0 && offset == 0 -> askedForRows(input);
            case LogicalPlan.Aggregate(var input, var keys, var session, _, _)
            when !keys.isEmpty() && session == null -> askedForRows(input);
            default -> plan;
        };
    }
}
