package dev.sluice.vector;

import dev.sluice.type.DataType;
import java.util.List;

/// The form of a chunk outside of memory: in state changes and snapshots.
///
/// ```text
/// version 1 | row count | columns
/// column    kind | nulls: 0 none, 1 a bitmap follows, 2 all rows | values of the rows that are not null
/// values    BOOLEAN              a bitmap
///           INT, LONG            the least value, bytes for each, the distance of each from the least
///           FLOAT, DOUBLE        bits
///           DECIMAL, BYTES       lengths (as INT), bytes
///           ARRAY                lengths (as INT), elements as a column
///           MAP                  lengths (as INT), keys and values as columns
///           STRUCT               fields as columns
/// ```
///
/// Numbers are little-endian. The types are not in it; whoever reads has to know them. It is part of the checkpoint's
/// format: what is written in version 1 stays readable.
public final class ChunkCodec {

    private static final int VERSION = 1;

    private final List<DataType> types;

    public ChunkCodec(List<DataType> types) {
        this.types = List.copyOf(types);
    }

    /// The rows of the chunk that count.
    public byte[] encode(Chunk chunk) {
        var out = new ByteWriter(64 + chunk.rowCount() * 8 * types.size());
        encode(chunk, out);
        return out.toBytes();
    }

    public void encode(Chunk chunk, ByteWriter out) {
        if (chunk.columns().length != types.size()) {
            throw new IllegalArgumentException(chunk.columns().length + " columns, not " + types.size());
        }
        int[] rows = chunk.selection().toArray();
        int count = chunk.rowCount();
        out.writeByte(VERSION);
        out.writeCount(count);
        for (int i = 0; i < types.size(); i++) ColumnWriter.write(types.get(i), chunk.column(i), rows, count, out);
    }

    /// The chunk that was encoded, closed up and flat.
    ///
    /// @throws IllegalArgumentException if the bytes are not a chunk of these types
    public Chunk decode(byte[] bytes) {
        var in = new ByteReader(bytes);
        Chunk chunk = decode(in);
        if (in.remaining() > 0) throw new IllegalArgumentException(in.remaining() + " bytes behind the chunk");
        return chunk;
    }

    public Chunk decode(ByteReader in) {
        int version = in.readByte();
        if (version != VERSION) throw new IllegalArgumentException("a chunk in version " + version);
        int count = in.readCount();
        Vector[] columns = new Vector[types.size()];
        for (int i = 0; i < columns.length; i++) columns[i] = ColumnReader.read(types.get(i), count, in);
        return Chunk.of(count, columns);
    }

    /// The byte that says what kind of values a column holds.
    static int kind(DataType type) {
        return switch (type.physical()) {
            case NULL -> 0;
            case BOOLEAN -> 1;
            case INT -> 2;
            case LONG -> 3;
            case FLOAT -> 4;
            case DOUBLE -> 5;
            case DECIMAL -> 6;
            case BYTES -> 7;
            case ARRAY -> 8;
            case MAP -> 9;
            case STRUCT -> 10;
        };
    }
}
