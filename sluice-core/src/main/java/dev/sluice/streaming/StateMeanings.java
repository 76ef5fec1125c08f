package dev.sluice.streaming;

import dev.sluice.expression.AggregateCall;
import dev.sluice.plan.LogicalPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// What each column of the state of an aggregate stands for, in words that are the same whenever the query is planned:
/// `sum(amount)[0]`. So that a query that counts something more finds again what it had.
final class StateMeanings {

    private static final Pattern COLUMN_ID = Pattern.compile("#\\d+");

    private StateMeanings() {}

    /// @param plans optimized, since what nobody asks for has no state
    /// @return by the id of the operator
    static Map<String, List<String>> of(List<LogicalPlan> plans) {
        Map<String, List<String>> meanings = new HashMap<>();
        plans.forEach(plan -> collect(plan, meanings));
        return meanings;
    }

    private static void collect(LogicalPlan plan, Map<String, List<String>> meanings) {
        if (plan instanceof LogicalPlan.Aggregate aggregate
                && !aggregate.operator().isEmpty()) {
            meanings.put(aggregate.operator(), columns(aggregate));
        }
        plan.children().forEach(child -> collect(child, meanings));
    }

    private static List<String> columns(LogicalPlan.Aggregate aggregate) {
        List<String> columns = new ArrayList<>();
        for (AggregateCall call : aggregate.aggregates()) {
            String text = call.toString();
            String meaning = COLUMN_ID
                    .matcher(text.substring(0, text.lastIndexOf(" AS ")))
                    .replaceAll("");
            int parts = call.function().state().size();
            for (int i = 0; i < parts; i++) columns.add(meaning + "[" + i + "]");
        }
        if (aggregate.session() != null) columns.add("end of the session");
        return columns;
    }
}
