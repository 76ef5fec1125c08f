package dev.sluice.execution.operator;

import java.util.Arrays;

/// The group that a processor is looking at: the bytes of its key, with which the keys of all its state begin.
final class GroupKey {

    private byte[] bytes = new byte[64];
    private int length = -1;

    /// @param of holds the key as [KeyEncoder] writes it
    void set(byte[] of, int offset, int count) {
        if (count > bytes.length) bytes = new byte[Math.max(count, 2 * bytes.length)];
        System.arraycopy(of, offset, bytes, 0, count);
        length = count;
    }

    /// No group.
    void clear() {
        length = -1;
    }

    /// @param variable what wants to know, for the error
    byte[] bytes(String variable) {
        length(variable);
        return bytes;
    }

    int length(String variable) {
        if (length < 0) {
            throw ProcessorErrors.misused("Implicit key not found in state store for stateName=" + variable);
        }
        return length;
    }

    /// The key with more behind it.
    byte[] with(String variable, byte[] more, int offset, int count) {
        int own = length(variable);
        byte[] both = Arrays.copyOf(bytes, own + count);
        System.arraycopy(more, offset, both, own, count);
        return both;
    }

    /// The key with a number behind it, as [KeyEncoder] writes one.
    byte[] with(String variable, long number) {
        int own = length(variable);
        byte[] both = Arrays.copyOf(bytes, own + 9);
        both[own] = 1;
        for (int i = 0; i < 8; i++) both[own + 1 + i] = (byte) (number >>> (56 - 8 * i));
        return both;
    }
}
