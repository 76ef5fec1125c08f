package dev.sluice.streaming;

import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Named;
import dev.sluice.plan.EventTime;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.StateIds;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What each column of the state of an aggregate stands for, in words that are the same whenever the query is planned:
/// `sum(amount)[0]`. So that a query that counts something more finds again what it had, if it has the same groups.
final class StateMeanings {

    private static final Pattern COLUMN_ID = Pattern.compile("#\\d+");

    /// Behind an operator's id: what its keys stand for.
    static final String KEYS = " keys";

    /// Behind an operator's id: which of the keys is the session, which is spread over the key and the value of its
    /// state.
    static final String SESSION = " session";

    /// Ends the meaning of what can't be told from something else by its words.
    private static final String AMBIGUOUS = " of one side of a join";

    /// What says that a group is over; without it none is a group of a query with a watermark.
    private static final String END = "end of the ";

    private StateMeanings() {}

    /// @param plans optimized, since what nobody asks for has no state
    /// @return by the id of the operator, and its keys' by that and [#KEYS]
    static Map<String, List<String>> of(List<LogicalPlan> plans) {
        Map<String, List<String>> meanings = new HashMap<>();
        plans.forEach(plan -> collect(plan, meanings));
        return meanings;
    }

    private static void collect(LogicalPlan plan, Map<String, List<String>> meanings) {
        if (plan instanceof LogicalPlan.Aggregate aggregate
                && !aggregate.operator().isEmpty()) {
            meanings.put(aggregate.operator(), columns(aggregate));
            meanings.put(aggregate.operator() + KEYS, List.of(StateIds.keys(aggregate)));
            if (aggregate.session() != null) {
                meanings.put(aggregate.operator() + SESSION, List.of(String.valueOf(place(aggregate))));
            }
        }
        plan.children().forEach(child -> collect(child, meanings));
    }

    private static int place(LogicalPlan.Aggregate aggregate) {
        return aggregate.keys().stream().map(Named::column).toList().indexOf(aggregate.session());
    }

    /// Whether a column that is described so in two queries is the same in both.
    static boolean isClear(String meaning) {
        return !meaning.contains(AMBIGUOUS + "[");
    }

    /// Whether groups can't go on without it.
    static boolean isNeeded(String meaning) {
        return meaning.startsWith(END);
    }

    private static List<String> columns(LogicalPlan.Aggregate aggregate) {
        Set<String> shared = namesOfBothSides(aggregate);
        List<String> columns = new ArrayList<>();
        for (AggregateCall call : aggregate.aggregates()) {
            String text = call.toString();
            String meaning = COLUMN_ID
                    .matcher(text.substring(0, text.lastIndexOf(" AS ")))
                    .replaceAll("");
            boolean ambiguous = columnsOf(call).anyMatch(column -> shared.contains(column.name()));
            int parts = call.function().state().size();
            for (int i = 0; i < parts; i++) columns.add(meaning + (ambiguous ? AMBIGUOUS : "") + "[" + i + "]");
        }
        if (aggregate.session() != null) columns.add(END + "session");
        EventTime.endingKey(aggregate)
                .ifPresent(key -> columns.add(END + "group, by " + key.column().name()));
        return columns;
    }

    private static Stream<Column> columnsOf(AggregateCall call) {
        return Stream.concat(call.arguments().stream(), Stream.ofNullable(call.filter()))
                .flatMap(expression -> expression.references().stream());
    }

    /// Names that a join brings together, so that `v` alone does not say which.
    private static Set<String> namesOfBothSides(LogicalPlan plan) {
        return plan.collect(node -> node instanceof LogicalPlan.Join join ? Stream.of(join) : Stream.empty())
                .flatMap(join -> names(join.left()).filter(names(join.right()).collect(Collectors.toSet())::contains))
                .collect(Collectors.toSet());
    }

    /// All names that there are, those of the inputs included that nobody asks for.
    private static Stream<String> names(LogicalPlan plan) {
        return plan.collect(node -> switch (node) {
            case LogicalPlan.Scan scan ->
                scan.input().schema().fields().stream().map(Field::name);
            case LogicalPlan.StreamScan scan ->
                scan.table().schema().fields().stream().map(Field::name);
            default -> node.output().stream().map(Column::name);
        });
    }
}
