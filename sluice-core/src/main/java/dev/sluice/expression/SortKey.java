package dev.sluice.expression;

/// One of the values rows are ordered by.
public record SortKey(Expression expression, boolean ascending, boolean nullsFirst) {
    @Override
    public String toString() {
        return expression + (ascending ? " ASC" : " DESC") + (nullsFirst ? " NULLS FIRST" : " NULLS LAST");
    }
}
