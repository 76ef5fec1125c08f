package dev.sluice.state;

import dev.sluice.vector.Chunk;
import dev.sluice.vector.GrowingLongs;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Partitioning;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// State in a backend, with the rows that a micro-batch deals with in memory.
///
/// ```text
/// operator ──▶ rows at hand (a MemoryStateStore) ──▶ backend
///                 fetched when they are asked for, written back and let go at the end of the micro-batch
/// ```
///
/// A row that is not at hand and was not taken out in this micro-batch is as the backend has it. Rows whose keys begin
/// alike are fetched together, so that their chains have the order of their keys, and new ones stand behind them.
final class BackedStateStore implements StateStore {

    /// How many rows are fetched or looked at together.
    private static final int ROWS_AT_ONCE = 1 << 10;

    private static final byte[] NOTHING = new byte[0];

    private final StateSpec spec;
    private final int number;
    private final MemoryStateStore atHand;
    private final SortedBytes backend;
    private final BackedRows rows;
    private final boolean hasPrefixes;
    private final boolean hasTimes;
    /// By slot, the time that the backend lists the row under.
    private final GrowingLongs storedTimes = new GrowingLongs();

    private int storedTimeCount;
    private KeyTable gone = new KeyTable();
    private KeyTable fetchedPrefixes = new KeyTable();
    private final List<byte[]> staleTimes = new ArrayList<>();
    private int rowCount;

    /// @param atHand empty, of the same spec
    /// @param number of the store in the backend
    /// @param rowCount how many rows the backend has of it
    BackedStateStore(StateSpec spec, MemoryStateStore atHand, SortedBytes backend, int number, int rowCount) {
        this.spec = spec;
        this.number = number;
        this.rowCount = rowCount;
        this.atHand = atHand;
        this.backend = backend;
        rows = new BackedRows(spec, number);
        hasPrefixes = atHand.hasPrefixes();
        hasTimes = atHand.hasTimes();
    }

    @Override
    public StateSpec spec() {
        return spec;
    }

    /// Of the store in the backend.
    int number() {
        return number;
    }

    @Override
    public KeyEncoder keys() {
        return atHand.keys();
    }

    @Override
    public void locate(KeyBatch batch, int[] slots) {
        fetch(batch);
        int before = atHand.rowCount();
        atHand.locate(batch, slots);
        added(atHand.rowCount() - before, slots, batch.count());
    }

    @Override
    public int addMissing(KeyBatch batch, int[] places, int[] slots) {
        fetch(batch);
        int count = atHand.addMissing(batch, places, slots);
        added(count, slots, count);
        return count;
    }

    private void added(int count, int[] slots, int slotCount) {
        rowCount += count;
        if (hasTimes && count > 0) for (int i = 0; i < slotCount; i++) makeRoom(slots[i]);
    }

    @Override
    public int find(byte[] bytes, int offset, int length, int hash) {
        if (isUnknown(bytes, offset, length, hash)) {
            if (hasPrefixes) {
                fetchAlike(bytes, offset, length);
            } else {
                fetchAll(List.of(rows.row(bytes, offset, length)));
            }
        }
        return atHand.find(bytes, offset, length, hash);
    }

    @Override
    public MutableVector[] values() {
        return atHand.values();
    }

    @Override
    public void touch(int[] slots, int count) {
        atHand.touch(slots, count);
    }

    @Override
    public void remove(int slot) {
        byte[] bytes = atHand.keyBytes(slot);
        int offset = atHand.keyOffset(slot);
        int length = atHand.keyLength(slot);
        gone.add(bytes, offset, length, KeyEncoder.hash(bytes, offset, length));
        forgetTime(slot);
        atHand.remove(slot);
        rowCount--;
    }

    private void forgetTime(int slot) {
        if (!hasTimes || storedTime(slot) == TimeIndex.NEVER) return;
        byte[] bytes = atHand.keyBytes(slot);
        staleTimes.add(rows.time(storedTime(slot), bytes, atHand.keyOffset(slot), atHand.keyLength(slot)));
        storeTime(slot, TimeIndex.NEVER);
    }

    @Override
    public int rowCount() {
        return rowCount;
    }

    /// All of them are in memory then. [#visit] is for who does not need them at once.
    @Override
    public int[] slots() {
        try (SortedBytes.Cursor cursor = backend.scan(rows.firstRow(), rows.behindRows())) {
            while (cursor.advance()) take(cursor.key(), cursor.value());
        }
        return atHand.slots();
    }

    @Override
    public void visit(Consumer<int[]> visitor) {
        atHand.visit(visitor);
        int[] slots = new int[ROWS_AT_ONCE];
        int count = 0;
        try (SortedBytes.Cursor cursor = backend.scan(rows.firstRow(), rows.behindRows())) {
            while (cursor.advance()) {
                int slot = take(cursor.key(), cursor.value());
                if (slot < 0) continue;
                slots[count++] = slot;
                if (count == slots.length) {
                    visitor.accept(slots.clone());
                    letGo(slots, count);
                    count = 0;
                }
            }
        }
        visitor.accept(Arrays.copyOf(slots, count));
        letGo(slots, count);
    }

