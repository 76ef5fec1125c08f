package dev.sluice.vector;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A byte array that grows while numbers and bytes are written to it: little-endian, counts in as few bytes as they
/// need.
///
/// [ByteReader] reads it back.
public final class ByteWriter {

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;

    public ByteWriter(int expectedBytes) {
        bytes = new byte[Math.max(16, expectedBytes)];
    }

    public int size() {
        return size;
    }

    /// What was written, at the beginning of an array that the next write may replace.
    public byte[] array() {
        return bytes;
    }

    /// A copy of what was written.
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /// Begins anew in the same array.
    public void clear() {
        size = 0;
    }

    public void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    public void writeShort(int value) {
        reserve(2);
        SHORT.set(bytes, size, (short) value);
        size += 2;
    }

    public void writeInt(int value) {
        reserve(4);
        INT.set(bytes, size, value);
        size += 4;
    }

    public void writeLong(long value) {
        reserve(8);
        LONG.set(bytes, size, value);
        size += 8;
    }

    /// Writes a count, seven bits a byte, the last byte without the high bit.
    public void writeCount(int value) {
        reserve(5);
        int rest = value;
        while (rest >>> 7 != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    public void writeBytes(byte[] from, int offset, int length) {
        reserve(length);
        System.arraycopy(from, offset, bytes, size, length);
        size += length;
    }

    /// Writes the bytes behind their count.
    public void writeBlock(byte[] from) {
        writeCount(from.length);
        writeBytes(from, 0, from.length);
    }

    /// Writes the text in UTF-8 behind the count of its bytes.
    public void writeText(String text) {
        writeBlock(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Replaces four bytes written before.
    public void setInt(int at, int value) {
        INT.set(bytes, at, value);
    }

    /// Makes room for more bytes at once, so that a loop of writes need not grow the array again and again.
    public void reserve(int more) {
        if (more > bytes.length - size) {
            int needed = Math.addExact(size, more);
            bytes = Arrays.copyOf(bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, bytes.length * 2L)));
        }
    }
}
