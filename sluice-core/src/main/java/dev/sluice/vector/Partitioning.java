package dev.sluice.vector;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Which partition of the state a key belongs to: one rule for the exchange that routes rows and for the recovery that
/// routes what is in the log, so that the number of partitions may change between two runs.
public final class Partitioning {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private Partitioning() {}

    /// The partition of a key with this hash, as [KeyEncoder] gives it.
    public static int of(int hash, int partitionCount) {
        return (hash >>> 1) % partitionCount;
    }

    /// The hash of a key's first columns alone: what [KeyEncoder] would give for a key of only these.
    ///
    /// @param key the types of all key columns
    /// @param columnCount how many of them count; with none, every key goes where the empty one does: partition 0
    /// @param bytes holds a key as [KeyEncoder] writes it
    public static int hashOfFirst(Struct key, int columnCount, byte[] bytes, int offset) {
        return KeyEncoder.hash(bytes, offset, lengthOfFirst(key, columnCount, bytes, offset));
    }

    /// How many bytes of a key its first columns take.
    ///
    /// @param bytes holds a key as [KeyEncoder] writes it
    public static int lengthOfFirst(Struct key, int columnCount, byte[] bytes, int offset) {
        int end = offset;
        for (int i = 0; i < columnCount; i++) end = skip(key.field(i).type(), bytes, end);
        return end - offset;
    }

    private static int skip(DataType type, byte[] bytes, int offset) {
        int at = offset + 1;
        if (bytes[offset] == 0) return at;
        return switch (type.physical()) {
            case NULL -> at;
            case BOOLEAN -> at + 1;
            case INT, FLOAT -> at + 4;
            case LONG, DOUBLE -> at + 8;
            case DECIMAL, BYTES -> at + 4 + (int) INT.get(bytes, at);
            case ARRAY -> {
                int count = (int) INT.get(bytes, at);
                at += 4;
                for (int i = 0; i < count; i++) at = skip(((DataType.Array) type).element(), bytes, at);
                yield at;
            }
            case STRUCT -> {
                for (var field : ((Struct) type).fields()) at = skip(field.type(), bytes, at);
                yield at;
            }
            case MAP -> {
                var map = (DataType.Map) type;
                int count = (int) INT.get(bytes, at);
                at += 4;
                for (int i = 0; i < count; i++) at = skip(map.value(), bytes, skip(map.key(), bytes, at));
                yield at;
            }
        };
    }
}
