package dev.sluice.analyzer;

import dev.sluice.expression.Expression;
import dev.sluice.function.BoundFunction;
import dev.sluice.function.BoundFunction.Nullability;
import java.util.List;

/// An item of an array that is written out, at a place that is written too, is NULL only if what stands there may be:
/// `array(a, 1)[1]` is never.
final class WrittenItems {

    private WrittenItems() {}

    /// The same call, which knows it.
    static Expression.Call known(Expression.Call call) {
        if (call.arguments().size() != 2
                || !(bare(call.arguments().get(0)) instanceof Expression.Call array)
                || !array.function().name().equals("array")
                || !(bare(call.arguments().get(1)) instanceof Expression.Literal(Number index, _))) {
            return call;
        }
        List<Expression> items = array.arguments();
        int place = switch (call.function().name()) {
            case "[]", "get" -> index.intValue();
            case "element_at", "try_element_at" ->
                index.intValue() < 0 ? items.size() + index.intValue() : index.intValue() - 1;
            default -> -1;
        };
        boolean there = place >= 0 && place < items.size();
        return there && !items.get(place).nullable() ? never(call) : call;
    }

    private static Expression bare(Expression value) {
        return value instanceof Expression.Cast(Expression inner, _, _, _) ? inner : value;
    }

    private static Expression.Call never(Expression.Call call) {
        BoundFunction function = call.function();
        var known = new BoundFunction(
                function.name(),
                function.parameters(),
                function.result(),
                Nullability.NEVER,
                function.foldable(),
                function.kernel());
        return new Expression.Call(known, call.arguments(), call.at());
    }
}
