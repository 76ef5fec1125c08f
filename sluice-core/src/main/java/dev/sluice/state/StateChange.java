package dev.sluice.state;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.ByteReader;
import dev.sluice.vector.ByteWriter;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ChunkCodec;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A piece of what a micro-batch did to a store: keys that now have these values, and keys that are gone.
///
/// Values are whole and not differences, and no key is in both lists, so that a change may be applied again.
///
/// @param upserted the keys that have values now
/// @param values the value columns of them, flat, in the same order
/// @param removed the keys that are gone
public record StateChange(KeyBatch upserted, Vector[] values, KeyBatch removed) {

    /// Writes and reads changes of one store's schema: a version, a chunk of keys and values, a chunk of removed keys.
    public static final class Codec {
        private static final int VERSION = 1;

        private final ChunkCodec upserts;
        private final ChunkCodec removals = new ChunkCodec(List.of(DataType.Atomic.BINARY));

        public Codec(StateSpec spec) {
            List<DataType> types = new ArrayList<>();
            types.add(DataType.Atomic.BINARY);
            for (Field field : spec.value().fields()) types.add(field.type());
            upserts = new ChunkCodec(types);
        }

        public byte[] encode(BytesVector upsertedKeys, Vector[] values, BytesVector removedKeys) {
            Vector[] columns = new Vector[1 + values.length];
            columns[0] = upsertedKeys;
            System.arraycopy(values, 0, columns, 1, values.length);
            var out = new ByteWriter(256 + upsertedKeys.size() * 16 * columns.length);
            out.writeByte(VERSION);
            upserts.encode(Chunk.of(upsertedKeys.size(), columns), out);
            removals.encode(Chunk.of(removedKeys.size(), removedKeys), out);
            return out.toBytes();
        }

        /// @throws IllegalArgumentException if the bytes are not a change of this schema
        public StateChange decode(byte[] bytes) {
            var in = new ByteReader(bytes);
            int version = in.readByte();
            if (version != VERSION) throw new IllegalArgumentException("state changes in version " + version);
            Chunk upserted = upserts.decode(in);
            Chunk removed = removals.decode(in);
            return new StateChange(
                    keys((BytesVector) upserted.column(0)),
                    Arrays.copyOfRange(upserted.columns(), 1, upserted.columns().length),
                    keys((BytesVector) removed.column(0)));
        }

        private static KeyBatch keys(BytesVector keys) {
            int[] hashes = new int[keys.size()];
            for (int i = 0; i < hashes.length; i++) {
                hashes[i] = KeyEncoder.hash(keys.bytes(), keys.offsets()[i], keys.lengths()[i]);
            }
            return new KeyBatch(keys.bytes(), keys.offsets(), keys.lengths(), hashes, hashes.length);
        }
    }
}
