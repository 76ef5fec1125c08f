package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.Optional;

/// Decides types for functions of maps.
final class MapTypes {

    private MapTypes() {}

    /// The argument's type, if it is a map; NULL is a map of nothing.
    static Optional<DataType.Map> map(Argument argument) {
        if (argument.type() instanceof DataType.Map map) return Optional.of(map);
        boolean nothing = argument.type() == Atomic.NULL;
        return nothing ? Optional.of(new DataType.Map(Atomic.NULL, Atomic.NULL, true)) : Optional.empty();
    }
}
