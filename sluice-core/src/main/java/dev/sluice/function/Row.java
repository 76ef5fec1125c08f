package dev.sluice.function;

import dev.sluice.type.CalendarInterval;
import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Vector;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The arguments of a [RowKernel], at one row. The same object moves from row to row.
public final class Row {

    private final Vector[] flat;
    private final int[] masks;
    private final @Nullable String[] constants;
    private final CallContext context;
    private int row;

    /// @param arguments flat vectors and constants
    Row(Vector[] arguments, CallContext context) {
        this.context = context;
        flat = new Vector[arguments.length];
        masks = new int[arguments.length];
        constants = new String[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            flat[i] = Columns.flat(arguments[i]);
            masks[i] = Columns.mask(arguments[i]);
            if (arguments[i] instanceof ConstantVector(BytesVector value, _) && !value.isNull(0)) {
                constants[i] = value.string(0);
            }
        }
    }

    void moveTo(int position) {
        row = position;
    }

    public CallContext context() {
        return context;
    }

    public int argumentCount() {
        return flat.length;
    }

    /// The flat vector that holds the argument, at [#position].
    public Vector vector(int argument) {
        return flat[argument];
    }

    public int position(int argument) {
        return row & masks[argument];
    }

    public boolean isNull(int argument) {
        return flat[argument].isNull(row & masks[argument]);
    }

    public boolean booleanAt(int argument) {
        return ((BooleanVector) flat[argument]).values()[row & masks[argument]];
    }

    public int intAt(int argument) {
        return ((IntVector) flat[argument]).values()[row & masks[argument]];
    }

    public long longAt(int argument) {
        return ((LongVector) flat[argument]).values()[row & masks[argument]];
    }

    public float floatAt(int argument) {
        return ((FloatVector) flat[argument]).values()[row & masks[argument]];
    }

    public double doubleAt(int argument) {
        return ((DoubleVector) flat[argument]).values()[row & masks[argument]];
    }

    public BigDecimal decimalAt(int argument) {
        return Objects.requireNonNull(((DecimalVector) flat[argument]).values()[row & masks[argument]]);
    }

    public BytesVector bytes(int argument) {
        return (BytesVector) flat[argument];
    }

    public CalendarInterval intervalAt(int argument) {
        BytesVector vector = bytes(argument);
        return CalendarInterval.fromBytes(vector.bytes(), vector.offsets()[row & masks[argument]]);
    }

    /// A copy of the argument's bytes.
    public byte[] copyAt(int argument) {
        return bytes(argument).copy(row & masks[argument]);
    }

    /// The argument as text; of a constant, always the same object.
    public String textAt(int argument) {
        String constant = constants[argument];
        return constant != null ? constant : bytes(argument).string(row & masks[argument]);
    }
}
