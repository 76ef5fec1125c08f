package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Expression;
import java.util.Optional;

/// How names are looked up at a place of a query.
interface Names {

    Optional<Expression> resolve(Expr.Name name);

    /// The error for a name that means nothing here.
    SluiceException unresolved(Expr.Name name);

    static Names of(Scope scope) {
        return new Names() {
            @Override
            public Optional<Expression> resolve(Expr.Name name) {
                return scope.resolve(name.parts(), name.frame(), name.at());
            }

            @Override
            public SluiceException unresolved(Expr.Name name) {
                return scope.unresolved(name.parts(), name.at());
            }
        };
    }

    /// A name for an aggregate of the groups around a subquery, if all that it reads is theirs.
    default Optional<Expr> aggregate(Expr.Call call) {
        return Optional.empty();
    }

    /// Looks here first, then there; errors are those of here.
    default Names or(Names there) {
        Names here = this;
        return new Names() {
            @Override
            public Optional<Expression> resolve(Expr.Name name) {
                return here.resolve(name).or(() -> there.resolve(name));
            }

            @Override
            public Optional<Expr> aggregate(Expr.Call call) {
                return here.aggregate(call).or(() -> there.aggregate(call));
            }

            @Override
            public SluiceException unresolved(Expr.Name name) {
                return here.unresolved(name);
            }
        };
    }
}
