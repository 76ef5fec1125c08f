package dev.sluice.function;

import dev.sluice.extension.Extension;
import java.util.List;
import java.util.Optional;

/// Functions that a module adds. It is asked for by the names of them all.
public interface FunctionLibrary extends Extension {

    /// At least one, in the order of their names.
    List<NamedFunction> functions();

    @Override
    default String name() {
        return functions().getFirst().name();
    }

    @Override
    default List<String> otherNames() {
        return functions().stream()
                .flatMap(function -> function.names().stream())
                .toList();
    }

    /// @param name in lower case
    default Optional<NamedFunction> function(String name) {
        return functions().stream()
                .filter(function -> function.names().contains(name))
                .findFirst();
    }
}
