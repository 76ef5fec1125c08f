package dev.sluice.zookeeper;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a node holds.
///
/// ```text
/// 0  kind      1   1 the content follows, 2 it is in a file
/// 1  mark      8   of who wrote it: so one whose answer was lost knows its own
/// 9  content, or the size of the file (8, big-endian) and its path in UTF-8
/// ```
///
/// A node without data is a directory.
///
/// @param content as it stands in the node, or null
/// @param file that has the content, or null
record NodeData(
        long mark, byte @Nullable [] content, @Nullable String file, long sizeBytes) {

    private static final byte INLINE = 1;
    private static final byte IN_FILE = 2;
    private static final int HEADER = 9;

    static NodeData inline(long mark, byte[] content) {
        return new NodeData(mark, content, null, content.length);
    }

    static NodeData inFile(long mark, String file, long sizeBytes) {
        return new NodeData(mark, null, file, sizeBytes);
    }

    byte[] encode() {
        if (content != null) {
            return ByteBuffer.allocate(HEADER + content.length)
                    .put(INLINE)
                    .putLong(mark)
                    .put(content)
                    .array();
        }
        byte[] path = String.valueOf(file).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(HEADER + 8 + path.length)
                .put(IN_FILE)
                .putLong(mark)
                .putLong(sizeBytes)
                .put(path)
                .array();
    }

    /// @return null for a directory
    static @Nullable NodeData decode(byte @Nullable [] data) {
        if (data == null || data.length < HEADER) return null;
        var bytes = ByteBuffer.wrap(data);
        byte kind = bytes.get();
        long mark = bytes.getLong();
        if (kind == INLINE) return inline(mark, Arrays.copyOfRange(data, HEADER, data.length));
        if (kind != IN_FILE || data.length < HEADER + 8) return null;
        long size = bytes.getLong();
        String path = new String(data, HEADER + 8, data.length - HEADER - 8, StandardCharsets.UTF_8);
        return inFile(mark, path, size);
    }
}
