package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.catalog.Catalog;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks for aggregates and generators in what was said.
record Contains(Catalog catalog) {

    /// The first aggregate anywhere in the expression.
    Optional<Expr.Call> aggregate(Expr expr) {
        return calls(expr).filter(call -> catalog.aggregate(call).isPresent()).findFirst();
    }

    /// The keys that are meant: `GROUP BY ALL` means all of the list that has no aggregate, if no column has that name.
    List<Expr> keys(List<Expr> said, List<Expr> list, Names input) {
        boolean all = said.size() == 1
                && said.getFirst() instanceof Expr.Name name
                && name.parts().size() == 1
                && name.parts().getFirst().equalsIgnoreCase("all")
                && input.resolve(name).isEmpty();
        if (!all) return said;
        return list.stream()
                .filter(item -> aggregate(item).isEmpty() && !over(item))
                .filter(item -> !(item instanceof Expr.Literal
                        || item instanceof Expr.Alias(Expr value, _, _) && value instanceof Expr.Literal))
                .toList();
    }

    /// The generator that the expression is, perhaps with aliases; not one deeper inside.
    Optional<Expr.Call> generator(Expr expr) {
        Expr bare = expr instanceof Expr.Alias(Expr value, _, _) ? value : expr;
        return bare instanceof Expr.Call call && catalog.generator(call.name()).isPresent()
                ? Optional.of(call)
                : Optional.empty();
    }

    /// The first generator anywhere in the expression.
    Optional<Expr.Call> generatorInside(Expr expr) {
        return calls(expr)
                .filter(call -> catalog.generator(call.name()).isPresent())
                .findFirst();
    }

    /// All names of columns in the expression, as they were said.
    static Stream<Expr.Name> names(Expr expr) {
        Stream<Expr.Name> own = expr instanceof Expr.Name name ? Stream.of(name) : Stream.empty();
        return Stream.concat(own, children(expr).stream().flatMap(Contains::names));
    }

    /// Whether a function over rows in order is anywhere in the expression.
    static boolean over(Expr expr) {
        return overs(expr).findAny().isPresent();
    }

    /// All functions over rows in the expression.
    static Stream<Expr.Over> overs(Expr expr) {
        Stream<Expr.Over> own = expr instanceof Expr.Over over ? Stream.of(over) : Stream.empty();
        return Stream.concat(own, children(expr).stream().flatMap(Contains::overs));
    }

    /// Whether a star, which stands for columns, is anywhere in the expression.
    static boolean star(Expr expr) {
        return expr instanceof Expr.Star || children(expr).stream().anyMatch(Contains::star);
    }

    /// Whether a query is asked anywhere in the expression.
    static boolean subquery(Expr expr) {
        return expr instanceof Expr.Subquery || children(expr).stream().anyMatch(Contains::subquery);
    }

    /// All calls in the expression, the outer before the inner.
    static Stream<Expr.Call> calls(Expr expr) {
        Stream<Expr.Call> own = expr instanceof Expr.Call call ? Stream.of(call) : Stream.empty();
        return Stream.concat(own, children(expr).stream().flatMap(Contains::calls));
    }

    /// The expressions directly inside an expression.
    static List<Expr> children(Expr expr) {
        return switch (expr) {
            case Expr.Name _, Expr.Star _, Expr.Literal _, Expr.TypedLiteral _ -> List.of();
            case Expr.Call(_, var args, _, var filter, var order, _, _, _) ->
                Stream.of(
                                args.stream(),
                                Stream.ofNullable(filter),
                                order.stream().map(Relation.SortKey::value))
                        .flatMap(each -> each)
                        .toList();
            case Expr.Cast(Expr value, _, _, _) -> List.of(value);
            case Expr.Case(Expr operand, var whens, Expr otherwise, _) ->
                Stream.of(
                                Stream.ofNullable(operand),
                                whens.stream().flatMap(when -> Stream.of(when.condition(), when.value())),
                                Stream.ofNullable(otherwise))
                        .flatMap(each -> each)
                        .toList();
            case Expr.Alias(Expr value, _, _) -> List.of(value);
            case Expr.Over(Expr function, var window, _) ->
                Stream.of(
                                children(function).stream(),
                                window.partition().stream(),
                                window.order().stream().map(Relation.SortKey::value))
                        .flatMap(each -> each)
                        .toList();
            case Expr.Subscript(Expr base, Expr key, _) -> List.of(base, key);
            case Expr.Member(Expr base, _, _) -> List.of(base);
            case Expr.Subquery(_, List<Expr> values, _, _) -> values;
            case Expr.Lambda(_, Expr body, _) -> List.of(body);
        };
    }
}
