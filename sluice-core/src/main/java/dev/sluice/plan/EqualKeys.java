package dev.sluice.plan;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The pairs of expressions that a join finds its partners by: of each side one, of the same type, so that equal values
/// have equal keys.
///
/// Conditions that can't be said so stay conditions: decimals of other scales, where no type holds the digits of both.
public final class EqualKeys {

    private final Set<Long> leftIds;
    private final Set<Long> rightIds;
    private final List<Expression> left = new ArrayList<>();
    private final List<Expression> right = new ArrayList<>();

    /// @param leftIds the columns of the left side, as `rightIds` of the right one
    public EqualKeys(Set<Long> leftIds, Set<Long> rightIds) {
        this.leftIds = leftIds;
        this.rightIds = rightIds;
    }

    public List<Expression> left() {
        return left;
    }

    public List<Expression> right() {
        return right;
    }

    /// Takes a condition if it says that something of the one side equals something of the other.
    public boolean take(Expression condition) {
        if (!(condition instanceof Expression.Call call) || call.arguments().size() != 2) return false;
        boolean nullsEqual = call.function().name().equals("<=>");
        if (!nullsEqual && !call.function().name().equals("=")) return false;
        Expression a = call.arguments().get(0);
        Expression b = call.arguments().get(1);
        if (within(a, leftIds) && within(b, rightIds)) return add(a, b, nullsEqual);
        return within(b, leftIds) && within(a, rightIds) && add(b, a, nullsEqual);
    }

    private boolean add(Expression a, Expression b, boolean nullsEqual) {
        DataType type = common(a.type(), b.type());
        if (type == null) return false;
        boolean wrapped = nullsEqual && (a.nullable() || b.nullable());
        left.add(wrapped ? within(as(a, type)) : as(a, type));
        right.add(wrapped ? within(as(b, type)) : as(b, type));
        return true;
    }

    /// A key that is NULL finds nothing; a struct that holds a NULL is none, and equals its like.
    private static Expression within(Expression value) {
        return new Expression.MakeStruct(List.of("key"), List.of(value));
    }

    private static Expression as(Expression value, DataType type) {
        return DataType.sameIgnoringNullability(value.type(), type)
                ? value
                : new Expression.Cast(value, type, false, null);
    }

    private static @Nullable DataType common(DataType a, DataType b) {
        if (DataType.sameIgnoringNullability(a, b)) return a;
        if (!(a instanceof DataType.Decimal x) || !(b instanceof DataType.Decimal y)) return null;
        int scale = Math.max(x.scale(), y.scale());
        int precision = Math.max(x.precision() - x.scale(), y.precision() - y.scale()) + scale;
        return precision > DataType.Decimal.MAX_PRECISION ? null : new DataType.Decimal(precision, scale);
    }

    private static boolean within(Expression expression, Set<Long> ids) {
        Set<Column> columns = expression.references();
        return !columns.isEmpty() && columns.stream().allMatch(column -> ids.contains(column.id()));
    }
}
