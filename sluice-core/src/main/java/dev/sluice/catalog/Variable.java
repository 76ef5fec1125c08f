package dev.sluice.catalog;

import dev.sluice.type.DataType;
import org.jspecify.annotations.Nullable;

/// A session variable: `DECLARE name type DEFAULT value`.
///
/// @param value in the form of [dev.sluice.vector.Values]
/// @param origin what `SET VAR name = DEFAULT` makes it again
public record Variable(
        DataType type, @Nullable Object value, @Nullable Object origin) {

    public Variable with(@Nullable Object other) {
        return new Variable(type, other, origin);
    }
}