    private void letGo(int[] slots, int count) {
        for (int i = 0; i < count; i++) {
            atHand.letGo(slots[i]);
            if (hasTimes) storeTime(slots[i], TimeIndex.NEVER);
        }
    }

    @Override
    public int[] touched() {
        return atHand.touched();
    }

    @Override
    public long updatedCount() {
        return atHand.updatedCount();
    }

    @Override
    public long removedCount() {
        return atHand.removedCount();
    }

    @Override
    public int[] takeDue(long time) {
        List<byte[]> due = new ArrayList<>();
        try (SortedBytes.Cursor cursor = backend.scan(rows.firstTime(), rows.behindTime(time))) {
            while (cursor.advance()) {
                byte[] key = cursor.key();
                if (isUnknown(key, BackedRows.TIMED_KEY_AT)) due.add(key);
            }
        }
        List<byte[]> wanted = new ArrayList<>();
        for (byte[] key : due) {
            int length = key.length - BackedRows.TIMED_KEY_AT;
            if (hasPrefixes) {
                fetchAlike(key, BackedRows.TIMED_KEY_AT, length);
            } else {
                wanted.add(rows.row(key, BackedRows.TIMED_KEY_AT, length));
            }
        }
        fetchAll(wanted);
        return atHand.takeDue(time);
    }

    @Override
    public long earliestTime() {
        long earliest = atHand.earliestTime();
        try (SortedBytes.Cursor cursor = backend.scan(rows.firstTime(), rows.behindTime(earliest))) {
            while (cursor.advance()) {
                byte[] key = cursor.key();
                if (isUnknown(key, BackedRows.TIMED_KEY_AT)) return Math.min(earliest, BackedRows.timeOf(key));
            }
        }
        return earliest;
    }

    @Override
    public int firstOf(KeyBatch prefixes, int i) {
        fetchPrefix(prefixes.bytes(), prefixes.offsets()[i], prefixes.lengths()[i]);
        return atHand.firstOf(prefixes, i);
    }

    @Override
    public int lastOf(KeyBatch prefixes, int i) {
        fetchPrefix(prefixes.bytes(), prefixes.offsets()[i], prefixes.lengths()[i]);
        return atHand.lastOf(prefixes, i);
    }

    @Override
    public int nextOf(int slot) {
        return atHand.nextOf(slot);
    }

    @Override
    public Vector[] keyColumns(int[] slots, int count) {
        return atHand.keyColumns(slots, count);
    }

    @Override
    public Chunk rows(int[] slots, int count) {
        return atHand.rows(slots, count);
    }

    @Override
    public void drainChanges(Consumer<byte[]> changes) {
        writeBack();
        atHand.drainChanges(changes);
        letAllGo();
    }

    @Override
    public void dump(Consumer<byte[]> changes) {
        visit(slots -> atHand.dump(slots, changes));
    }

    /// What is applied is in the backend at once: after a micro-batch, or before the first one, nothing is at hand.
    @Override
    public void apply(StateChange change, Selection upserts, Selection removals) {
        KeyBatch removed = change.removed();
        for (int i = 0; i < removals.size(); i++) {
            int row = removals.row(i);
            int slot = find(removed.bytes(), removed.offsets()[row], removed.lengths()[row], removed.hashes()[row]);
            if (slot >= 0) remove(slot);
        }
        KeyBatch added = select(change.upserted(), upserts);
        int[] slots = new int[added.count()];
        locate(added, slots);
        MutableVector[] values = atHand.values();
        for (int c = 0; c < values.length; c++) {
            for (int i = 0; i < slots.length; i++) values[c].set(slots[i], change.values()[c], upserts.row(i));
        }
        touch(slots, slots.length);
        writeBack();
        atHand.forgetChanges();
        letAllGo();
    }

    private static KeyBatch select(KeyBatch keys, Selection selection) {
        int count = selection.size();
        int[] offsets = new int[count];
        int[] lengths = new int[count];
        int[] hashes = new int[count];
        for (int i = 0; i < count; i++) {
            int row = selection.row(i);
            offsets[i] = keys.offsets()[row];
            lengths[i] = keys.lengths()[row];
            hashes[i] = keys.hashes()[row];
        }
        return new KeyBatch(keys.bytes(), offsets, lengths, hashes, count);
    }

    /// What is at hand. What the backend holds belongs to all stores together.
    @Override
    public long memoryBytes() {
        return atHand.memoryBytes() + gone.memoryBytes() + storedTimes.memoryBytes();
    }

    @Override
    public void close() {
        backend.clear(rows.firstRow(), rows.behindAll());
    }

    // ---- from the backend

    private boolean isUnknown(byte[] bytes, int offset, int length, int hash) {
        return atHand.find(bytes, offset, length, hash) < 0 && gone.find(bytes, offset, length, hash) < 0;
    }

