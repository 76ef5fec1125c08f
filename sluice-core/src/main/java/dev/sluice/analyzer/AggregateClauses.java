package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Expr.Nulls;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Ordering;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What stands behind an aggregate's brackets, `IGNORE NULLS` and `WITHIN GROUP (ORDER BY …)`, and what of it is
/// refused.
final class AggregateClauses {

    private static final Set<String> FIRST_OR_LAST = Set.of("first", "last");
    private static final Set<String> LISTS = Set.of("collect_list", "collect_set");
    private static final Set<String> IN_ORDER_ALONE = Set.of("percentile_cont", "percentile_disc");

    private AggregateClauses() {}

    /// The call with what was said of nulls as an argument.
    static Expr.Call plain(AggregateFunction function, Expr.Call call) {
        if (function.name().equals("mode") && call.args().size() == 2) return modeInOrder(call);
        boolean chooses = FIRST_OR_LAST.contains(function.name());
        if (call.nulls() != Nulls.IGNORED) return call;
        if (!chooses && !LISTS.contains(function.name())) throw unsupported(call, "IGNORE NULLS");
        if (!chooses) return call;
        return call.withArgs(Stream.concat(
                        call.args().stream().limit(1), Stream.of(new Expr.Literal(true, Atomic.BOOLEAN, call.at())))
                .toList());
    }

    /// `mode(a, true)` is the least of several, `mode() WITHIN GROUP (ORDER BY a)`; `mode(a, false)` any, `mode(a)`.
    private static Expr.Call modeInOrder(Expr.Call call) {
        Expr value = call.args().getFirst();
        return switch (call.args().get(1)) {
            case Expr.Literal(Boolean least, _, _)
            when least ->
                new Expr.Call(
                        call.name(),
                        List.of(),
                        call.distinct(),
                        call.filter(),
                        List.of(new Relation.SortKey(value, true, null)),
                        call.nulls(),
                        call.at());
            case Expr.Literal(Boolean _, _, _) -> call.withArgs(List.of(value));
            default ->
                throw ErrorCondition.NON_FOLDABLE_ARGUMENT
                        .error()
                        .with("funcName", "`mode`")
                        .with("paramName", "`deterministic`")
                        .with("paramType", "\"BOOLEAN\"")
                        .at(call.at())
                        .build();
        };
    }

    static List<Ordering> order(Expr.Call call) {
        return call.order().stream()
                .map(key ->
                        new Ordering(key.ascending(), key.nullsFirst() == null ? key.ascending() : key.nullsFirst()))
                .toList();
    }

    static void checkOrder(AggregateFunction function, Expr.Call call, SqlText text) {
        AggregateFunction.Within within = function.within();
        if (call.order().isEmpty()) {
            boolean needed = IN_ORDER_ALONE.contains(function.name())
                    || function.name().equals("mode") && call.args().isEmpty();
            if (needed) throw refused(ErrorCondition.WITHIN_GROUP_MISSING, call).build();
            return;
        }
        if (within == null) throw unsupported(call, "WITHIN GROUP (ORDER BY ...)");
        boolean byKeyAlone = function.name().equals("mode");
        int expected = byKeyAlone && !call.args().isEmpty() ? 0 : within.keys();
        if (within.keys() >= 0 && call.distinct()) {
            throw refused(ErrorCondition.WITHIN_GROUP_DISTINCT_UNSUPPORTED, call)
                    .build();
        }
        if (expected >= 0 && call.order().size() != expected) {
            throw refused(ErrorCondition.WITHIN_GROUP_WRONG_NUM_ORDERINGS, call)
                    .with("expectedNum", expected)
                    .with("actualNum", call.order().size())
                    .build();
        }
        if (call.distinct()) checkDistinct(call, text);
    }

    /// What is told apart is what is put in order.
    private static void checkDistinct(Expr.Call call, SqlText text) {
        String value = text.of(call.args().getFirst());
        List<String> keys =
                call.order().stream().map(Relation.SortKey::value).map(text::of).toList();
        if (keys.equals(List.of(value))) return;
        throw refused(ErrorCondition.WITHIN_GROUP_MISMATCH_WITH_DISTINCT_INPUT, call)
                .with("funcArg", '"' + value + '"')
                .with("orderingExpr", '"' + String.join(", ", keys) + '"')
                .build();
    }

    private static SluiceException.Builder refused(ErrorCondition condition, Expr.Call call) {
        return condition.error().with("funcName", '`' + name(call) + '`').at(call.at());
    }

    /// A call of what is no aggregate: it has none of these clauses.
    static Expr.Call none(Expr.Call call) {
        if (call.distinct()) throw unsupported(call, "DISTINCT");
        if (call.filter() != null) throw unsupported(call, "FILTER CLAUSE");
        if (!call.order().isEmpty()) throw unsupported(call, "WITHIN GROUP (ORDER BY ...)");
        if (call.nulls() == Nulls.IGNORED) throw unsupported(call, "IGNORE NULLS");
        return call;
    }

    static SluiceException unsupported(Expr.Call call, String syntax) {
        return ErrorCondition.DISTINCT_NOT_AGGREGATE
                .error()
                .with("prettyName", '`' + name(call) + '`')
                .with("syntax", syntax)
                .at(call.at())
                .build();
    }

    private static String name(Expr.Call call) {
        return call.name().toLowerCase(Locale.ROOT);
    }
}
