package dev.sluice.function;

import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoublePredicate;
import java.util.function.DoubleToLongFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntBinaryOperator;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes kernels of plain Java.
///
/// Nulls, constants and dictionaries are dealt with here: a function is never called for a row that is null or not
/// selected, a constant is read in place, and a function of one dictionary is computed once for each entry in use.
/// Unless said otherwise the result is null where any argument is.
public final class Kernels {

    private Kernels() {}

    @FunctionalInterface
    public interface FloatUnaryOperator {
        float apply(float value);
    }

    @FunctionalInterface
    public interface FloatBinaryOperator {
        float apply(float left, float right);
    }

    @FunctionalInterface
    public interface LongIntOperator {
        long apply(long left, int right);
    }

    @FunctionalInterface
    public interface BytesToInt {
        int apply(byte[] bytes, int offset, int length);
    }

    @FunctionalInterface
    public interface BytesBytesToBoolean {
        boolean apply(byte[] left, int leftOffset, int leftLength, byte[] right, int rightOffset, int rightLength);
    }

    /// Picks a part of a byte string; see [Part].
    @FunctionalInterface
    public interface PartOfBytes {
        long apply(byte[] bytes, int offset, int length, Row row);
    }

    // ---- one number

    public static Kernel intToInt(IntUnaryOperator function) {
        return overFlat((arguments, rows, size, _) -> {
            var in = (IntVector) arguments[0];
            int[] values = in.values();
            boolean[] nulls = in.nulls();
            int[] out = new int[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls == null || !nulls[row]) out[row] = function.applyAsInt(values[row]);
            }
            return new IntVector(out, nulls, size);
        });
    }

    public static Kernel intToLong(IntToLongFunction function) {
        return overFlat((arguments, rows, size, _) -> {
            var in = (IntVector) arguments[0];
            int[] values = in.values();
            boolean[] nulls = in.nulls();
            long[] out = new long[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls == null || !nulls[row]) out[row] = function.applyAsLong(values[row]);
            }
            return new LongVector(out, nulls, size);
        });
    }

    public static Kernel longToInt(LongToIntFunction function) {
        return overFlat((arguments, rows, size, _) -> {
            var in = (LongVector) arguments[0];
            long[] values = in.values();
            boolean[] nulls = in.nulls();
            int[] out = new int[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls == null || !nulls[row]) out[row] = function.applyAsInt(values[row]);
            }
            return new IntVector(out, nulls, size);
        });
    }

    public static Kernel longToLong(LongUnaryOperator function) {
        return overFlat((arguments, rows, size, _) -> {
            var in = (LongVector) arguments[0];
            long[] values = in.values();
            boolean[] nulls = in.nulls();
            long[] out = new long[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls == null || !nulls[row]) out[row] = function.applyAsLong(values[row]);
            }
            return new LongVector(out, nulls, size);
        });
    }

    public static Kernel longToDouble(LongToDoubleFunction function) {
        return overFlat((arguments, rows, size, _) -> {
            var in = (LongVector) arguments[0];
            long[] values = in.values();
            boolean[] nulls = in.nulls();
            double[] out = new double[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls == null || !nulls[row]) out[row] = function.applyAsDouble(values[row]);
            }
            return new DoubleVector(out, nulls, size);
        });
    }

    public static Kernel floatToFloat(FloatUnaryOperator function) {
        return overFlat((arguments, rows, size, _) -> {
            var in = (FloatVector) arguments[0];
            float[] values = in.values();
            boolean[] nulls = in.nulls();
            float[] out = new float[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls == null || !nulls[row]) out[row] = function.apply(values[row]);
            }
            return new FloatVector(out, nulls, size);
        });
    }

    public static Kernel doubleToDouble(DoubleUnaryOperator function) {
        return overFlat((arguments, rows, size, _) -> {
            var in = (DoubleVector) arguments[0];
            double[] values = in.values();
            boolean[] nulls = in.nulls();
            double[] out = new double[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls == null || !nulls[row]) out[row] = function.applyAsDouble(values[row]);
            }
            return new DoubleVector(out, nulls, size);
        });
    }

    public static Kernel doubleToLong(DoubleToLongFunction function) {
        return overFlat((arguments, rows, size, _) -> {
            var in = (DoubleVector) arguments[0];
            double[] values = in.values();
            boolean[] nulls = in.nulls();
            long[] out = new long[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls == null || !nulls[row]) out[row] = function.applyAsLong(values[row]);
            }
            return new LongVector(out, nulls, size);
        });
    }

    public static Kernel doubleToBoolean(DoublePredicate function) {
        return overFlat((arguments, rows, size, _) -> {
            var in = (DoubleVector) arguments[0];
            double[] values = in.values();
            boolean[] nulls = in.nulls();
            boolean[] out = new boolean[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls == null || !nulls[row]) out[row] = function.test(values[row]);
            }
            return new BooleanVector(out, nulls, size);
        });
    }

    /// The function returns null for what has no result.
    public static Kernel decimalToDecimal(UnaryOperator<@Nullable BigDecimal> function) {
        return overFlat((arguments, rows, size, _) -> {
            @Nullable BigDecimal[] values = ((DecimalVector) arguments[0]).values();
            @Nullable BigDecimal[] out = new BigDecimal[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                BigDecimal value = values[row];
                if (value != null) out[row] = function.apply(value);
            }
            return new DecimalVector(out, size);
        });
    }

    // ---- two numbers

    public static Kernel intIntToInt(IntBinaryOperator function) {
        return overFlat((arguments, rows, size, _) -> {
            int[] left = Columns.ints(arguments[0]);
            int[] right = Columns.ints(arguments[1]);
            int leftMask = Columns.mask(arguments[0]);
            int rightMask = Columns.mask(arguments[1]);
            boolean[] nulls = Columns.anyNull(arguments, size);
            int[] out = new int[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls != null && nulls[row]) continue;
                out[row] = function.applyAsInt(left[row & leftMask], right[row & rightMask]);
            }
            return new IntVector(out, nulls, size);
        });
    }

    public static Kernel longLongToLong(LongBinaryOperator function) {
        return overFlat((arguments, rows, size, _) -> {
            long[] left = Columns.longs(arguments[0]);
            long[] right = Columns.longs(arguments[1]);
            int leftMask = Columns.mask(arguments[0]);
            int rightMask = Columns.mask(arguments[1]);
            boolean[] nulls = Columns.anyNull(arguments, size);
            long[] out = new long[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls != null && nulls[row]) continue;
                out[row] = function.applyAsLong(left[row & leftMask], right[row & rightMask]);
            }
            return new LongVector(out, nulls, size);
        });
    }

    public static Kernel longIntToLong(LongIntOperator function) {
        return overFlat((arguments, rows, size, _) -> {
            long[] left = Columns.longs(arguments[0]);
            int[] right = Columns.ints(arguments[1]);
            int leftMask = Columns.mask(arguments[0]);
            int rightMask = Columns.mask(arguments[1]);
            boolean[] nulls = Columns.anyNull(arguments, size);
            long[] out = new long[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls != null && nulls[row]) continue;
                out[row] = function.apply(left[row & leftMask], right[row & rightMask]);
            }
            return new LongVector(out, nulls, size);
        });
    }

    public static Kernel floatFloatToFloat(FloatBinaryOperator function) {
        return overFlat((arguments, rows, size, _) -> {
            float[] left = Columns.floats(arguments[0]);
            float[] right = Columns.floats(arguments[1]);
            int leftMask = Columns.mask(arguments[0]);
            int rightMask = Columns.mask(arguments[1]);
            boolean[] nulls = Columns.anyNull(arguments, size);
            float[] out = new float[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls != null && nulls[row]) continue;
                out[row] = function.apply(left[row & leftMask], right[row & rightMask]);
            }
            return new FloatVector(out, nulls, size);
        });
    }

    public static Kernel doubleDoubleToDouble(DoubleBinaryOperator function) {
        return overFlat((arguments, rows, size, _) -> {
            double[] left = Columns.doubles(arguments[0]);
            double[] right = Columns.doubles(arguments[1]);
            int leftMask = Columns.mask(arguments[0]);
            int rightMask = Columns.mask(arguments[1]);
            boolean[] nulls = Columns.anyNull(arguments, size);
            double[] out = new double[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls != null && nulls[row]) continue;
                out[row] = function.applyAsDouble(left[row & leftMask], right[row & rightMask]);
            }
            return new DoubleVector(out, nulls, size);
        });
    }

    /// The function returns null for what has no result.
    public static Kernel decimalDecimalToDecimal(BinaryOperator<@Nullable BigDecimal> function) {
        return overFlat((arguments, rows, size, _) -> {
            @Nullable BigDecimal[] left = Columns.decimals(arguments[0]);
            @Nullable BigDecimal[] right = Columns.decimals(arguments[1]);
            int leftMask = Columns.mask(arguments[0]);
            int rightMask = Columns.mask(arguments[1]);
            @Nullable BigDecimal[] out = new BigDecimal[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                BigDecimal a = left[row & leftMask];
                BigDecimal b = right[row & rightMask];
                if (a != null && b != null) out[row] = function.apply(a, b);
            }
            return new DecimalVector(out, size);
        });
    }

    // ---- byte strings

    public static Kernel bytesToInt(BytesToInt function) {
        return overFlat((arguments, rows, size, _) -> {
            var in = (BytesVector) arguments[0];
            byte[] bytes = in.bytes();
            int[] offsets = in.offsets();
            int[] lengths = in.lengths();
            boolean[] nulls = in.nulls();
            int[] out = new int[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls == null || !nulls[row]) out[row] = function.apply(bytes, offsets[row], lengths[row]);
            }
            return new IntVector(out, nulls, size);
        });
    }

    public static Kernel bytesBytesToBoolean(BytesBytesToBoolean function) {
        return overFlat((arguments, rows, size, _) -> {
            BytesVector left = Columns.bytes(arguments[0]);
            BytesVector right = Columns.bytes(arguments[1]);
            int leftMask = Columns.mask(arguments[0]);
            int rightMask = Columns.mask(arguments[1]);
            boolean[] nulls = Columns.anyNull(arguments, size);
            boolean[] out = new boolean[size];
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                if (nulls != null && nulls[row]) continue;
                int a = row & leftMask;
                int b = row & rightMask;
                out[row] = function.apply(
                        left.bytes(),
                        left.offsets()[a],
                        left.lengths()[a],
                        right.bytes(),
                        right.offsets()[b],
                        right.lengths()[b]);
            }
            return new BooleanVector(out, nulls, size);
        });
    }

    /// The result is a part of one of the arguments and shares its bytes.
    ///
    /// @param whole which argument
    public static Kernel part(int whole, PartOfBytes function) {
        return overFlat((arguments, rows, size, context) -> {
            BytesVector in = Columns.bytes(arguments[whole]);
            int mask = Columns.mask(arguments[whole]);
            boolean[] nulls = Columns.anyNull(arguments, size);
            var row = new Row(arguments, context);
            int[] offsets = new int[size];
            int[] lengths = new int[size];
            for (int i = 0; i < rows.size(); i++) {
                int position = rows.row(i);
                if (nulls != null && nulls[position]) continue;
                row.moveTo(position);
                int source = position & mask;
                long part = function.apply(in.bytes(), in.offsets()[source], in.lengths()[source], row);
                offsets[position] = Part.offset(part);
                lengths[position] = Part.length(part);
            }
            return new BytesVector(in.bytes(), offsets, lengths, nulls, size);
        });
    }

    // ---- row by row

    public static Kernel rowsToBoolean(RowKernel<VectorBuilder.Booleans> kernel) {
        return rowsTo(Atomic.BOOLEAN, VectorBuilder.Booleans.class, kernel);
    }

    public static Kernel rowsToInt(RowKernel<VectorBuilder.Ints> kernel) {
        return rowsTo(Atomic.INT, VectorBuilder.Ints.class, kernel);
    }

    public static Kernel rowsToLong(RowKernel<VectorBuilder.Longs> kernel) {
        return rowsTo(Atomic.LONG, VectorBuilder.Longs.class, kernel);
    }

    public static Kernel rowsToDouble(RowKernel<VectorBuilder.Doubles> kernel) {
        return rowsTo(Atomic.DOUBLE, VectorBuilder.Doubles.class, kernel);
    }

    public static Kernel rowsToBytes(RowKernel<VectorBuilder.Bytes> kernel) {
        return rowsTo(Atomic.BINARY, VectorBuilder.Bytes.class, kernel);
    }

    public static Kernel rowsToText(RowKernel<VectorBuilder.Bytes> kernel) {
        return rowsTo(Atomic.STRING, VectorBuilder.Bytes.class, kernel);
    }

    /// What a row of a [#rowsToInterval] gives.
    public interface IntervalOfRow {
        CalendarInterval compute(Row row);
    }

    public static Kernel rowsToInterval(IntervalOfRow function) {
        return rowsTo(
                Atomic.CALENDAR_INTERVAL,
                VectorBuilder.Bytes.class,
                (row, out) -> out.appendValue(function.compute(row)));
    }

    public static Kernel textToText(UnaryOperator<String> function) {
        return rowsToText((row, out) -> out.append(function.apply(row.textAt(0))));
    }

    /// @param builder the class of the type's builder
    public static <B extends VectorBuilder> Kernel rowsTo(DataType type, Class<B> builder, RowKernel<B> kernel) {
        return overFlat((arguments, rows, size, context) -> byRow(
                Columns.anyNull(arguments, size), type, builder, kernel, new Row(arguments, context), rows, size));
    }

    /// The kernel is called for rows with nulls too.
    public static <B extends VectorBuilder> Kernel rowsWithNullsTo(
            DataType type, Class<B> builder, RowKernel<B> kernel) {
        return overFlat((arguments, rows, size, context) ->
                byRow(null, type, builder, kernel, new Row(arguments, context), rows, size));
    }

    private static <B extends VectorBuilder> Vector byRow(
            boolean @Nullable [] nulls,
            DataType type,
            Class<B> builder,
            RowKernel<B> kernel,
            Row row,
            Selection rows,
            int size) {
        B out = builder.cast(VectorBuilder.of(type, size));
        for (int i = 0; i < rows.size(); i++) {
            int position = rows.row(i);
            while (out.size() < position) out.appendNull();
            row.moveTo(position);
            if (nulls != null && nulls[position]) {
                out.appendNull();
            } else {
                kernel.compute(row, out);
            }
        }
        while (out.size() < size) out.appendNull();
        return out.build();
    }

    // ---- shapes

    /// Lets a kernel that knows flat vectors and constants work on every shape.
    ///
    /// The kernel is handed at most all but one constants: what is constant altogether is computed for one row, and
    /// what is one dictionary besides constants, for the entries in use.
    public static Kernel overFlat(Kernel kernel) {
        return (arguments, rows, size, context) -> {
            int varying = 0;
            int last = -1;
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof ConstantVector) continue;
                varying++;
                last = i;
            }
            if (varying == 0 && rows.size() > 0) return once(kernel, arguments, size, context);
            if (varying == 1
                    && arguments[last] instanceof DictionaryVector dictionary
                    && dictionary.dictionary().size() <= rows.size()) {
                return overDictionary(kernel, arguments, last, dictionary, rows, size, context);
            }
            return kernel.apply(flatten(arguments, varying == 0), rows, size, context);
        };
    }

    private static Vector once(Kernel kernel, Vector[] constants, int size, CallContext context) {
        Vector[] values = new Vector[constants.length];
        for (int i = 0; i < values.length; i++) values[i] = ((ConstantVector) constants[i]).value();
        return new ConstantVector(Vectors.flatten(kernel.apply(values, Selection.all(1), 1, context)), size);
    }

    private static Vector overDictionary(
            Kernel kernel,
            Vector[] arguments,
            int which,
            DictionaryVector dictionary,
            Selection rows,
            int size,
            CallContext context) {
        int entries = dictionary.dictionary().size();
        Vector[] narrow = new Vector[arguments.length];
        for (int i = 0; i < narrow.length; i++) {
            narrow[i] = i == which ? dictionary.dictionary() : new ConstantVector(Columns.flat(arguments[i]), entries);
        }
        Selection used = entriesInUse(dictionary.ids(), rows, entries);
        Vector result = Vectors.flatten(kernel.apply(narrow, used, entries, context));
        return new DictionaryVector(result, dictionary.ids(), size);
    }

    private static Selection entriesInUse(int[] ids, Selection rows, int entries) {
        boolean[] used = new boolean[entries];
        for (int i = 0; i < rows.size(); i++) used[ids[rows.row(i)]] = true;
        int[] found = new int[entries];
        int count = 0;
        for (int i = 0; i < entries; i++) {
            if (used[i]) found[count++] = i;
        }
        return count == entries ? Selection.all(entries) : new Selection(found, count);
    }

    /// @param constants whether to lay these flat too, since nothing else tells the kernel that there are rows
    private static Vector[] flatten(Vector[] arguments, boolean constants) {
        Vector[] flat = arguments;
        for (int i = 0; i < arguments.length; i++) {
            if (!(arguments[i] instanceof DictionaryVector || constants)) continue;
            if (flat == arguments) flat = arguments.clone();
            flat[i] = Vectors.flatten(arguments[i]);
        }
        return flat;
    }
}
