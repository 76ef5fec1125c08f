package dev.sluice.spark;

import dev.sluice.error.SluiceException;
import dev.sluice.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.zip.Checksum;
import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHashFactory;

/// The files of one of Spark's HDFS-backed state stores, in one partition.
///
/// ```text
/// 12.delta     what micro-batch 11 changed        each a stream of LZ4 blocks of entries: how long the key is, the
/// key,
/// 12.snapshot  all there was after micro-batch 11   how long the value is or -1 if it is gone, the value; and -1 at
/// the end
/// ```
final class StateFiles {

    private static final int END = -1;
    private static final int GONE = -1;
    private static final int BLOCK_BYTES = 1 << 15;
    /// What lz4-java sums its blocks with.
    private static final int SEED = 0x9747b28c;

    private StateFiles() {}

    /// Receives rows.
    interface Entries {
        void add(byte[] key, byte[] value) throws IOException;
    }

    interface Rows {
        void to(Entries entries) throws IOException;
    }

    /// Writes all there is before a micro-batch, durable when it returns.
    static void write(Storage storage, String directory, long version, Rows rows) {
        try (Storage.Appender file = storage.append(directory + "/" + version + ".snapshot")) {
            write(file, rows);
            file.sync();
        } catch (IOException e) {
            throw SparkFiles.cannot("write", directory, e);
        }
    }

    private static void write(Storage.Appender file, Rows rows) throws IOException {
        LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();
        try (var out = new DataOutputStream(
                new LZ4BlockOutputStream(appended(file), BLOCK_BYTES, compressor, checksum(), false))) {
            rows.to((key, value) -> {
                out.writeInt(key.length);
                out.write(key);
                out.writeInt(value.length);
                out.write(value);
            });
            out.writeInt(END);
        }
    }

    private static Checksum checksum() {
        return XXHashFactory.safeInstance().newStreamingHash32(SEED).asChecksum();
    }

    private static OutputStream appended(Storage.Appender file) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                file.write(bytes, offset, length);
            }
        };
    }

    /// All there was before a micro-batch.
    ///
    /// @throws SluiceException if a file is missing or damaged
    static Map<ByteBuffer, byte[]> read(Storage storage, String directory, long version) {
        long from = newestSnapshot(storage, directory, version).orElse(0);
        Map<ByteBuffer, byte[]> rows = new HashMap<>();
        if (from > 0) apply(storage, directory + "/" + from + ".snapshot", rows);
        for (long next = from + 1; next <= version; next++) apply(storage, directory + "/" + next + ".delta", rows);
        return rows;
    }

    private static OptionalLong newestSnapshot(Storage storage, String directory, long version) {
        return storage.list(directory).stream()
                .map(Storage.Entry::name)
                .filter(name -> name.matches("\\d{1,18}\\.snapshot"))
                .mapToLong(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
                .filter(found -> found <= version)
                .max();
    }

    private static void apply(Storage storage, String path, Map<ByteBuffer, byte[]> rows) {
        byte[] content = SparkFiles.read(storage, path);
        var blocks = LZ4BlockInputStream.newBuilder()
                .withDecompressor(LZ4Factory.safeInstance().safeDecompressor())
                .withChecksum(checksum());
        try (var in = new DataInputStream(blocks.build(new ByteArrayInputStream(content)))) {
            for (int length = in.readInt(); length != END; length = in.readInt()) {
                ByteBuffer key = ByteBuffer.wrap(bytes(in, length));
                int size = in.readInt();
                if (size == GONE) rows.remove(key);
                else rows.put(key, bytes(in, size));
            }
            if (in.read() >= 0) throw new IllegalArgumentException("it goes on behind its end");
        } catch (IOException | IllegalArgumentException e) {
            throw SparkFiles.damaged(path, String.valueOf(e.getMessage()));
        }
    }

    private static byte[] bytes(DataInputStream in, int length) throws IOException {
        if (length < 0) throw new IllegalArgumentException("a length of " + length);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) throw new IllegalArgumentException("it ends in the middle of a row");
        return bytes;
    }
}
