package dev.sluice.state;

import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Partitioning;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// State on the heap: a table of keys and columns of values beside it. Owned by one task at a time, no locks.
///
/// What a micro-batch changed is a list of slots and a list of removed keys, so that handing it over costs what changed
/// and not what there is.
public final class MemoryStateStore implements StateStore {

    /// How large a piece of changes may be, unless a single row is larger.
    static final int PIECE_BYTES = 1 << 20;

    private static final int LARGEST_PIECE_ROWS = 1 << 16;

    /// An empty slot costs a look, a row is encoded.
    private static final int SLOTS_A_ROW = 16;

    private final StateSpec spec;
    private final KeyEncoder keys;
    private KeyTable table = new KeyTable();
    private final MutableVector[] values;
    private final StateChange.Codec codec;

    private final SlotSet isListed = new SlotSet();
    private int[] listed = new int[64];
    private int listedCount;
    private RemovedKeys removed = new RemovedKeys();
    private long encodedBytes;
    private long encodedRows;
    private long updatedCount;
    private long removedCount;
    private @Nullable TimeIndex times;
    private @Nullable PrefixIndex prefixes;

    public MemoryStateStore(StateSpec spec) {
        this.spec = spec;
        boolean hasPrefixes =
                spec.routingColumns() > 0 && spec.routingColumns() < spec.key().size();
        times = spec.time() != StateSpec.TIMELESS ? new TimeIndex() : null;
        prefixes = hasPrefixes ? new PrefixIndex(table) : null;
        this.keys = new KeyEncoder(types(spec.key()));
        this.values = types(spec.value()).stream().map(MutableVector::of).toArray(MutableVector[]::new);
        this.codec = new StateChange.Codec(spec);
    }

    @Override
    public StateSpec spec() {
        return spec;
    }

    @Override
    public KeyEncoder keys() {
        return keys;
    }

    @Override
    public void locate(KeyBatch batch, int[] slots) {
        table.find(batch, slots);
        for (int i = 0; i < batch.count(); i++) {
            if (slots[i] >= 0) continue;
            int before = table.size();
            slots[i] = table.add(batch.bytes(), batch.offsets()[i], batch.lengths()[i], batch.hashes()[i]);
            if (table.size() == before) continue;
            list(slots[i]);
            chain(slots[i]);
        }
        for (MutableVector column : values) column.ensure(table.slots());
    }

    @Override
    public int addMissing(KeyBatch batch, int[] places, int[] slots) {
        int count = 0;
        for (int i = 0; i < batch.count(); i++) {
            int before = table.size();
            int slot = table.add(batch.bytes(), batch.offsets()[i], batch.lengths()[i], batch.hashes()[i]);
            if (table.size() == before) continue;
            list(slot);
            chain(slot);
            places[count] = i;
            slots[count++] = slot;
        }
        for (MutableVector column : values) column.ensure(table.slots());
        return count;
    }

    @Override
    public int find(byte[] bytes, int offset, int length, int hash) {
        return table.find(bytes, offset, length, hash);
    }

    @Override
    public MutableVector[] values() {
        return values;
    }

    @Override
    public void touch(int[] slots, int count) {
        for (int i = 0; i < count; i++) list(slots[i]);
        if (times == null) return;
        for (int i = 0; i < count; i++) times.put(slots[i], timeOf(slots[i]));
    }

    @Override
    public void remove(int slot) {
        removed.add(table.bytes(slot), table.offset(slot), table.length(slot));
        removedCount++;
        drop(slot);
    }

    @Override
    public int rowCount() {
        return table.size();
    }

    @Override
    public int[] slots() {
        return table.occupied();
    }

    @Override
    public int[] touched() {
        int[] touched = new int[listedCount];
        int count = 0;
        for (int i = 0; i < listedCount; i++) {
            if (table.holds(listed[i])) touched[count++] = listed[i];
        }
        return count == listedCount ? touched : Arrays.copyOf(touched, count);
    }

    @Override
    public Vector[] keyColumns(int[] slots, int count) {
        return keys.decode(
                new KeyEncoder.KeySource() {
                    @Override
                    public byte[] bytes(int i) {
                        return table.bytes(slots[i]);
                    }

                    @Override
                    public int offset(int i) {
                        return table.offset(slots[i]);
                    }
                },
                count);
    }

    @Override
    public Chunk rows(int[] slots, int count) {
        Vector[] keyColumns = keyColumns(slots, count);
        Vector[] columns = Arrays.copyOf(keyColumns, keyColumns.length + values.length);
        for (int i = 0; i < values.length; i++) columns[keyColumns.length + i] = values[i].gather(slots, count);
        return Chunk.of(count, columns);
    }

