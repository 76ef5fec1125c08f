package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation.GroupingSets;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.AggregationClauseContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionContext;
import dev.sluice.grammar.SqlBaseParser.GroupByClauseContext;
import dev.sluice.grammar.SqlBaseParser.GroupingAnalyticsContext;
import dev.sluice.grammar.SqlBaseParser.GroupingElementContext;
import dev.sluice.grammar.SqlBaseParser.GroupingSetContext;
import dev.sluice.grammar.SqlBaseParser.NamedExpressionContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The GROUP BY clause: its keys, and the sets of them that ROLLUP, CUBE and GROUPING SETS mean.
///
/// ```text
/// GROUP BY a, ROLLUP (b, c)      keys a, b, c    sets {a b c} {a b} {a}
/// GROUP BY a, b WITH CUBE        keys a, b       sets {a b} {a} {b} {}
/// ```
final class GroupingBuilder {

    private final List<Expr> keys = new ArrayList<>();
    private @Nullable List<List<Integer>> sets;

    private GroupingBuilder() {}

    static GroupingBuilder of(AggregationClauseContext said) {
        var grouping = new GroupingBuilder();
        if (said.groupingExpressions.isEmpty()) {
            grouping.read(said.groupingExpressionsWithGroupingAnalytics);
        } else {
            grouping.readKeysFirst(said);
        }
        return grouping;
    }

    List<Expr> keys() {
        return keys;
    }

    /// Which keys each set has; null if all groups have all keys.
    @Nullable
    List<List<Integer>> sets() {
        return sets;
    }

    /// `GROUP BY a, b`, perhaps with `WITH ROLLUP`, `WITH CUBE` or `GROUPING SETS (…)` behind it.
    private void readKeysFirst(AggregationClauseContext said) {
        List<List<Integer>> single = said.groupingExpressions.stream()
                .map(key -> List.of(add(key(key))))
                .toList();
        if (said.kind == null) return;
        sets = switch (said.kind.getType()) {
            case SqlBaseLexer.ROLLUP -> GroupingSets.rollup(single);
            case SqlBaseLexer.CUBE -> GroupingSets.cube(single);
            default -> said.groupingSet().stream().map(this::set).toList();
        };
    }

    /// What stands side by side is combined, each with each.
    private void read(List<GroupByClauseContext> said) {
        List<List<Integer>> combined = List.of(List.of());
        boolean several = false;
        for (GroupByClauseContext part : said) {
            several |= part.groupingAnalytics() != null;
            List<List<Integer>> more = part.groupingAnalytics() == null
                    ? List.of(List.of(add(ExpressionBuilder.of(part.expression()))))
                    : sets(part.groupingAnalytics());
            combined = GroupingSets.combined(combined, more);
        }
        if (several) sets = combined;
    }

    private List<List<Integer>> sets(GroupingAnalyticsContext said) {
        if (said.ROLLUP() != null)
            return GroupingSets.rollup(
                    said.groupingSet().stream().map(this::set).toList());
        if (said.CUBE() != null)
            return GroupingSets.cube(said.groupingSet().stream().map(this::set).toList());
        List<List<Integer>> all = new ArrayList<>();
        for (GroupingElementContext element : said.groupingElement()) {
            if (element.groupingAnalytics() == null) {
                all.add(set(element.groupingSet()));
            } else {
                all.addAll(sets(element.groupingAnalytics()));
            }
        }
        return all;
    }

    private List<Integer> set(GroupingSetContext said) {
        List<Integer> set = new ArrayList<>();
        for (ExpressionContext key : said.expression()) set.add(add(ExpressionBuilder.of(key)));
        return set;
    }

    /// The place of the key; one that is said twice is found by the analyzer.
    private int add(Expr key) {
        keys.add(key);
        return keys.size() - 1;
    }

    /// The grammar lets a key have a name, which means nothing.
    private static Expr key(NamedExpressionContext said) {
        if (said.name != null) throw SyntaxErrors.extraInput(said.name);
        if (said.identifierList() != null) throw SyntaxErrors.extraInput(said.identifierList());
        return ExpressionBuilder.of(said.expression());
    }
}
