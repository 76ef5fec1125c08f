package dev.sluice.checkpoint;

import dev.sluice.storage.Storage;
import dev.sluice.vector.ByteReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads the records of a file one after the other and checks each. The form is in [RecordWriter].
final class RecordReader implements AutoCloseable {

    /// Stands for: as far as the file goes.
    static final long END_OF_FILE = Long.MAX_VALUE;

    private final InputStream in;
    private final String path;
    private final long limit;
    private final CRC32C crc = new CRC32C();
    private long offset;
    private long end;
    private int type;
    private byte[] payload = new byte[0];
    private @Nullable String damage;
    private boolean cut;

    /// @param from where the first record begins
    /// @param limit where the last record ends
    RecordReader(Storage storage, String path, long from, long limit) {
        this.in = new BufferedInputStream(storage.open(path, from), 1 << 16);
        this.path = path;
        this.limit = limit;
        this.offset = from;
        this.end = from;
    }

    /// Reads the next record.
    ///
    /// @return false at the end, and where something that is not a sound record stands, see [#damage]
    boolean advance() {
        offset = end;
        if (offset == limit) return false;
        byte[] header = bytes(RecordWriter.HEADER_BYTES);
        if (header.length == 0 && limit == END_OF_FILE) return false;
        if (header.length < RecordWriter.HEADER_BYTES) return cut();
        var fields = new ByteReader(header);
        if (fields.readShort() != (RecordWriter.MAGIC & 0xFFFF)) return damaged("no record begins here");
        type = fields.readShort();
        int length = fields.readInt();
        fields.readInt();
        int checksum = fields.readInt();
        end = offset + RecordWriter.HEADER_BYTES + length;
        if (length < 0 || end > limit) return damaged("a record of " + length + " bytes goes beyond the end");
        payload = bytes(length);
        if (payload.length < length) return cut();
        crc.reset();
        crc.update(header, 0, RecordWriter.HEADER_BYTES - 4);
        crc.update(payload);
        return (int) crc.getValue() == checksum || damaged("the checksum of the record is wrong");
    }

    /// Why the last [#advance] found no record, or null if it found the end.
    @Nullable
    String damage() {
        return damage;
    }

    /// Where the last record begins, or the damage.
    long offset() {
        return offset;
    }

    /// Where the last record ends.
    long end() {
        return end;
    }

    int type() {
        return type;
    }

    byte[] payload() {
        return payload;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw CheckpointErrors.cannotRead(path, e);
        }
    }

    /// Whether a sound record behind the damage says that the damaged one was durable. If not, it is the torn end of
    /// what was being written when the process or the machine ended, and nothing ever depended on it.
    static boolean wasDurable(byte[] file, long damagedOffset) {
        var crc = new CRC32C();
        for (int at = (int) damagedOffset + 1; at + RecordWriter.HEADER_BYTES <= file.length; at++) {
            if ((file[at] & 0xFF | file[at + 1] << 8) != RecordWriter.MAGIC) continue;
            var fields = new ByteReader(file, at + 4, RecordWriter.HEADER_BYTES - 4);
            int length = fields.readInt();
            if (length < 0 || length > file.length - at - RecordWriter.HEADER_BYTES) continue;
            int durable = fields.readInt();
            if (durable <= damagedOffset) continue;
            crc.reset();
            crc.update(file, at, RecordWriter.HEADER_BYTES - 4);
            crc.update(file, at + RecordWriter.HEADER_BYTES, length);
            if ((int) crc.getValue() == fields.readInt()) return true;
        }
        return false;
    }

    /// Whether the file ends inside the record, or before it.
    boolean isCut() {
        return cut;
    }

    /// Whether a sound record of a type stands there, up to the end of the bytes.
    static boolean isSound(byte[] bytes, int at, int type) {
        var fields = new ByteReader(bytes, at, RecordWriter.HEADER_BYTES);
        if (fields.readShort() != (RecordWriter.MAGIC & 0xFFFF) || fields.readShort() != type) return false;
        int length = fields.readInt();
        if (length != bytes.length - at - RecordWriter.HEADER_BYTES) return false;
        fields.readInt();
        var crc = new CRC32C();
        crc.update(bytes, at, RecordWriter.HEADER_BYTES - 4);
        crc.update(bytes, at + RecordWriter.HEADER_BYTES, length);
        return (int) crc.getValue() == fields.readInt();
    }

    private boolean cut() {
        cut = true;
        return damaged("the file ends inside a record");
    }

    private boolean damaged(String reason) {
        damage = reason;
        return false;
    }

    private byte[] bytes(int length) {
        try {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw CheckpointErrors.cannotRead(path, e);
        }
    }
}
