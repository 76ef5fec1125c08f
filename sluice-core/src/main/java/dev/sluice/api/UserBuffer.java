package dev.sluice.api;

import dev.sluice.encoder.Encoder;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.encoder.ObjectWriter;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a program's aggregate has collected of a group. As a [List] it has the values of its columns, as a struct of
/// [Values] has them: that is how it gets into checkpoints and to other threads.
final class UserBuffer extends AbstractList<@Nullable Object> {

    private final Encoder<Object> encoder;
    private @Nullable Object object;
    private @Nullable List<@Nullable Object> values;

    UserBuffer(Encoder<Object> encoder) {
        this.encoder = encoder;
    }

    /// The buffer of a row's values.
    static Object read(Encoder<Object> encoder, List<?> values) {
        ObjectReader<Object> reader = encoder.reader();
        reader.open(Values.chunk(encoder.schema(), List.of(values)).columns());
        return reader.read(0);
    }

    Object object() {
        return java.util.Objects.requireNonNull(object, "no buffer yet");
    }

    void set(Object changed) {
        object = changed;
        values = null;
    }

    private List<@Nullable Object> values() {
        if (values == null) {
            ObjectWriter<Object> writer = encoder.writer(1);
            writer.write(object);
            Chunk row = writer.take();
            values = Values.row(row, 0, encoder.schema());
        }
        return values;
    }

    @Override
    public @Nullable Object get(int index) {
        return values().get(index);
    }

    @Override
    public int size() {
        return encoder.schema().size();
    }
}
