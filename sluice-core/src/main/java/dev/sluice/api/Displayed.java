package dev.sluice.api;

/// What can be looked at, with Spark's short forms of asking for it.
public sealed interface Displayed permits Dataset {

    /// Prints rows as a table.
    ///
    /// @param truncate how many characters of a value are shown; 0 means all
    void show(int numRows, int truncate, boolean vertical);

    default void show() {
        show(20, true);
    }

    default void show(int numRows) {
        show(numRows, true);
    }

    default void show(boolean truncate) {
        show(20, truncate);
    }

    default void show(int numRows, boolean truncate) {
        show(numRows, truncate ? 20 : 0, false);
    }

    /// Prints how the rows are computed.
    ///
    /// @param mode `simple` or `formatted`; `extended`, which shows all plans; `cost`; `codegen`
    void explain(String mode);

    default void explain() {
        explain("simple");
    }

    default void explain(boolean extended) {
        explain(extended ? "extended" : "simple");
    }
}
