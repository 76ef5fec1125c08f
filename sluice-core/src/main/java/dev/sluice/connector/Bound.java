package dev.sluice.connector;

/// A condition that rows must meet to be of use: a column beside a constant. A row whose column is null does not meet
/// it.
///
/// @param column its ordinal among the input's columns
/// @param value not null, of the column's type, in the form of [dev.sluice.vector.Values]
public record Bound(int column, Relation relation, Object value) {

    /// Where the column's value stands to the constant.
    public enum Relation {
        LESS,
        LESS_OR_EQUAL,
        EQUAL,
        GREATER_OR_EQUAL,
        GREATER
    }
}
