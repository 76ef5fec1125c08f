package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A generator in the list of a SELECT with groups makes rows of what the groups give.
///
/// ```text
/// Aggregate k, explode(collect_list(v)) AS x        Project k, explode(list) AS x
///   t                                          =>     Aggregate k, collect_list(v) AS list
///                                                       t
/// ```
final class GroupedGenerators {

    private final Analyzer analyzer;
    private final Contains contains;
    private final @Nullable SourcePosition at;

    GroupedGenerators(Analyzer analyzer, @Nullable SourcePosition at) {
        this.analyzer = analyzer;
        this.contains = new Contains(analyzer.catalog());
        this.at = at;
    }

    boolean isIn(List<Expr> items) {
        return items.stream().anyMatch(item -> contains.generator(item).isPresent());
    }

    /// @param input what is grouped
    /// @param sets as in [Relation.Aggregate]
    Analyzed select(
            Analyzed input,
            List<Expr> items,
            List<Expr> grouping,
            @Nullable List<List<Integer>> sets,
            @Nullable Expr having,
            List<Relation.SortKey> order) {
        refuseSeveral(input, items);
        List<Expr> computed = new ArrayList<>();
        for (Expr item : items) {
            Optional<Expr.Call> generator = contains.generator(item);
            if (generator.isPresent()) {
                computed.addAll(generator.get().args());
            } else {
                computed.add(item);
            }
        }
        Analyzed groups =
                new SelectAnalyzer(analyzer, input, computed, null, at).grouped(grouping, sets, having, List.of());
        List<Expr> list = new ArrayList<>();
        int next = 0;
        for (Expr item : items) {
            Optional<Expr.Call> generator = contains.generator(item);
            if (generator.isEmpty()) {
                list.add(column(groups, next++, item));
                continue;
            }
            List<Expr> arguments = new ArrayList<>();
            for (Expr argument : generator.get().args()) {
                arguments.add(argument instanceof Expr.Literal ? argument : column(groups, next, argument));
                next++;
            }
            Expr.Call call = generator.get();
            Expr over = new Expr.Call(call.name(), arguments, false, null, call.at());
            list.add(item instanceof Expr.Alias alias ? new Expr.Alias(over, alias.names(), alias.at()) : over);
        }
        return new SelectAnalyzer(analyzer, groups, list, null, at).select(order);
    }

    private static Expr column(Analyzed groups, int place, Expr said) {
        Column column = groups.scope().columns().get(place).column();
        return new Expr.Name(List.of(column.name()), Scope.frameOf(column), said.at());
    }

    private void refuseSeveral(Analyzed input, List<Expr> items) {
        List<Expr.Call> generators = items.stream()
                .flatMap(item -> contains.generator(item).stream())
                .toList();
        if (generators.size() < 2) return;
        SqlText text = analyzer.expressions(Names.of(input.scope())).text();
        throw ErrorCondition.SEVERAL_GENERATORS
                .error()
                .with("num", generators.size())
                .with(
                        "generators",
                        generators.stream()
                                .map(generator -> '"' + text.of(generator) + '"')
                                .collect(java.util.stream.Collectors.joining(", ")))
                .at(generators.getFirst().at())
                .build();
    }
}
