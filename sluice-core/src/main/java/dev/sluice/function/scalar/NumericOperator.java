package dev.sluice.function.scalar;

import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.Decimals;
import dev.sluice.function.ImplicitCasts;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.LongBinaryOperator;

/// An operator on two numbers: what it does for each type, and which type a pair of types has.
///
/// The operations throw where there is no result.
///
/// @param narrow for TINYINT and SMALLINT: is given the wide result and checks it
/// @param decimalType the type of the result for decimals of two types
record NumericOperator(
        IntBinaryOperator ints,
        Kernel intKernel,
        LongBinaryOperator longs,
        Kernel longKernel,
        Kernels.FloatBinaryOperator floats,
        DoubleBinaryOperator doubles,
        Kernel doubleKernel,
        NarrowOperator narrow,
        BinaryOperator<DataType.Decimal> decimalType,
        DecimalOperator decimals) {

    /// An operation on integers of fewer than 32 bits.
    interface NarrowOperator {
        int apply(int left, int right, int least, int greatest);
    }

    /// An operation on decimals; the result need not be rounded to its type.
    interface DecimalOperator {
        BigDecimal apply(BigDecimal left, BigDecimal right, DataType.Decimal type);
    }

    /// The operator for two arguments, if both are numbers, or text to be read as one.
    Optional<Candidate> bind(List<Argument> arguments) {
        return bind(arguments, false);
    }

    /// As [#bind], but what has no result becomes null.
    Optional<Candidate> bindTolerant(List<Argument> arguments) {
        return bind(arguments, true);
    }

    private Optional<Candidate> bind(List<Argument> arguments, boolean tolerant) {
        return NumberTypes.pair(arguments).map(pair -> {
            if (pair.common() instanceof DataType.Decimal) {
                DataType.Decimal type =
                        decimalType.apply((DataType.Decimal) pair.left(), (DataType.Decimal) pair.right());
                return new Candidate(pair.types(), type, 0, decimalKernel(type, tolerant));
            }
            Atomic type = (Atomic) pair.common();
            return new Candidate(List.of(type, type), type, 0, tolerant ? tolerant(type) : kernel(type));
        });
    }

    private Kernel kernel(Atomic type) {
        return switch (type) {
            case BYTE -> Kernels.intIntToInt((a, b) -> narrow.apply(a, b, Byte.MIN_VALUE, Byte.MAX_VALUE));
            case SHORT -> Kernels.intIntToInt((a, b) -> narrow.apply(a, b, Short.MIN_VALUE, Short.MAX_VALUE));
            case INT -> intKernel;
            case LONG -> longKernel;
            case FLOAT -> Kernels.floatFloatToFloat(floats);
            case DOUBLE -> doubleKernel;
            case BOOLEAN, STRING, BINARY, DATE, TIMESTAMP, TIMESTAMP_NTZ, CALENDAR_INTERVAL, NULL ->
                throw new IllegalArgumentException("not a number: " + type);
        };
    }

    private Kernel decimalKernel(DataType.Decimal type, boolean tolerant) {
        if (tolerant) {
            return tolerant(
                    type,
                    VectorBuilder.Decimals.class,
                    (row, out) -> out.append(
                            Decimals.fitOrThrow(decimals.apply(row.decimalAt(0), row.decimalAt(1), type), type)));
        }
        return Kernels.decimalDecimalToDecimal((a, b) -> Decimals.fitOrThrow(decimals.apply(a, b, type), type));
    }

    private Kernel tolerant(Atomic type) {
        return switch (type) {
            case BYTE -> tolerantNarrow(type, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SHORT -> tolerantNarrow(type, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT ->
                tolerant(
                        type,
                        VectorBuilder.Ints.class,
                        (row, out) -> out.append(ints.applyAsInt(row.intAt(0), row.intAt(1))));
            case LONG ->
                tolerant(
                        type,
                        VectorBuilder.Longs.class,
                        (row, out) -> out.append(longs.applyAsLong(row.longAt(0), row.longAt(1))));
            case FLOAT ->
                tolerant(
                        type,
                        VectorBuilder.Floats.class,
                        (row, out) -> out.append(floats.apply(row.floatAt(0), row.floatAt(1))));
            case DOUBLE ->
                tolerant(
                        type,
                        VectorBuilder.Doubles.class,
                        (row, out) -> out.append(doubles.applyAsDouble(row.doubleAt(0), row.doubleAt(1))));
            case BOOLEAN, STRING, BINARY, DATE, TIMESTAMP, TIMESTAMP_NTZ, CALENDAR_INTERVAL, NULL ->
                throw new IllegalArgumentException("not a number: " + type);
        };
    }

    private Kernel tolerantNarrow(Atomic type, int least, int greatest) {
        return tolerant(
                type,
                VectorBuilder.Ints.class,
                (row, out) -> out.append(narrow.apply(row.intAt(0), row.intAt(1), least, greatest)));
    }

    private interface Computing<B extends VectorBuilder> {
        void compute(Row row, B out);
    }

    /// A kernel whose rows without a result are null.
    private static <B extends VectorBuilder> Kernel tolerant(DataType type, Class<B> builder, Computing<B> computing) {
        return Kernels.rowsTo(type, builder, (row, out) -> {
            try {
                computing.compute(row, out);
            } catch (SluiceException e) {
                out.appendNull();
            }
        });
    }

    /// The decimal that holds a sum or difference exactly.
    static DataType.Decimal sumType(DataType.Decimal a, DataType.Decimal b) {
        int scale = Math.max(a.scale(), b.scale());
        int whole = Math.max(a.precision() - a.scale(), b.precision() - b.scale());
        return ImplicitCasts.bounded(whole + scale + 1, scale);
    }
}
