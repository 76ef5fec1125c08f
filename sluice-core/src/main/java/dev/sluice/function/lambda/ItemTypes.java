package dev.sluice.function.lambda;

import dev.sluice.function.Argument;
import dev.sluice.function.HigherOrderFunction.Lambda;
import dev.sluice.function.LambdaBody;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.Vector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known of the items of arrays and maps, as parameters of lambda functions.
final class ItemTypes {

    private ItemTypes() {}

    static DataType.Array array(Argument value) {
        return (DataType.Array) value.type();
    }

    static DataType.Map map(Argument value) {
        return (DataType.Map) value.type();
    }

    static Argument item(Argument list) {
        return Argument.of(array(list).element(), array(list).containsNull());
    }

    static Argument key(Argument map) {
        return Argument.of(map(map).key(), false);
    }

    static Argument value(Argument map) {
        return Argument.of(map(map).value(), map(map).valueContainsNull());
    }

    /// One parameter for the item, and perhaps one for its position.
    static Lambda itemAndPosition(Argument list, @Nullable DataType result) {
        return new Lambda(List.of(item(list), Argument.of(Atomic.INT, false)), 1, result);
    }

    /// The body's value for each item, with its position if that is asked for.
    static Vector evaluate(LambdaBody body, Items items, Vector elements) {
        Vector each = items.take(elements);
        return body.parameterCount() > 1
                ? body.evaluate(items.parents(), items.count(), each, items.positions())
                : body.evaluate(items.parents(), items.count(), each);
    }
}
