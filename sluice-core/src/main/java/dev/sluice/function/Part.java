package dev.sluice.function;

/// Where a part of a byte string lies, as one number, so that saying it makes no object.
public final class Part {

    private Part() {}

    public static long of(int offset, int length) {
        return (long) offset << 32 | length;
    }

    public static int offset(long part) {
        return (int) (part >> 32);
    }

    public static int length(long part) {
        return (int) part;
    }
}
