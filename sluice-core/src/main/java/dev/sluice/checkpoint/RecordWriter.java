package dev.sluice.checkpoint;

import dev.sluice.storage.Storage;
import dev.sluice.vector.ByteWriter;
import java.util.zip.CRC32C;

/// Appends records to a file.
///
/// ```text
/// 0  magic     2   A5 D1
/// 2  type      2   see LogEntryCodec
/// 4  length    4   of the payload
/// 8  durable   4   how many bytes of the file were durable when the record was written
/// 12 CRC32C    4   of the twelve bytes before and the payload
/// 16 payload
/// ```
///
/// `durable` tells a torn tail from damage: a record that cannot be read and that a later one says was durable is
/// damage.
final class RecordWriter {

    static final short MAGIC = (short) 0xD1A5;
    static final int HEADER_BYTES = 16;

    private final Storage.Appender file;
    private final ByteWriter header = new ByteWriter(HEADER_BYTES);
    private final CRC32C crc = new CRC32C();

    RecordWriter(Storage.Appender file) {
        this.file = file;
    }

    /// A record as bytes.
    static byte[] encode(int type, long durable, byte[] payload) {
        var bytes = new ByteWriter(HEADER_BYTES + payload.length);
        encodeHeader(bytes, new CRC32C(), type, durable, payload);
        bytes.writeBytes(payload, 0, payload.length);
        return bytes.toBytes();
    }

    void write(int type, long durable, byte[] payload) {
        header.clear();
        encodeHeader(header, crc, type, durable, payload);
        file.write(header.array(), 0, HEADER_BYTES);
        file.write(payload, 0, payload.length);
    }

    private static void encodeHeader(ByteWriter header, CRC32C crc, int type, long durable, byte[] payload) {
        header.writeShort(MAGIC);
        header.writeShort(type);
        header.writeInt(payload.length);
        header.writeInt((int) durable);
        crc.reset();
        crc.update(header.array(), 0, HEADER_BYTES - 4);
        crc.update(payload);
        header.writeInt((int) crc.getValue());
    }
}
