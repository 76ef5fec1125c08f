package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.SortKey;
import dev.sluice.expression.WindowCall;
import dev.sluice.expression.WindowFrame;
import dev.sluice.expression.WindowValue;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Gathers the functions over rows that a SELECT uses. Those that share a partition and an order share a node.
///
/// ```text
/// Project sum(a) OVER (PARTITION BY b) + 1        Project s + 1
///   e                                        =>     Window sum(a) AS s, [b], []
///                                                     e
/// ```
final class WindowCollector {

    /// What rows are sorted by.
    private record Sorting(List<Expression> partition, List<SortKey> order) {}

    /// @param said where it was said, for those that look for mistakes in it
    record Gathered(Expr.Over said, List<Expression> reads) {}

    /// Functions over the same rows in the same order, which see the columns of the nodes before.
    private record Node(Sorting sorting, List<WindowCall> calls) {}

    private final List<Node> nodes = new ArrayList<>();
    private final List<Gathered> gathered = new ArrayList<>();
    private final Map<Expr.Over, String> names = new IdentityHashMap<>();
    private final LongSupplier ids;
    private final Scope scope;
    private final UnaryOperator<Expression> input;
    private final Subqueries subqueries;

    /// @param scope of the names, which errors show with their tables
    /// @param input says an expression over the columns that the functions see: of groups, their keys
    /// @param subqueries gathers those that are asked inside the functions
    WindowCollector(LongSupplier ids, Scope scope, UnaryOperator<Expression> input, Subqueries subqueries) {
        this.subqueries = subqueries;
        this.ids = ids;
        this.scope = scope;
        this.input = input;
    }

    Subqueries subqueries() {
        return subqueries;
    }

    Scope scope() {
        return scope;
    }

    /// Takes the name that an item of the list gives a function, if the function is the whole of it.
    void nameAfter(Expr item) {
        if (item instanceof Expr.Alias(Expr.Over over, List<String> aliases, _) && aliases.size() == 1) {
            names.put(over, aliases.getFirst());
        }
    }

    /// @param text the name of one that was given none
    String nameOf(Expr.Over over, String text) {
        return names.getOrDefault(over, text);
    }

    /// The column in which the function's value will be; the same function said twice is computed once.
    ///
    /// @param column what it becomes, but for its identity
    Expression add(
            Expr.Over over,
            List<Expression> partition,
            List<SortKey> order,
            Column column,
            WindowValue value,
            List<Expression> arguments,
            @Nullable Expression filter,
            WindowFrame frame,
            WindowCall.Said said) {
        var sorting =
                new Sorting(seen(partition), order.stream().map(this::seen).toList());
        var call = new WindowCall(
                new Column(ids.getAsLong(), column.name(), column.type(), column.nullable()),
                value,
                seen(arguments),
                filter == null ? null : input.apply(filter),
                frame.map(input),
                said);
        List<Expression> reads = new ArrayList<>(call.reads());
        reads.addAll(sorting.partition);
        sorting.order.forEach(key -> reads.add(key.expression()));
        Node node = node(sorting, firstAbove(reads));
        for (WindowCall known : node.calls) {
            if (known.sameAs(call)) return new Expression.ColumnRef(known.column());
        }
        node.calls.add(call);
        gathered.add(new Gathered(over, reads));
        return new Expression.ColumnRef(call.column());
    }

    /// The first place for a node that sees all functions that are read.
    private int firstAbove(List<Expression> reads) {
        Set<Long> read = reads.stream()
                .flatMap(expression -> expression.references().stream())
                .map(Column::id)
                .collect(Collectors.toSet());
        for (int i = nodes.size() - 1; i >= 0; i--) {
            boolean makes = nodes.get(i).calls.stream()
                    .anyMatch(call -> read.contains(call.column().id()));
            if (makes) return i + 1;
        }
        return 0;
    }

    private Node node(Sorting sorting, int from) {
        for (Node node : nodes.subList(from, nodes.size())) {
            if (node.sorting.equals(sorting)) return node;
        }
        var node = new Node(sorting, new ArrayList<>());
        nodes.add(node);
        return node;
    }

    private List<Expression> seen(List<Expression> expressions) {
        return expressions.stream().map(input).toList();
    }

    private SortKey seen(SortKey key) {
        return new SortKey(input.apply(key.expression()), key.ascending(), key.nullsFirst());
    }

    /// What was gathered, and what it reads.
    List<Gathered> gathered() {
        return List.copyOf(gathered);
    }

    /// The plan with a column for each function.
    LogicalPlan over(LogicalPlan plan) {
        LogicalPlan result = plan;
        for (Node node : nodes) {
            result = new LogicalPlan.Window(result, node.sorting.partition, node.sorting.order, node.calls);
        }
        return result;
    }
}