    @Override
    public void drainChanges(Consumer<byte[]> changes) {
        int[] touched = touched();
        BytesVector gone = removed.without(table);
        drain(touched.length, (from, to) -> encode(touched, from, to, gone, 0, 0), changes);
        drain(gone.size(), (from, to) -> encode(touched, 0, 0, gone, from, to), changes);
        forgetChanges();
    }

    /// Begins a new micro-batch without telling what the last one changed.
    void forgetChanges() {
        for (int i = 0; i < listedCount; i++) isListed.remove(listed[i]);
        listedCount = 0;
        updatedCount = 0;
        removedCount = 0;
        removed = new RemovedKeys();
    }

    @Override
    public void dump(Consumer<byte[]> changes) {
        dump(slots(), changes);
    }

    void dump(int[] slots, Consumer<byte[]> changes) {
        drain(slots.length, (from, to) -> encode(slots, from, to, RemovedKeys.NONE, 0, 0), changes);
    }

    /// How many slots were ever in use.
    int slotCount() {
        return table.slots();
    }

    /// Hands over the rows in a range of slots, up to a number of rows, and looks at not many more slots than that.
    ///
    /// @return behind the last slot that was looked at
    int dump(int from, int to, int rows, Consumer<byte[]> changes) {
        int end = (int) Math.min(to, from + (long) rows * SLOTS_A_ROW);
        int[] held = new int[Math.min(rows, end - from)];
        int count = 0;
        int slot = from;
        for (; slot < end && count < held.length; slot++) {
            if (table.holds(slot)) held[count++] = slot;
        }
        dump(Arrays.copyOf(held, count), changes);
        return slot;
    }

    @Override
    public void visit(Consumer<int[]> visitor) {
        int[] all = slots();
        for (int from = 0; from < all.length; from += Chunk.ROWS) {
            visitor.accept(Arrays.copyOfRange(all, from, Math.min(all.length, from + Chunk.ROWS)));
        }
    }

    @Override
    public void apply(StateChange change, Selection upserts, Selection removals) {
        KeyBatch gone = change.removed();
        for (int i = 0; i < removals.size(); i++) {
            int row = removals.row(i);
            int slot = table.find(gone.bytes(), gone.offsets()[row], gone.lengths()[row], gone.hashes()[row]);
            if (slot >= 0) drop(slot);
        }
        KeyBatch added = change.upserted();
        int[] slots = new int[added.count()];
        boolean all = upserts.size() == added.count();
        if (all) table.find(added, slots);
        for (int i = 0; i < upserts.size(); i++) {
            int row = upserts.row(i);
            int slot = all ? slots[row] : -1;
            if (slot < 0) {
                int before = table.size();
                slot = table.add(added.bytes(), added.offsets()[row], added.lengths()[row], added.hashes()[row]);
                if (table.size() != before) chain(slot);
            }
            for (int c = 0; c < values.length; c++) {
                values[c].ensure(slot + 1);
                values[c].set(slot, change.values()[c], row);
            }
            if (times != null) times.put(slot, timeOf(slot));
        }
    }

    @Override
    public long updatedCount() {
        return updatedCount;
    }

    @Override
    public long removedCount() {
        return removedCount;
    }

    @Override
    public int[] takeDue(long time) {
        return byTime().take(time);
    }

    @Override
    public long earliestTime() {
        return byTime().earliest();
    }

    @Override
    public int firstOf(KeyBatch keyPrefixes, int i) {
        return byPrefix()
                .first(
                        keyPrefixes.bytes(),
                        keyPrefixes.offsets()[i],
                        keyPrefixes.lengths()[i],
                        keyPrefixes.hashes()[i]);
    }

    @Override
    public int lastOf(KeyBatch keyPrefixes, int i) {
        return byPrefix()
                .last(
                        keyPrefixes.bytes(),
                        keyPrefixes.offsets()[i],
                        keyPrefixes.lengths()[i],
                        keyPrefixes.hashes()[i]);
    }

    @Override
    public int nextOf(int slot) {
        return byPrefix().next(slot);
    }

    private TimeIndex byTime() {
        if (times == null) throw new IllegalStateException("no times in " + spec);
        return times;
    }

    private PrefixIndex byPrefix() {
        if (prefixes == null) throw new IllegalStateException("keys of " + spec + " have no common beginnings");
        return prefixes;
    }

    /// When the row is due.
    long timeOf(int slot) {
        var column = (MutableVector.Longs) values[spec.time()];
        return column.isNull(slot) ? TimeIndex.NEVER : column.get(slot);
    }

    private void chain(int slot) {
        if (prefixes == null) return;
        byte[] bytes = table.bytes(slot);
        int offset = table.offset(slot);
        int length = Partitioning.lengthOfFirst(spec.key(), spec.routingColumns(), bytes, offset);
        prefixes.add(slot, bytes, offset, length, KeyEncoder.hash(bytes, offset, length));
    }

