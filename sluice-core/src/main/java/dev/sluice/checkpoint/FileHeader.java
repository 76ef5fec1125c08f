package dev.sluice.checkpoint;

import dev.sluice.error.ErrorCondition;
import dev.sluice.vector.ByteReader;
import dev.sluice.vector.ByteWriter;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// The first bytes of a segment of the log and of a snapshot.
///
/// ```text
/// 0  magic     8 bytes, SLUICLOG or SLUICSNP
/// 8  version   4
/// 12 number    8   of the segment, or the batch id of the snapshot
/// 20 epoch     8   of the opening that wrote the file
/// 28 bytes     8   how many bytes of the segment before count; what stands behind them is void. -1: the first record
///                  says where the log goes on, see LogEntry.Rewound
/// 36 CRC32C    4   of all this
/// ```
///
/// Its form is the same in every version, so that any Sluice can tell a newer version from damage.
///
/// @param predecessorBytes 0 where there is no segment before
record FileHeader(String magic, long number, long epoch, long predecessorBytes) {

    static final String LOG = "SLUICLOG";
    static final String SNAPSHOT = "SLUICSNP";
    /// Of all but what needs a later one.
    private static final int VERSION = 2;
    /// Of snapshots whose state is in tables.
    static final int TABLES_VERSION = 3;
    /// Of snapshots whose state is in a file of pieces.
    static final int PIECES_VERSION = 4;

    private static final int OLDEST_VERSION = 1;
    private static final int NEWEST_VERSION = PIECES_VERSION;

    /// In the place of [#predecessorBytes]: the segment begins with a [LogEntry.Rewound].
    static final long REWOUND = -1;

    static final int BYTES = 40;

    byte[] encode() {
        return encode(VERSION);
    }

    byte[] encode(int version) {
        var out = new ByteWriter(BYTES);
        out.writeBytes(magic.getBytes(StandardCharsets.US_ASCII), 0, 8);
        out.writeInt(version);
        out.writeLong(number);
        out.writeLong(epoch);
        out.writeLong(predecessorBytes);
        out.writeInt(checksum(out.array()));
        return out.toBytes();
    }

    /// @param bytes the first [#BYTES] of the file, fewer if it is shorter
    static FileHeader decode(byte[] bytes, String magic, long number, String path) {
        if (bytes.length < BYTES) throw CheckpointErrors.damaged(path, bytes.length, "the file ends inside its header");
        if (!new String(bytes, 0, 8, StandardCharsets.ISO_8859_1).equals(magic)) {
            throw CheckpointErrors.damaged(path, 0, "it does not begin with " + magic);
        }
        var in = new ByteReader(bytes, 8, BYTES - 8);
        int version = in.readInt();
        var header = new FileHeader(magic, in.readLong(), in.readLong(), in.readLong());
        if (in.readInt() != checksum(bytes)) {
            throw CheckpointErrors.damaged(path, 0, "the checksum of the header is wrong");
        }
        if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
            throw ErrorCondition.CHECKPOINT_VERSION_UNKNOWN
                    .error()
                    .with("path", path)
                    .with("version", version)
                    .with("supported", NEWEST_VERSION)
                    .build();
        }
        if (header.number != number) {
            throw CheckpointErrors.damaged(path, 12, "the header says number " + header.number);
        }
        return header;
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32C();
        crc.update(bytes, 0, BYTES - 4);
        return (int) crc.getValue();
    }
}
