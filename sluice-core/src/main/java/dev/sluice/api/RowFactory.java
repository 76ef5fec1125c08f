package dev.sluice.api;

import org.jspecify.annotations.Nullable;

/// Spark's name for [Row#of].
public final class RowFactory {

    private RowFactory() {}

    public static Row create(@Nullable Object... values) {
        return Row.of(values);
    }
}
