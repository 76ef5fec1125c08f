package dev.sluice.execution;

import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Routes rows to partitions by the values of some expressions; without any, all rows go to one partition.
///
/// The rows of a partition come out in the order of the tasks that made them, whichever ran first, so that the answer
/// does not depend on threads.
///
/// @param keys what rows are routed by
/// @param hash the column that has the hash of the keys already, so that they need not be there any more; or null
/// @param first whether it has rows only in the first run of a query, so that what is before it need not run again
public record ExchangePlan(
        PhysicalPlan input, List<Expression> keys, @Nullable Column hash, boolean first) implements PhysicalPlan {

    public ExchangePlan(PhysicalPlan input, List<Expression> keys) {
        this(input, keys, null, false);
    }

    public ExchangePlan {
        keys = List.copyOf(keys);
    }

    @Override
    public List<Column> output() {
        return input.output();
    }

    @Override
    public List<PhysicalPlan> children() {
        return List.of(input);
    }

    @Override
    public String describe() {
        return keys.isEmpty() ? "Exchange SinglePartition" : "Exchange hashpartitioning(" + keys + ")";
    }
}
