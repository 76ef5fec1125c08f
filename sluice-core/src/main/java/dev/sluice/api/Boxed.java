package dev.sluice.api;

import dev.sluice.encoder.Encoder;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/// A value in a column of its own, so that there is one encoder for values of any kind, nulls included.
record Boxed(@Nullable Object value) {

    /// Of values as rows hold them, see [Row].
    static Encoder<Boxed> of(DataType type) {
        return Encoder.ofValues(
                Boxed.class,
                Struct.of(new Field(Encoder.VALUE, type, true)),
                values -> new Boxed(JavaValues.toJava(values.getFirst(), type)),
                boxed -> Collections.singletonList(JavaValues.fromJava(boxed.value, type)));
    }

    /// Of values that an encoder knows.
    static Encoder<Boxed> of(Encoder<?> encoder) {
        return Encoder.tuple(Boxed.class, encoder);
    }
}