    /// The table and the columns; objects among the values are guessed from the bytes they take in changes.
    @Override
    public long memoryBytes() {
        long primitives = 0;
        long objects = 0;
        for (MutableVector column : values) {
            if (column instanceof MutableVector.References) {
                objects++;
            } else {
                primitives++;
            }
        }
        long bytesOfObjects = objects == 0 || encodedRows == 0 ? 0 : 3 * (encodedBytes / encodedRows) * table.size();
        long indexes = (times == null ? 0 : times.memoryBytes()) + (prefixes == null ? 0 : prefixes.memoryBytes());
        return table.memoryBytes()
                + indexes
                + 9 * primitives * table.slots()
                + 5 * objects * table.slots()
                + bytesOfObjects;
    }

    private void list(int slot) {
        if (!isListed.add(slot)) return;
        updatedCount++;
        if (listedCount == listed.length) listed = Arrays.copyOf(listed, listedCount * 2);
        listed[listedCount++] = slot;
    }

    /// Takes the key out. The slot stays listed if it was: it may hold another key before the micro-batch ends.
    private void drop(int slot) {
        for (MutableVector column : values) column.clear(slot);
        if (times != null) times.remove(slot);
        if (prefixes != null) prefixes.remove(slot);
        table.remove(slot);
    }

    private byte[] encode(int[] touched, int from, int to, BytesVector gone, int goneFrom, int goneTo) {
        int count = to - from;
        int[] slots = Arrays.copyOfRange(touched, from, to);
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        int total = 0;
        for (int i = 0; i < count; i++) {
            offsets[i] = total;
            lengths[i] = table.length(slots[i]);
            total = Math.addExact(total, lengths[i]);
        }
        byte[] bytes = new byte[total];
        for (int i = 0; i < count; i++) {
            System.arraycopy(table.bytes(slots[i]), table.offset(slots[i]), bytes, offsets[i], lengths[i]);
        }
        Vector[] gathered = new Vector[values.length];
        for (int i = 0; i < values.length; i++) gathered[i] = values[i].gather(slots, count);
        byte[] encoded = codec.encode(
                new BytesVector(bytes, offsets, lengths, null, count),
                gathered,
                RemovedKeys.range(gone, goneFrom, goneTo));
        encodedRows += count;
        encodedBytes += encoded.length;
        return encoded;
    }

    // ---- for who keeps most rows elsewhere

    boolean hasPrefixes() {
        return prefixes != null;
    }

    boolean hasTimes() {
        return times != null;
    }

    byte[] keyBytes(int slot) {
        return table.bytes(slot);
    }

    int keyOffset(int slot) {
        return table.offset(slot);
    }

    int keyLength(int slot) {
        return table.length(slot);
    }

    Vector[] valuesOf(int[] slots) {
        Vector[] gathered = new Vector[values.length];
        for (int i = 0; i < values.length; i++) gathered[i] = values[i].gather(slots, slots.length);
        return gathered;
    }

    /// Adds a row, which does not count as touched. Its key is not there.
    int take(byte[] bytes, int offset, int length, int hash, Vector[] row) {
        int slot = table.add(bytes, offset, length, hash);
        chain(slot);
        for (int c = 0; c < values.length; c++) {
            values[c].ensure(slot + 1);
            values[c].set(slot, row[c], 0);
        }
        if (times != null) times.put(slot, timeOf(slot));
        return slot;
    }

    /// Forgets a row that was not touched. It does not count as removed.
    void letGo(int slot) {
        drop(slot);
    }

    /// Forgets all rows; they don't count as removed. Whoever holds the columns of values can go on with them.
    void letAllGo() {
        if (table.slots() == 0) return;
        table = new KeyTable();
        if (times != null) times = new TimeIndex();
        if (prefixes != null) prefixes = new PrefixIndex(table);
        for (MutableVector column : values) column.reset();
    }

    private interface PieceEncoder {
        byte[] encode(int from, int to);
    }

    /// Cuts `count` rows into pieces, as many rows each as the piece before it lets one expect to fit; those that are
    /// too large are halved.
    private static void drain(int count, PieceEncoder encoder, Consumer<byte[]> changes) {
        int rows = Chunk.ROWS;
        for (int from = 0; from < count; ) {
            int to = Math.min(count, from + rows);
            byte[] piece = encoder.encode(from, to);
            while (piece.length > PIECE_BYTES && to - from > 1) {
                to = from + (to - from) / 2;
                piece = encoder.encode(from, to);
            }
            changes.accept(piece);
            rows = Math.clamp((long) (to - from) * PIECE_BYTES * 3 / 4 / piece.length, 1, LARGEST_PIECE_ROWS);
            from = to;
        }
    }

    private static List<DataType> types(DataType.Struct schema) {
        return schema.fields().stream().map(Field::type).toList();
    }
}
