package dev.sluice.plan;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.expression.WindowCall;
import dev.sluice.function.BoundFunction;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which columns of a plan are windows, and of which kind: made by one of the functions, and then whatever passes them
/// on, also inside a struct.
///
/// Derived from the plan, as [EventTime] is. Source: Spark keeps the same as metadata of attributes
/// (`TimeWindow.marker`, `SessionWindow.marker`).
public final class Windows {

    public static final String TIME_WINDOW = "window";
    public static final String SESSION_WINDOW = "session_window";
    public static final String WINDOW_TIME = "window_time";

    private static final Set<String> MAKING = Set.of(TIME_WINDOW, SESSION_WINDOW);

    private Windows() {}

    /// Whether a function makes windows of times, so that the analyzer makes a column of its call.
    public static boolean isMadeBy(String function) {
        return MAKING.contains(function);
    }

    /// Whether the value is a time of events if the first argument is.
    static boolean keepsTime(BoundFunction function) {
        return isMadeBy(function.name()) || function.name().equals(WINDOW_TIME);
    }

    /// Whether an expression over a plan's output is a window of any kind.
    public static boolean isWindow(Expression expression, LogicalPlan input) {
        return making(expression, input).isPresent();
    }

    /// How a column of a plan's output is made, if it is a window: the call with its lengths of time.
    static Optional<Expression.Call> making(Column column, LogicalPlan plan) {
        return definition(column, plan).flatMap(found -> making(found.expression, found.input));
    }

    /// The first of the keys over a plan's output that is a session.
    public static @Nullable Column session(List<Named> keys, LogicalPlan input) {
        return keys.stream()
                .filter(key -> making(key.expression(), input)
                        .filter(call -> call.function().name().equals(SESSION_WINDOW))
                        .isPresent())
                .map(Named::column)
                .findFirst()
                .orElse(null);
    }

    /// The call that made the window that an expression is.
    private static Optional<Expression.Call> making(Expression expression, LogicalPlan input) {
        return switch (expression) {
            case Expression.Call call ->
                Optional.of(call).filter(made -> isMadeBy(made.function().name()));
            case Expression.ColumnRef(Column column) -> making(column, input);
            case Expression.FieldOf(Expression struct, int ordinal) ->
                struct(struct, input)
                        .flatMap(made -> making(made.struct.values().get(ordinal), made.input));
            case Expression.Literal _,
                    Expression.Cast _,
                    Expression.Case _,
                    Expression.Coalesce _,
                    Expression.Logical _,
                    Expression.MakeStruct _,
                    Expression.Variable _,
                    Expression.HigherOrderCall _ -> Optional.empty();
        };
    }

    private record MadeStruct(Expression.MakeStruct struct, LogicalPlan input) {}

    /// The struct that an expression passes on, and what its values are computed of.
    private static Optional<MadeStruct> struct(Expression expression, LogicalPlan input) {
        return switch (expression) {
            case Expression.MakeStruct made -> Optional.of(new MadeStruct(made, input));
            case Expression.ColumnRef(Column column) ->
                definition(column, input).flatMap(found -> struct(found.expression, found.input));
            case Expression.FieldOf(Expression outer, int ordinal) ->
                struct(outer, input).flatMap(made -> struct(made.struct.values().get(ordinal), made.input));
            case Expression.Call _,
                    Expression.Literal _,
                    Expression.Cast _,
                    Expression.Case _,
                    Expression.Coalesce _,
                    Expression.Logical _,
                    Expression.Variable _,
                    Expression.HigherOrderCall _ -> Optional.empty();
        };
    }

    /// An expression and the plan it is computed over.
    private record Definition(Expression expression, LogicalPlan input) {}

    /// What a column of a plan's output is computed as, if it is computed of one row below.
    private static Optional<Definition> definition(Column column, LogicalPlan plan) {
        Predicate<Column> same = other -> other.id() == column.id();
        return switch (plan) {
            case LogicalPlan.Scan _, LogicalPlan.StreamScan _, LogicalPlan.Values _, LogicalPlan.UserGroups _ ->
                Optional.empty();
            case LogicalPlan.Project(var input, var columns) -> named(columns, same, input);
            case LogicalPlan.Aggregate aggregate -> named(aggregate.keys(), same, aggregate.input());
            case LogicalPlan.Generate(var input, _, var argument, _, var made) ->
                made.stream().anyMatch(same) ? Optional.of(new Definition(argument, input)) : definition(column, input);
            case LogicalPlan.Union(var inputs, var output) -> {
                LogicalPlan first = inputs.getFirst(); // as in Spark, where the first input names the columns
                yield output.stream()
                        .filter(same)
                        .findFirst()
                        .flatMap(found -> definition(first.output().get(output.indexOf(found)), first));
            }
            case LogicalPlan.Window window ->
                window.calls().stream().map(WindowCall::column).anyMatch(same)
                        ? Optional.empty()
                        : definition(column, window.input());
            case LogicalPlan.Filter _,
                    LogicalPlan.Watermark _,
                    LogicalPlan.CollectMetrics _,
                    LogicalPlan.LateRows _,
                    LogicalPlan.Deduplicate _,
                    LogicalPlan.UserRows _,
                    LogicalPlan.Sort _,
                    LogicalPlan.Limit _,
                    LogicalPlan.Join _ ->
                plan.children().stream()
                        .filter(child -> child.output().stream().anyMatch(same))
                        .findFirst()
                        .flatMap(child -> definition(column, child));
        };
    }

    private static Optional<Definition> named(List<Named> columns, Predicate<Column> same, LogicalPlan input) {
        return columns.stream()
                .filter(named -> same.test(named.column()))
                .findFirst()
                .map(named -> new Definition(named.expression(), input));
    }
}
