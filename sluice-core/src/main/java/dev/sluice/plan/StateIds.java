package dev.sluice.plan;

import dev.sluice.ast.GroupCode;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// Gives the operators that keep state in a streaming query an id that survives changes of the query around them.
///
/// An id is made of what the operator means, with columns by name and windows by their lengths, and not of its place in
/// the plan; operators that mean the same are numbered. It is given to the analyzed plan, before any rewriting.
public final class StateIds {

    private static final Pattern COLUMN_ID = Pattern.compile("#\\d+");

    private final Map<String, Integer> seen = new HashMap<>();

    private StateIds() {}

    public static LogicalPlan assign(LogicalPlan plan) {
        return assign(List.of(plan)).getFirst();
    }

    /// To the outputs of one query, which share no state.
    public static List<LogicalPlan> assign(List<LogicalPlan> plans) {
        var ids = new StateIds();
        return plans.stream().map(plan -> plan.rewrite(ids::assignTo)).toList();
    }

    private LogicalPlan assignTo(LogicalPlan node) {
        return switch (node) {
            case LogicalPlan.Aggregate(var input, var keys, var session, var aggregates, _)
            when input.isStreaming() ->
                new LogicalPlan.Aggregate(
                        input,
                        keys,
                        session,
                        aggregates,
                        id("aggregate", keys + " " + aggregates + windows(columns(keys), input)));
            case LogicalPlan.Deduplicate(var input, var keys, boolean withinWatermark, _)
            when input.isStreaming() -> {
                String kind = withinWatermark ? "dedupe-within-watermark" : "dedupe";
                yield new LogicalPlan.Deduplicate(
                        input, keys, withinWatermark, id(kind, keys + windows(keys.stream(), input)));
            }
            case LogicalPlan.Join(var left, var right, var kind, var leftKeys, var rightKeys, var condition, _)
            when left.isStreaming() && right.isStreaming() -> {
                String meaning = kind.sql() + " " + leftKeys + " " + rightKeys + " " + condition
                        + windows(references(leftKeys), left) + windows(references(rightKeys), right);
                yield new LogicalPlan.Join(left, right, kind, leftKeys, rightKeys, condition, id("join", meaning));
            }
            // Not of the code, which nobody can look into, and not of the state, so that it may change.
            case LogicalPlan.UserGroups(var groups, var initial, var code, var to, var made, _)
            when groups.input().isStreaming() && !(code instanceof GroupCode.Each) ->
                new LogicalPlan.UserGroups(
                        groups, initial, code, to, made, id("groups", code.kind() + " " + groups.keys()));
            case LogicalPlan.Limit(var input, long count, long offset, _)
            when input.isStreaming() -> new LogicalPlan.Limit(input, count, offset, id("limit", count + " " + offset));
            default -> node;
        };
    }

    /// What the keys of a group stand for, in words that are the same whenever the query is planned.
    public static String keys(LogicalPlan.Aggregate aggregate) {
        return withoutIds(aggregate.keys() + windows(columns(aggregate.keys()), aggregate.input()));
    }

    private static Stream<Column> columns(List<Named> keys) {
        return references(keys.stream().map(Named::expression).toList());
    }

    private static Stream<Column> references(List<Expression> expressions) {
        return expressions.stream().flatMap(expression -> expression.references().stream());
    }

    /// How those columns are made that are windows: by its name alone a column would be the same with other lengths of
    /// time.
    private static String windows(Stream<Column> columns, LogicalPlan input) {
        return columns.flatMap(column -> Windows.making(column, input).stream())
                .map(call -> " " + call)
                .collect(Collectors.joining());
    }

    private String id(String kind, String meaning) {
        var sum = new CRC32C();
        sum.update(withoutIds(meaning).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String id = kind + "-" + HexFormat.of().toHexDigits((int) sum.getValue());
        int number = seen.merge(id, 1, Integer::sum);
        return number == 1 ? id : id + "-" + number;
    }

    private static String withoutIds(String meaning) {
        return COLUMN_ID.matcher(meaning).replaceAll("");
    }
}
