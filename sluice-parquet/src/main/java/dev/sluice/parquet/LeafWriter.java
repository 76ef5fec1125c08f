package dev.sluice.parquet;

import dev.sluice.vector.BooleanVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.DecimalVector;
import dev.sluice.vector.DoubleVector;
import dev.sluice.vector.FloatVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Vector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/// Writes a value that is not null to a leaf.
@FunctionalInterface
interface LeafWriter {

    long DAY_MICROS = 86_400_000_000L;

    /// @param from flat
    void write(Vector from, int row, ColumnWriter to, int repetition, int definition);

    static LeafWriter of(ColumnDescriptor leaf) {
        PrimitiveType type = leaf.getPrimitiveType();
        boolean decimal = type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN ->
                (from, row, to, repetition, definition) ->
                        to.write(((BooleanVector) from).values()[row], repetition, definition);
            case INT32 ->
                decimal
                        ? (from, row, to, repetition, definition) ->
                                to.write(unscaled(from, row).intValueExact(), repetition, definition)
                        : (from, row, to, repetition, definition) ->
                                to.write(((IntVector) from).values()[row], repetition, definition);
            case INT64 -> {
                if (decimal) {
                    yield (from, row, to, repetition, definition) ->
                            to.write(unscaled(from, row).longValueExact(), repetition, definition);
                }
                boolean millis = type.getLogicalTypeAnnotation() instanceof TimestampLogicalTypeAnnotation said
                        && said.getUnit() == TimeUnit.MILLIS;
                yield millis
                        ? (from, row, to, repetition, definition) ->
                                to.write(Math.floorDiv(longOf(from, row), 1_000), repetition, definition)
                        : (from, row, to, repetition, definition) ->
                                to.write(longOf(from, row), repetition, definition);
            }
            case FLOAT ->
                (from, row, to, repetition, definition) ->
                        to.write(((FloatVector) from).values()[row], repetition, definition);
            case DOUBLE ->
                (from, row, to, repetition, definition) ->
                        to.write(((DoubleVector) from).values()[row], repetition, definition);
            case BINARY -> LeafWriter::bytes;
            case FIXED_LEN_BYTE_ARRAY -> {
                int length = type.getTypeLength();
                yield (from, row, to, repetition, definition) -> to.write(
                        Binary.fromConstantByteArray(fixed(unscaled(from, row), length)), repetition, definition);
            }
            case INT96 ->
                (from, row, to, repetition, definition) ->
                        to.write(Binary.fromConstantByteArray(int96(longOf(from, row))), repetition, definition);
        };
    }

    private static long longOf(Vector from, int row) {
        return ((LongVector) from).values()[row];
    }

    private static BigInteger unscaled(Vector from, int row) {
        BigDecimal value = Objects.requireNonNull(((DecimalVector) from).values()[row]);
        return value.unscaledValue();
    }

    /// The array outlives the call as far as the library looks at it: it copies what it keeps.
    private static void bytes(Vector from, int row, ColumnWriter to, int repetition, int definition) {
        var text = (BytesVector) from;
        Binary value = Binary.fromReusedByteArray(text.bytes(), text.offsets()[row], text.lengths()[row]);
        to.write(value, repetition, definition);
    }

    private static byte[] fixed(BigInteger value, int length) {
        byte[] least = value.toByteArray();
        byte[] bytes = new byte[length];
        if (value.signum() < 0) Arrays.fill(bytes, (byte) -1);
        System.arraycopy(least, 0, bytes, length - least.length, least.length);
        return bytes;
    }

    private static byte[] int96(long micros) {
        return ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(Math.floorMod(micros, DAY_MICROS) * 1_000)
                .putInt((int) (Math.floorDiv(micros, DAY_MICROS) + LeafValue.JULIAN_EPOCH))
                .array();
    }
}
