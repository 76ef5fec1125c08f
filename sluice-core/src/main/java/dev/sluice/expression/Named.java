package dev.sluice.expression;

/// An expression whose value becomes a column.
public record Named(Column column, Expression expression) {

    /// A column passed on as it is.
    public static Named of(Column column) {
        return new Named(column, new Expression.ColumnRef(column));
    }

    public boolean isPassedOn() {
        return expression instanceof Expression.ColumnRef(Column source) && source.id() == column.id();
    }

    @Override
    public String toString() {
        return isPassedOn() ? column.toString() : expression + " AS " + column;
    }
}
