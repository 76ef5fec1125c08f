package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.catalog.Catalog;
import dev.sluice.error.ErrorCondition;

/// What the body of a function said in SQL may be.
public final class FunctionBodies {

    private FunctionBodies() {}

    /// Whether it is made of one row's values alone: no aggregate, no function over rows, no generator.
    ///
    /// @throws dev.sluice.error.AnalysisException if it asks a query, which is not there yet
    public static boolean isScalar(Expr body, Catalog catalog) {
        if (Contains.subquery(body)) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "a query inside a function said in SQL")
                    .at(body.at())
                    .build();
        }
        var contains = new Contains(catalog);
        return contains.aggregate(body).isEmpty()
                && contains.generatorInside(body).isEmpty()
                && !Contains.over(body);
    }
}
