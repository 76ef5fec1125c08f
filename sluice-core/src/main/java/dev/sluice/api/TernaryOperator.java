package dev.sluice.api;

/// A function of three columns, for `map_zip_with`.
@FunctionalInterface
public interface TernaryOperator {

    Column apply(Column first, Column second, Column third);
}
