package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.UserFunction;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// What the body of a function said in SQL may be.
public final class FunctionBodies {

    private FunctionBodies() {}

    /// Whether it is made of one row's values alone: no aggregate, no function over rows, no generator.
    ///
    /// @throws dev.sluice.error.AnalysisException if it asks a query or has a star, which is not there yet
    public static boolean isScalar(Expr body, Catalog catalog) {
        if (Contains.subquery(body)) throw notYet("a query inside a function said in SQL", body);
        var contains = new Contains(catalog);
        boolean scalar = contains.aggregate(body).isEmpty()
                && contains.generatorInside(body).isEmpty()
                && !Contains.over(body);
        // It would mean the columns of whoever calls.
        if (scalar && Contains.star(body)) throw notYet("a star inside a function said in SQL", body);
        return scalar;
    }

    private static SluiceException notYet(String feature, Expr body) {
        return ErrorCondition.NOT_YET_SUPPORTED
                .error()
                .with("feature", feature)
                .at(body.at())
                .build();
    }

    /// How a function would come to call itself: its name, those that call each other, its name again. Empty if it
    /// would not. Those that are there already don't, so this ends.
    ///
    /// @param called what calls call it by
    public static List<String> cycle(UserFunction.Inlined function, String called, Catalog catalog) {
        List<String> path = new ArrayList<>();
        return reaches(called, function, path, catalog) ? path : List.of();
    }

    private static boolean reaches(String called, UserFunction.Inlined from, List<String> path, Catalog catalog) {
        path.add(from.name());
        List<Expr.Call> calls = Stream.concat(Stream.of(from.body()), from.defaults().stream())
                .filter(Objects::nonNull)
                .flatMap(Contains::calls)
                .toList();
        for (Expr.Call call : calls) {
            Optional<UserFunction> callee = catalog.user(call);
            if (callee.isPresent() && call.name().equalsIgnoreCase(called)) {
                path.add(path.getFirst());
                return true;
            }
            if (callee.orElse(null) instanceof UserFunction.Inlined next && reaches(called, next, path, catalog)) {
                return true;
            }
        }
        path.removeLast();
        return false;
    }
}
