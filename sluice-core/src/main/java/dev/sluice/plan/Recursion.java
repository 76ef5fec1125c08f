package dev.sluice.plan;

import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The rows of a table of `WITH RECURSIVE`: those of the anchor, and of the step over the rows of the round before,
/// until a round has none.
///
/// It stands in the plan that reads it as an input, and whoever runs the plan puts the rows in its place: a round is a
/// query of its own.
///
/// @param anchor the rows to begin with
/// @param step the rows of the next round; it scans `last`, and gives the columns of the anchor
/// @param last stands for the rows of the last round
/// @param most how many rounds there may be, or null for what the session sets
public record Recursion(
        String name,
        LogicalPlan anchor,
        LogicalPlan step,
        LastRound last,
        DataType.Struct schema,
        @Nullable Integer most)
        implements StaticInput {

    /// The same over other plans, as where the round of a recursion around it is known.
    public Recursion mapPlans(UnaryOperator<LogicalPlan> change) {
        return new Recursion(name, change.apply(anchor), change.apply(step), last, schema, most);
    }

    @Override
    public String description() {
        return "Recursion " + name;
    }

    @Override
    public List<Split> splits() {
        throw SluiceException.bug("a recursion is read before it has run");
    }

    /// The rows of the round before. Told apart by its identity.
    public static final class LastRound implements StaticInput {
        private final DataType.Struct schema;
        private final String name;

        public LastRound(DataType.Struct schema, String name) {
            this.schema = schema;
            this.name = name;
        }

        @Override
        public DataType.Struct schema() {
            return schema;
        }

        @Override
        public String description() {
            return "Last round of " + name;
        }

        @Override
        public List<Split> splits() {
            throw SluiceException.bug("a round of a recursion is read outside of it");
        }
    }
}
