package dev.sluice.unnesting;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundAggregate;
import dev.sluice.function.BoundFunction;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Columns;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.aggregate.Count;
import dev.sluice.function.aggregate.First;
import dev.sluice.function.scalar.Comparison;
import dev.sluice.function.scalar.IsNotNull;
import dev.sluice.function.scalar.IsNull;
import dev.sluice.function.scalar.Not;
import dev.sluice.function.scalar.NullSafeEqual;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The calls that joins in place of subqueries are made of.
final class Calls {

    private Calls() {}

    static Expression isNull(Expression value) {
        return call(IsNull.FUNCTION, value);
    }

    static Expression isNotNull(Expression value) {
        return call(IsNotNull.FUNCTION, value);
    }

    static Expression not(Expression value) {
        return call(Not.FUNCTION, value);
    }

    static Expression sameOrBothNull(Expression one, Expression other) {
        return call(NullSafeEqual.FUNCTION, one, other);
    }

    static Expression lessOrEqual(Expression one, Expression other) {
        return call(Comparison.LESS_OR_EQUAL, one, other);
    }

    static Expression and(Expression one, Expression other) {
        return new Expression.Logical(true, one, other);
    }

    /// Whether a condition holds, which it does not if it is NULL.
    static Expression holds(Expression condition) {
        return condition.nullable() ? new Expression.Coalesce(List.of(condition, Expression.Literal.FALSE)) : condition;
    }

    static Expression choose(Expression condition, Expression value, Expression otherwise) {
        return new Expression.Case(List.of(new Expression.When(condition, value)), otherwise);
    }

    static AggregateCall count(Column column) {
        return aggregate(Count.FUNCTION, column, List.of());
    }

    static AggregateCall first(Column column, Column of) {
        return aggregate(First.FUNCTION, column, List.of(new Expression.ColumnRef(of)));
    }

    /// The value, if it was of one row at most.
    ///
    /// @param count how many rows there were
    static Expression ofOneRow(Expression value, Expression count, @Nullable SourcePosition at) {
        Kernel kernel = (arguments, rows, size, context) -> {
            Vector counts = arguments[1] instanceof DictionaryVector some ? Vectors.flatten(some) : arguments[1];
            long[] values = Columns.longs(counts);
            int mask = Columns.mask(counts);
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (!counts.isNull(row) && values[row & mask] > 1) {
                    throw ErrorCondition.SCALAR_SUBQUERY_TOO_MANY_ROWS.error().build();
                }
            }
            return arguments[0];
        };
        DataType type = value.type();
        var function = new BoundFunction(
                "scalarsubquery", List.of(type, Atomic.LONG), type, Nullability.ALWAYS, false, kernel);
        return new Expression.Call(function, List.of(value, count), at);
    }

    private static Expression call(ScalarFunction function, Expression... arguments) {
        List<Argument> known = Stream.of(arguments)
                .map(argument -> Argument.of(argument.type(), argument.nullable()))
                .toList();
        BoundFunction bound = function.bind(function.name(), known).orElseThrow();
        return new Expression.Call(bound, List.of(arguments), null);
    }

    private static AggregateCall aggregate(AggregateFunction function, Column column, List<Expression> arguments) {
        BoundAggregate bound = function.bind(
                        function.name(),
                        arguments.stream().map(Expression::type).toList())
                .orElseThrow();
        return new AggregateCall(column, bound, arguments, false, null);
    }
}
