package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.expression.Column;
import dev.sluice.unnesting.InTest;
import java.util.List;

/// Makes the comparisons of `IN (SELECT …)`.
interface InSubquery {

    /// @param columns of the subquery
    /// @throws dev.sluice.error.AnalysisException if they cannot be compared with the values that stand before IN
    List<InTest> tests(Expr.Subquery said, List<Column> columns);
}
