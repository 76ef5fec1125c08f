package dev.sluice.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads what [ByteWriter] wrote. Whatever would go beyond the end is an [IllegalArgumentException].
public final class ByteReader {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int at;

    public ByteReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public ByteReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /// The array that is read from.
    public byte[] array() {
        return bytes;
    }

    /// Where in the array the next read begins.
    public int position() {
        return at;
    }

    public int remaining() {
        return end - at;
    }

    public int readByte() {
        return bytes[advance(1)];
    }

    public int readShort() {
        return (short) SHORT.get(bytes, advance(2)) & 0xFFFF;
    }

    public int readInt() {
        return (int) INT.get(bytes, advance(4));
    }

    public long readLong() {
        return (long) LONG.get(bytes, advance(8));
    }

    public int readCount() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = readByte();
            value |= (next & 0x7F) << shift;
            if (next >= 0 && value >= 0) return value;
        }
        throw new IllegalArgumentException("no count before byte " + at);
    }

    /// Passes over bytes.
    ///
    /// @return where they begin in the array
    public int skip(int length) {
        return advance(length);
    }

    public byte[] readBlock() {
        int length = readCount();
        int from = advance(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    public String readText() {
        int length = readCount();
        return new String(bytes, advance(length), length, StandardCharsets.UTF_8);
    }

    private int advance(int length) {
        if (length < 0 || length > end - at) {
            throw new IllegalArgumentException(length + " bytes expected at " + at + ", " + (end - at) + " are left");
        }
        int from = at;
        at += length;
        return from;
    }
}
