package dev.sluice.unnesting;

import dev.sluice.expression.Expression;
import java.util.function.UnaryOperator;

/// One of the comparisons that `IN` makes with each row of a subquery.
///
/// @param value what stands before IN, over the outer row
/// @param found what it is compared with, over the subquery's row, of the same type
/// @param equal whether both are equal
public record InTest(Expression value, Expression found, Expression equal) {

    /// The same with the outer value said otherwise.
    public InTest map(UnaryOperator<Expression> change) {
        return new InTest(change.apply(value), found, change.apply(equal));
    }
}
