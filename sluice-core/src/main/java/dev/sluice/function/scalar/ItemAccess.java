package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.ValueOrder;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Takes one item out of an array, or the value of a key out of a map.
final class ItemAccess {

    private ItemAccess() {}

    /// What an index means.
    ///
    /// @see ItemAccess#fromZero
    @FunctionalInterface
    interface Place {
        int NOWHERE = -1;

        /// The place of the item counted from 0, or NOWHERE for NULL.
        int of(long index, int size);
    }

    /// Counts from 0; a place that is not there is an error.
    static int fromZero(long index, int size) {
        if (index >= 0 && index < size) return (int) index;
        throw ErrorCondition.INVALID_ARRAY_INDEX
                .error()
                .with("indexValue", index)
                .with("arraySize", size)
                .build();
    }

    static int fromZeroOrNowhere(long index, int size) {
        return index >= 0 && index < size ? (int) index : Place.NOWHERE;
    }

    /// Counts from 1, or from the end if it is negative; a place that is not there is an error.
    static int fromOne(long index, int size) {
        int place = fromOneOrNowhere(index, size);
        if (place != Place.NOWHERE) return place;
        throw ErrorCondition.INVALID_ARRAY_INDEX_IN_ELEMENT_AT
                .error()
                .with("indexValue", index)
                .with("arraySize", size)
                .build();
    }

    static int fromOneOrNowhere(long index, int size) {
        if (index == 0) throw ErrorCondition.INVALID_INDEX_OF_ZERO.error().build();
        long place = index > 0 ? index - 1 : size + index;
        return place >= 0 && place < size ? (int) place : Place.NOWHERE;
    }

    /// What stands for a place without a cast that may lose something.
    static boolean isPlace(DataType type) {
        return ImplicitCasts.distance(type, Atomic.LONG) >= 0;
    }

    static boolean isNumber(DataType type) {
        return ImplicitCasts.assignment(type, Atomic.INT) >= 0;
    }

    static boolean isSmallInteger(DataType type) {
        return type == Atomic.INT || type == Atomic.SHORT || type == Atomic.BYTE;
    }

    /// An item of an array.
    ///
    /// @param indices which types may say the place
    static Optional<Candidate> item(List<Argument> arguments, Place place, Predicate<DataType> indices) {
        if (arguments.size() != 2 || !(arguments.getFirst().type() instanceof DataType.Array array)) {
            return Optional.empty();
        }
        DataType index = arguments.get(1).type();
        DataType wanted = index == Atomic.LONG ? index : Atomic.INT;
        if (!indices.test(index)) return Optional.empty();
        Kernel kernel = Kernels.rowsTo(array.element(), VectorBuilder.class, (row, out) -> {
            var list = (ArrayVector) row.vector(0);
            long at = wanted == Atomic.LONG ? row.longAt(1) : row.intAt(1);
            int found = place.of(at, list.lengths()[row.position(0)]);
            if (found == Place.NOWHERE) {
                out.appendNull();
            } else {
                out.append(list.elements(), list.offsets()[row.position(0)] + found);
            }
        });
        return Optional.of(new Candidate(List.of(array, wanted), array.element(), 0, kernel, Nullability.ALWAYS));
    }

    /// The value of a key of a map, or NULL: the key becomes what the map's keys are.
    static Optional<Candidate> valueOfCast(List<Argument> arguments) {
        if (arguments.size() != 2 || !(arguments.getFirst().type() instanceof DataType.Map map)) {
            return Optional.empty();
        }
        boolean fits = ImplicitCasts.assignment(arguments.get(1).type(), map.key()) >= 0;
        return fits ? value(map) : Optional.empty();
    }

    /// The same where the map's keys become what holds both.
    static Optional<Candidate> value(List<Argument> arguments) {
        if (arguments.size() != 2 || !(arguments.getFirst().type() instanceof DataType.Map map)) {
            return Optional.empty();
        }
        return ArrayTypes.tight(map.key(), arguments.get(1).type())
                .flatMap(key -> value(new DataType.Map(key, map.value(), map.valueContainsNull())));
    }

    private static Optional<Candidate> value(DataType.Map map) {
        Kernel kernel = Kernels.rowsTo(map.value(), VectorBuilder.class, ItemAccess::find);
        return Optional.of(new Candidate(List.of(map, map.key()), map.value(), 0, kernel, Nullability.ALWAYS));
    }

    private static void find(Row row, VectorBuilder out) {
        var map = (MapVector) row.vector(0);
        int at = indexOf(map, row.position(0), row.vector(1), row.position(1));
        if (at < 0) {
            out.appendNull();
        } else {
            out.append(map.values(), at);
        }
    }

    /// Where the key stands among the keys of all maps, or -1.
    static int indexOf(MapVector map, int position, Vector key, int row) {
        int start = map.offsets()[position];
        for (int i = start; i < start + map.lengths()[position]; i++) {
            if (ValueOrder.compare(map.keys(), i, key, row) == 0) return i;
        }
        return -1;
    }
}
