package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Expr.Name;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import java.util.List;

/// A DataFrame joined with itself: in `df.join(df, df.col("id").equalTo(df.col("id")))` both columns are the same, and
/// each could be of either side. As in Spark (`spark.sql.selfJoinAutoResolveAmbiguity`) an equality of a column with
/// itself means the left side's and the right side's. Every other condition is ambiguous.
final class SelfJoin {

    private SelfJoin() {}

    static Expr apart(Expr condition, Scope left, Scope right) {
        if (condition instanceof Expr.Call(var name, var arguments, _, _, _, _, _, var at)
                && (name.equals("=") || name.equals("<=>"))
                && arguments.getFirst() instanceof Name said
                && said.frame() != null
                && said.equals(arguments.getLast())
                && isIn(left, said)
                && isIn(right, said)) {
            return Expr.call(name, at, of(left, said), of(right, said));
        }
        return condition.mapChildren(part -> apart(part, left, right));
    }

    private static boolean isIn(Scope side, Name said) {
        return side.resolve(said.parts(), said.frame(), said.at()).isPresent();
    }

    /// The name as that very column of the side.
    private static Name of(Scope side, Name said) {
        List<Column> columns = side.resolve(said.parts(), said.frame(), said.at()).stream()
                .filter(Expression.ColumnRef.class::isInstance)
                .map(found -> ((Expression.ColumnRef) found).column())
                .toList();
        return columns.isEmpty() ? said : new Name(said.parts(), Scope.frameOf(columns.getFirst()), said.at());
    }
}
