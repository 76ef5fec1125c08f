package dev.sluice.function;

import dev.sluice.extension.Extension;

/// A function of one row's values that a module adds.
public interface ScalarFunctionExtension extends Extension {

    /// The function, one of whose names is the extension's.
    ScalarFunction function();
}
