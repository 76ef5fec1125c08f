package dev.sluice.catalog;

import dev.sluice.connector.Provider;
import dev.sluice.connector.StaticInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function in the place of a table, such as `range(10)`.
public interface TableFunction {

    String name();

    /// @param arguments constants, in the form of [dev.sluice.vector.Values]
    /// @throws dev.sluice.error.SluiceException if they don't fit
    StaticInput bind(List<@Nullable Object> arguments, Provider.Surroundings around);
}
