package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.function.BoundFunction;
import dev.sluice.function.GeneratorFunction;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.Windows;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the windows that one operator's expressions ask for columns of its input, since a row may lie in several.
///
/// ```text
/// Project window(ts, '5 minutes').start, v        Project window.start, v
///   e                                        =>     Project window(ts, 300000000, …) AS window, ts, v
///                                                     Filter ts IS NOT NULL
///                                                       e
/// ```
///
/// Windows that overlap are a list, of which `Generate explode` makes rows. Rows without a window are dropped. All
/// calls in one operator must ask for the same windows. Source: Spark's rules `TimeWindowing` and `SessionWindowing`.
final class WindowColumns {

    /// @param window how the column is computed
    private record Made(Expression window, Column column) {}

    private final Analyzer analyzer;
    private final @Nullable SourcePosition at;
    private final List<Made> made;
    private final int madeBelow;
    private final boolean hidden;
    private Analyzed input;

    /// @param at where the operator stands
    WindowColumns(Analyzer analyzer, Analyzed input, @Nullable SourcePosition at) {
        this(analyzer, input, at, List.of(), false);
    }

    private WindowColumns(
            Analyzer analyzer, Analyzed input, @Nullable SourcePosition at, List<Made> madeBelow, boolean hidden) {
        this.hidden = hidden;
        this.analyzer = analyzer;
        this.input = input;
        this.at = at;
        this.made = new ArrayList<>(madeBelow);
        this.madeBelow = madeBelow.size();
    }

    /// For the order that is put on the operator's rows: it may use the operator's windows, or one of its own that only
    /// it sees.
    WindowColumns ordering() {
        return new WindowColumns(analyzer, input, at, made, true);
    }

    /// The operator's input, with the column that its expressions need.
    Analyzed input() {
        return input;
    }

    List<Expr> replaced(List<Expr> said) {
        return said.stream().map(this::replaced).toList();
    }

    /// The expression with columns in place of windows.
    Expr replaced(Expr said) {
        Expr expr = said.mapChildren(this::replaced);
        if (!(expr instanceof Expr.Call call) || call.distinct() || call.filter() != null) return expr;
        return switch (call.name().toLowerCase(Locale.ROOT)) {
            case Windows.TIME_WINDOW -> column(windowCalls().timeWindow(call), call);
            case Windows.SESSION_WINDOW -> column(windowCalls().sessionWindow(call), call);
            case Windows.WINDOW_TIME -> {
                windowCalls().checkWindowTime(call);
                yield call;
            }
            default -> expr;
        };
    }

    private WindowCalls windowCalls() {
        return new WindowCalls(analyzer, input, at);
    }

    private Expr column(Expression.Call window, Expr.Call said) {
        Column column = made.stream()
                .filter(known -> known.window.equals(window))
                .map(Made::column)
                .findFirst()
                .orElseGet(() -> make(window));
        return new Expr.Name(List.of(column.name()), Scope.frameOf(column), said.at());
    }

    private Column make(Expression.Call window) {
        if (made.size() > madeBelow)
            throw ErrorCondition.SEVERAL_WINDOWS.error().at(at).build();
        String name = window.function().name();
        Column column;
        LogicalPlan plan;
        if (name.equals(Windows.SESSION_WINDOW)) {
            column = new Column(analyzer.nextId(), name, window.type(), false);
            plan = sessions(window, column);
        } else if (window.type() instanceof DataType.Array(DataType struct, _)) {
            column = new Column(analyzer.nextId(), name, struct, true);
            plan = new LogicalPlan.Generate(input.plan(), EXPLODE, window, false, List.of(column));
        } else {
            column = new Column(analyzer.nextId(), name, window.type(), false);
            plan = with(
                    new Named(column, window),
                    present(input.plan(), window.arguments().getFirst()));
        }
        made.add(new Made(window, column));
        input = new Analyzed(plan, scope(column));
        return column;
    }

    private static final GeneratorFunction EXPLODE = GeneratorFunction.OF_LISTS.stream()
            .filter(generator -> generator.name().equals("explode"))
            .findFirst()
            .orElseThrow(() -> SluiceException.bug("no explode"));

    /// An event without a session is only known when its session has been computed.
    private LogicalPlan sessions(Expression.Call window, Column column) {
        var computed = new Column(analyzer.nextId(), column.name(), column.type(), true);
        LogicalPlan all = with(new Named(computed, window), input.plan());
        LogicalPlan present = present(all, new Expression.ColumnRef(computed));
        List<Named> columns = Stream.concat(
                        Stream.of(new Named(column, new Expression.ColumnRef(computed))),
                        input.plan().output().stream().map(Named::of))
                .toList();
        return new LogicalPlan.Project(present, columns);
    }

    private static LogicalPlan with(Named window, LogicalPlan plan) {
        return new LogicalPlan.Project(
                plan,
                Stream.concat(Stream.of(window), plan.output().stream().map(Named::of))
                        .toList());
    }

    private LogicalPlan present(LogicalPlan plan, Expression value) {
        if (!value.nullable()) return plan;
        BoundFunction isNotNull = WindowCalls.bound(analyzer.catalog(), "isnotnull", List.of(value));
        return new LogicalPlan.Filter(plan, new Expression.Call(isNotNull, List.of(value), at));
    }

    /// The column comes first, as in Spark. One of the same name that is there already keeps the name.
    private Scope scope(Column column) {
        boolean taken = input.scope().shown().stream()
                .anyMatch(visible -> visible.column().name().equalsIgnoreCase(column.name()));
        var window = new Visible(column, null, Set.of(), hidden || taken);
        return new Scope(Stream.concat(Stream.of(window), input.scope().columns().stream())
                .toList());
    }
}
