package dev.sluice.execution.operator;

import dev.sluice.encoder.ObjectReader;
import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.plan.UserGroup;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.KeyTable;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// The rows of a task by their key, as objects, in the order in which the groups' first rows came.
///
/// ```text
/// firstOf[group] ──▶ row ──▶ next[row] ──▶ … ──▶ -1
/// ```
final class GroupedObjects {

    private final UserGroup group;
    private final Evaluator[] fields;
    private final int[] keyOrdinals;
    private final ObjectReader<Object> reader;
    private final ObjectReader<Object> keyReader;
    private final KeyEncoder encoder;
    private final List<DataType> keyTypes;

    private final List<Chunk> chunks = new ArrayList<>();
    private KeyTable keys = new KeyTable();
    private int[] first = new int[64];
    private int[] last = new int[64];
    private int[] next = new int[64];
    private int rowCount;

    /// @param input the columns of the rows
    GroupedObjects(UserGroup group, List<Column> input, TaskContext task) {
        this.group = group;
        fields = task.evaluators(group.objects().fields(), input);
        List<Long> ids = input.stream().map(Column::id).toList();
        keyOrdinals =
                group.keys().stream().mapToInt(key -> ids.indexOf(key.id())).toArray();
        keyTypes = group.keys().stream().map(Column::type).toList();
        encoder = new KeyEncoder(keyTypes);
        reader = group.objects().reader();
        keyReader = group.keyEncoder().reader(keyTypes);
    }

    void add(Chunk chunk) {
        Vector[] columns = new Vector[fields.length];
        for (int i = 0; i < columns.length; i++) columns[i] = fields[i].evaluate(chunk);
        Vector[] key = new Vector[keyOrdinals.length];
        for (int i = 0; i < key.length; i++) key[i] = chunk.column(keyOrdinals[i]);
        KeyBatch batch = encoder.encode(key, chunk.selection());
        for (int i = 0; i < batch.count(); i++) {
            int before = keys.size();
            int slot = keys.add(batch.bytes(), batch.offsets()[i], batch.lengths()[i], batch.hashes()[i]);
            link(slot, keys.size() != before);
        }
        chunks.add(chunk.with(columns).compact());
    }

    private void link(int group, boolean isNew) {
        if (rowCount == next.length) next = Arrays.copyOf(next, rowCount * 2);
        room(group);
        next[rowCount] = -1;
        if (isNew) {
            first[group] = rowCount;
        } else {
            next[last[group]] = rowCount;
        }
        last[group] = rowCount++;
    }

    private void room(int group) {
        if (group < first.length) return;
        first = Arrays.copyOf(first, group * 2);
        last = Arrays.copyOf(last, group * 2);
    }

    /// Makes the rows ready to be asked for.
    void close() {
        Vector[] columns = new Vector[fields.length];
        for (int c = 0; c < columns.length; c++) {
            int column = c;
            Expression field = group.objects().fields().get(c);
            columns[c] = Vectors.concat(
                    field.type(),
                    chunks.stream().map(chunk -> chunk.column(column)).toList());
        }
        chunks.clear();
        reader.open(columns);
        int[] all = new int[count()];
        for (int i = 0; i < all.length; i++) all[i] = i;
        keyReader.open(encoder.decode(new KeysAt(keys, all), all.length));
    }

    /// How many groups there are: they are called 0, 1, 2 …
    int count() {
        return keys.size();
    }

    KeyTable keys() {
        return keys;
    }

    Object key(int group) {
        return keyReader.read(group);
    }

    /// What the group holds, once.
    Iterator<Object> values(int of) {
        return new Iterator<>() {
            private int row = first[of];

            @Override
            public boolean hasNext() {
                return row >= 0;
            }

            @Override
            public Object next() {
                if (row < 0) throw new NoSuchElementException();
                int current = row;
                row = next[current];
                try {
                    return group.values().call(reader.read(current));
                } catch (Exception e) {
                    throw UserErrors.of("mapValues", e);
                }
            }
        };
    }

    /// How many rows the group has.
    int size(int of) {
        int size = 0;
        for (int row = first[of]; row >= 0; row = next[row]) size++;
        return size;
    }

    /// Adds groups without rows for keys that are not there.
    void addKeys(KeyTable others) {
        for (int slot = 0; slot < others.size(); slot++) {
            byte[] bytes = others.bytes(slot);
            int offset = others.offset(slot);
            int length = others.length(slot);
            int before = keys.size();
            int group = keys.add(bytes, offset, length, KeyEncoder.hash(bytes, offset, length));
            if (keys.size() == before) continue;
            room(group);
            first[group] = -1;
        }
    }

    /// Begins anew.
    void clear() {
        chunks.clear();
        keys = new KeyTable();
        rowCount = 0;
        reader.open(new Vector[0]);
    }
}
