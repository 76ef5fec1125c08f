package dev.sluice.plan;

import dev.sluice.api.function.MapFunction;
import dev.sluice.encoder.Encoder;
import dev.sluice.expression.Column;
import java.util.List;
import java.util.stream.Stream;

/// Rows in groups, for a program's code.
///
/// @param keys columns of the input, which are a key together
/// @param keyEncoder how they become an object
/// @param objects how the rows become objects
/// @param values makes of an object what the group holds of it
public record UserGroup(
        LogicalPlan input,
        List<Column> keys,
        Encoder<Object> keyEncoder,
        ObjectColumns objects,
        MapFunction<Object, Object> values) {

    public UserGroup {
        keys = List.copyOf(keys);
    }

    UserGroup withInput(LogicalPlan other) {
        return new UserGroup(other, keys, keyEncoder, objects, values);
    }

    /// The columns that are read.
    public Stream<Column> references() {
        return Stream.concat(keys.stream(), objects.references());
    }
}
