package dev.sluice.aws;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// The bytes of an object from one on, over connections that break.
///
/// The SDK asks again only until an answer begins. When one breaks off, the rest is asked for here, of the same version
/// of the object: another may have been put in its place. Some clients take a connection's end for the object's, so
/// that bytes are counted.
final class ObjectBody extends InputStream {

    @FunctionalInterface
    interface Source {
        /// @param version the only one that is wanted; null if any is
        ResponseInputStream<GetObjectResponse> get(long fromByte, @Nullable String version) throws IOException;
    }

    /// How many answers in a row may break off without a byte.
    private static final int MOST_BROKEN = 4;

    private final Source source;
    private final @Nullable String version;
    private final long end;
    private long position;
    private @Nullable ResponseInputStream<GetObjectResponse> answer;
    private final byte[] single = new byte[1];

    ObjectBody(long fromByte, Source source) throws IOException {
        this.source = source;
        var first = source.get(fromByte, null);
        answer = first;
        position = fromByte;
        Long length = first.response().contentLength();
        end = length == null ? Long.MAX_VALUE : fromByte + length;
        version = first.response().eTag();
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) return 0;
        for (int broken = 1; position < end; broken++) {
            var current = answer == null ? source.get(position, version) : answer;
            answer = current;
            try {
                int count = current.read(bytes, offset, length);
                if (count < 0 && end == Long.MAX_VALUE) return -1;
                if (count < 0) throw new EOFException("the answer ended at byte " + position + " of " + end);
                position += count;
                return count;
            } catch (IOException e) {
                abort();
                if (broken == MOST_BROKEN || version == null) throw e;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        if (position < end) {
            abort(); // who does not read to the end does not want the rest sent
        } else if (answer != null) {
            answer.close();
            answer = null;
        }
    }

    private void abort() {
        if (answer != null) answer.abort();
        answer = null;
    }
}
