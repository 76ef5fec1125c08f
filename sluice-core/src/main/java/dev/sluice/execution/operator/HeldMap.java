package dev.sluice.execution.operator;

import dev.sluice.encoder.Encoder;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.encoder.ObjectWriter;
import dev.sluice.stream.MapState;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A [MapState] in a store: an entry a row, under the group's key and the user's. Source: Spark, `MapStateImpl`.
final class HeldMap implements MapState<Object, Object> {

    private final VariableRows rows;
    private final Encoder<Object> userKeys;
    private final ObjectWriter<Object> keyWriter;
    private final KeyEncoder keyEncoder;

    HeldMap(VariableRows rows, Encoder<Object> userKeys) {
        this.rows = rows;
        this.userKeys = userKeys;
        keyWriter = userKeys.writer(1);
        keyEncoder = new KeyEncoder(StateVariable.types(userKeys));
    }

    private byte[] key(Object key) {
        if (Objects.isNull(key)) throw ProcessorErrors.nullValue(rows.name());
        keyWriter.write(key);
        KeyBatch encoded = keyEncoder.encode(keyWriter.take().columns(), Selection.all(1));
        return rows.group().with(rows.name(), encoded.bytes(), encoded.offsets()[0], encoded.lengths()[0]);
    }

    @Override
    public boolean exists() {
        return rows.slots(false).length > 0;
    }

    @Override
    public @Nullable Object getValue(Object key) {
        byte[] bytes = key(key);
        int slot = rows.find(bytes, bytes.length);
        return slot < 0 ? null : rows.read(slot);
    }

    @Override
    public boolean containsKey(Object key) {
        byte[] bytes = key(key);
        return rows.find(bytes, bytes.length) >= 0;
    }

    @Override
    public void updateValue(Object key, Object value) {
        byte[] bytes = key(key);
        if (Objects.isNull(value)) throw ProcessorErrors.nullValue(rows.name());
        rows.put(bytes, bytes.length, value);
    }

    @Override
    public Iterator<Map.Entry<Object, Object>> iterator() {
        int[] slots = rows.slots(false);
        Chunk chunk = rows.store().rows(slots, slots.length);
        int end = rows.store().spec().key().size();
        Vector[] keyColumns =
                Arrays.copyOfRange(chunk.columns(), end - userKeys.schema().size(), end);
        ObjectReader<Object> keys = userKeys.reader();
        keys.open(keyColumns);
        ObjectReader<Object> values = rows.values(chunk);
        List<Map.Entry<Object, Object>> entries = new ArrayList<>(slots.length);
        for (int place : order(keyColumns, slots.length)) {
            entries.add(Map.entry(keys.read(place), values.read(place)));
        }
        return entries.iterator();
    }

    /// The places of keys in the order of their bytes: the same whichever way they came into the store.
    private Iterable<Integer> order(Vector[] keyColumns, int count) {
        KeyBatch keys = keyEncoder.encode(keyColumns, Selection.all(count));
        return IntStream.range(0, count)
                .boxed()
                .sorted((a, b) -> Arrays.compareUnsigned(
                        keys.bytes(),
                        keys.offsets()[a],
                        keys.offsets()[a] + keys.lengths()[a],
                        keys.bytes(),
                        keys.offsets()[b],
                        keys.offsets()[b] + keys.lengths()[b]))
                .toList();
    }

    @Override
    public Iterator<Object> keys() {
        return each(Map.Entry::getKey);
    }

    @Override
    public Iterator<Object> values() {
        return each(Map.Entry::getValue);
    }

    private Iterator<Object> each(java.util.function.Function<Map.Entry<Object, Object>, Object> part) {
        List<Object> parts = new ArrayList<>();
        iterator().forEachRemaining(entry -> parts.add(part.apply(entry)));
        return parts.iterator();
    }

    @Override
    public void removeKey(Object key) {
        byte[] bytes = key(key);
        rows.remove(bytes, bytes.length);
    }

    @Override
    public void clear() {
        rows.removeAll();
    }
}
