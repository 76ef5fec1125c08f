package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.RowKernel;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;

/// Decides types for functions of arrays.
final class ArrayTypes {

    private ArrayTypes() {}

    /// The argument's type, if it is an array; NULL is an array of nothing.
    static Optional<DataType.Array> array(Argument argument) {
        if (argument.type() instanceof DataType.Array array) return Optional.of(array);
        return argument.type() == Atomic.NULL ? Optional.of(new DataType.Array(Atomic.NULL, true)) : Optional.empty();
    }

    /// The arguments' type, if they are two arrays whose items are of one kind.
    static Optional<DataType.Array> twoArrays(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        return array(arguments.get(0))
                .flatMap(left -> array(arguments.get(1))
                        .flatMap(right -> common(left.element(), right.element())
                                .filter(DataType::isOrdered)
                                .map(item -> new DataType.Array(item, left.containsNull() || right.containsNull()))));
    }

    /// The type of the first argument, an array, widened so that the other can be one of its items.
    static Optional<DataType.Array> withItem(Argument list, Argument item) {
        return array(list)
                .flatMap(array -> common(array.element(), item.type())
                        .map(type -> new DataType.Array(type, array.containsNull())));
    }

    /// A function of an array and a value, which gives the array with the value put among its items.
    static Optional<Candidate> withAnother(List<Argument> arguments, RowKernel<VectorBuilder.Lists> compute) {
        if (arguments.size() != 2) return Optional.empty();
        return tightlyWithItem(arguments.get(0), arguments.get(1)).map(array -> {
            var result = new DataType.Array(
                    array.element(), array.containsNull() || arguments.get(1).nullable());
            Kernel kernel = Kernels.rowsWithNullsTo(result, VectorBuilder.Lists.class, compute);
            Nullability nullability = nullableIf(arguments.get(0).nullable());
            return new Candidate(List.of(array, array.element()), result, 0, kernel, nullability);
        });
    }

    static boolean containsNull(Argument argument) {
        return argument.type() instanceof DataType.Array array ? array.containsNull() : argument.nullable();
    }

    static Nullability nullableIf(boolean nullable) {
        return nullable ? Nullability.ALWAYS : Nullability.NEVER;
    }

    /// The same where no digit may be lost: a decimal only takes in what it holds. Whole numbers do become FLOAT.
    static Optional<DataType.Array> tightlyWithItem(Argument list, Argument item) {
        return array(list)
                .flatMap(array -> tight(array.element(), item.type())
                        .map(type -> new DataType.Array(type, array.containsNull())));
    }

    static Optional<DataType> tight(DataType a, DataType b) {
        if (a.equals(b) || !a.isNumeric() || !b.isNumeric()) return common(a, b);
        if (a == Atomic.FLOAT && b.isIntegral() || b == Atomic.FLOAT && a.isIntegral())
            return Optional.of(Atomic.FLOAT);
        boolean decimal = a instanceof DataType.Decimal || b instanceof DataType.Decimal;
        return common(a, b)
                .filter(type -> !decimal || type.equals(a) || type.equals(b))
                .filter(type -> !decimal || a.isIntegral() || b.isIntegral());
    }

    /// Other than elsewhere, text does not become a number here.
    static Optional<DataType> common(DataType a, DataType b) {
        boolean both = a != Atomic.NULL && b != Atomic.NULL;
        if (both && (a == Atomic.STRING) != (b == Atomic.STRING)) return Optional.empty();
        return ImplicitCasts.common(a, b);
    }
}
