package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseParser.FunctionCallContext;
import dev.sluice.grammar.SqlBaseParser.WindowDefContext;
import dev.sluice.grammar.SqlBaseParser.WindowSpecContext;

/// Functions over rows in order: `f(…) OVER (PARTITION BY … ORDER BY …)`.
final class OverBuilder {

    private OverBuilder() {}

    static Expr of(FunctionCallContext said, WindowSpecContext window, SourcePosition at) {
        if (!(window instanceof WindowDefContext definition)) throw NotYet.supported("the WINDOW clause", window);
        NotYet.ifSaid(definition.CLUSTER(), "CLUSTER BY in a window");
        NotYet.ifSaid(definition.windowFrame(), "a window's frame (ROWS or RANGE)");
        return new Expr.Over(
                CallBuilder.of(said, at),
                definition.partition.stream().map(ExpressionBuilder::of).toList(),
                definition.sortItem().stream().map(QueryBuilder::sortKey).toList(),
                at);
    }
}
