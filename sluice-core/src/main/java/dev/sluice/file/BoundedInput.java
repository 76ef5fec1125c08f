package dev.sluice.file;

import java.io.IOException;
import java.io.InputStream;

/// The first bytes of a stream: of a file just those that it had when it was found.
final class BoundedInput extends InputStream {

    private final InputStream in;
    private long rest;

    BoundedInput(InputStream in, long bytes) {
        this.in = in;
        this.rest = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) return 0;
        if (rest <= 0) return -1;
        int count = in.read(into, offset, (int) Math.min(length, rest));
        rest -= Math.max(0, count);
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