    private boolean isUnknown(byte[] bytes, int from) {
        int length = bytes.length - from;
        return isUnknown(bytes, from, length, KeyEncoder.hash(bytes, from, length));
    }

    private void fetch(KeyBatch batch) {
        if (rowCount == 0) return;
        List<byte[]> wanted = new ArrayList<>();
        for (int i = 0; i < batch.count(); i++) {
            int offset = batch.offsets()[i];
            int length = batch.lengths()[i];
            if (hasPrefixes) {
                fetchAlike(batch.bytes(), offset, length);
            } else if (isUnknown(batch.bytes(), offset, length, batch.hashes()[i])) {
                wanted.add(rows.row(batch.bytes(), offset, length));
            }
        }
        fetchAll(wanted);
    }

    private void fetchAll(List<byte[]> rowKeys) {
        for (int from = 0; from < rowKeys.size(); from += ROWS_AT_ONCE) {
            List<byte[]> some = rowKeys.subList(from, Math.min(rowKeys.size(), from + ROWS_AT_ONCE));
            List<byte @Nullable []> found = backend.get(some);
            for (int i = 0; i < some.size(); i++) {
                byte[] value = found.get(i);
                if (value != null) take(some.get(i), value);
            }
        }
    }

    /// Fetches the rows whose keys begin as this one.
    private void fetchAlike(byte[] bytes, int offset, int length) {
        int prefixLength = Partitioning.lengthOfFirst(spec.key(), spec.routingColumns(), bytes, offset);
        assert prefixLength <= length;
        fetchPrefix(bytes, offset, prefixLength);
    }

    private void fetchPrefix(byte[] bytes, int offset, int length) {
        int before = fetchedPrefixes.size();
        fetchedPrefixes.add(bytes, offset, length, KeyEncoder.hash(bytes, offset, length));
        if (fetchedPrefixes.size() == before) return;
        byte[] prefix = rows.row(bytes, offset, length);
        try (SortedBytes.Cursor cursor = backend.scan(prefix, BackedRows.behind(prefix))) {
            while (cursor.advance()) take(cursor.key(), cursor.value());
        }
    }

    /// Takes a row of the backend at hand.
    ///
    /// @return its slot, or -1 if it is there already, or was taken out
    private int take(byte[] rowKey, byte[] value) {
        int length = rowKey.length - BackedRows.KEY_AT;
        int hash = KeyEncoder.hash(rowKey, BackedRows.KEY_AT, length);
        if (!isUnknown(rowKey, BackedRows.KEY_AT, length, hash)) return -1;
        int slot = atHand.take(rowKey, BackedRows.KEY_AT, length, hash, rows.columns(value));
        if (hasTimes) {
            makeRoom(slot);
            storeTime(slot, atHand.timeOf(slot));
        }
        return slot;
    }

    // ---- to the backend

    private void writeBack() {
        int[] touched = atHand.touched();
        if (touched.length == 0 && gone.size() == 0) return;
        int[] one = new int[1];
        backend.write(changes -> {
            for (int slot : gone.occupied()) {
                changes.delete(rows.row(gone.bytes(slot), gone.offset(slot), gone.length(slot)));
            }
            staleTimes.forEach(changes::delete);
            for (int slot : touched) {
                byte[] bytes = atHand.keyBytes(slot);
                int offset = atHand.keyOffset(slot);
                int length = atHand.keyLength(slot);
                one[0] = slot;
                changes.put(rows.row(bytes, offset, length), rows.value(atHand.valuesOf(one)));
                if (hasTimes) writeTime(slot, bytes, offset, length, changes);
            }
        });
    }

    private void writeTime(int slot, byte[] bytes, int offset, int length, SortedBytes.Changes changes) {
        long time = atHand.timeOf(slot);
        long stored = storedTime(slot);
        if (time == stored) return;
        if (stored != TimeIndex.NEVER) changes.delete(rows.time(stored, bytes, offset, length));
        if (time != TimeIndex.NEVER) changes.put(rows.time(time, bytes, offset, length), NOTHING);
    }

    private void letAllGo() {
        atHand.letAllGo();
        if (gone.slots() > 0) gone = new KeyTable();
        if (fetchedPrefixes.slots() > 0) fetchedPrefixes = new KeyTable();
        staleTimes.clear();
        for (int slot = 0; slot < storedTimeCount; slot++) storeTime(slot, TimeIndex.NEVER);
    }

    private long storedTime(int slot) {
        // Turned over, so that zero stands for never.
        return storedTimes.get(slot) ^ TimeIndex.NEVER;
    }

    private void storeTime(int slot, long time) {
        storedTimes.set(slot, time ^ TimeIndex.NEVER);
    }

    private void makeRoom(int slot) {
        if (slot < storedTimeCount) return;
        storedTimeCount = slot + 1;
        storedTimes.ensure(storedTimeCount);
    }
}
