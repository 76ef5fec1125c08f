package dev.sluice.api;

import dev.sluice.plan.LogicalPlan;
import java.util.List;
import java.util.function.UnaryOperator;

/// Answers of queries whose plans were changed. For tests of Sluice itself: plans are shown to nobody else.
public final class PlanAnswers {

    private PlanAnswers() {}

    /// The rows of a query's plan once it is changed, as [DataFrame#toJSON] gives them.
    ///
    /// @param change gives a plan with the same columns
    @SuppressWarnings("exports") // plans are exported to the test library
    public static List<String> json(DataFrame frame, UnaryOperator<LogicalPlan> change) {
        return new ShownRows(frame.sparkSession(), change.apply(frame.plan())).json();
    }
}
