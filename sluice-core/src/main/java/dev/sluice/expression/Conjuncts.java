package dev.sluice.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Conditions as lists of what must all hold.
public final class Conjuncts {

    private Conjuncts() {}

    /// The parts of a condition that AND joins; none of no condition.
    public static List<Expression> of(@Nullable Expression condition) {
        List<Expression> parts = new ArrayList<>();
        collect(condition, parts);
        return parts;
    }

    private static void collect(@Nullable Expression condition, List<Expression> into) {
        if (condition instanceof Expression.Logical(boolean and, var left, var right) && and) {
            collect(left, into);
            collect(right, into);
        } else if (condition != null) {
            into.add(condition);
        }
    }

    /// All of them as one condition; null of none.
    public static @Nullable Expression all(List<Expression> parts) {
        Expression all = null;
        for (Expression part : parts) all = all == null ? part : new Expression.Logical(true, all, part);
        return all;
    }
}
