package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.SortKey;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.LogicalPlan.RankKind;
import dev.sluice.plan.LogicalPlan.Ranking;
import dev.sluice.type.DataType.Atomic;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes the places that a SELECT's list asks for columns of its input.
///
/// ```text
/// Project row_number() OVER (PARTITION BY a ORDER BY b) AS r        Project place AS r
///   e                                                         =>     Rank row_number() AS place, [a], [b ASC]
///                                                                      e
/// ```
final class RankColumns {

    private final Analyzer analyzer;
    private Analyzed input;

    RankColumns(Analyzer analyzer, Analyzed input) {
        this.analyzer = analyzer;
        this.input = input;
    }

    /// The input, with a column for each place.
    Analyzed input() {
        return input;
    }

    List<Expr> replaced(List<Expr> said) {
        return said.stream().map(this::replaced).toList();
    }

    private Expr replaced(Expr said) {
        if (said instanceof Expr.Over over) return column(over, null);
        if (said instanceof Expr.Alias(Expr.Over over, List<String> names, SourcePosition at) && names.size() == 1) {
            return new Expr.Alias(column(over, names.getFirst()), names, at);
        }
        return Contains.over(said) ? said.mapChildren(this::replaced) : said;
    }

    /// @param alias what it is called, if it is the whole of an item
    private Expr column(Expr.Over over, @Nullable String alias) {
        RankKind kind = kind(over)
                .orElseThrow(() -> notYet("OVER for " + over.function().name(), over));
        if (over.order().isEmpty()) throw notYet(kind.function() + "() without ORDER BY", over);
        var expressions = analyzer.expressions(Names.of(input.scope()), null);
        List<Expression> partition = over.partition().stream()
                .map(said -> Analyzer.sortKey(
                                expressions.analyze(said), new Relation.SortKey(said, true, null), expressions.text())
                        .expression())
                .toList();
        List<SortKey> order = over.order().stream()
                .map(key -> Analyzer.sortKey(expressions.analyze(key.value()), key, expressions.text()))
                .toList();
        String name = alias == null ? expressions.text().of(over) : alias;
        var column = new Column(analyzer.nextId(), name, Atomic.INT, false);
        var plan = new LogicalPlan.Rank(input.plan(), partition, order, List.of(new Ranking(kind, column)));
        var hidden = new Visible(column, null, Set.of(), true);
        input = new Analyzed(
                plan,
                new Scope(Stream.concat(input.scope().columns().stream(), Stream.of(hidden))
                        .toList()));
        return new Expr.Name(List.of(column.name()), Scope.frameOf(column), over.at());
    }

    private static Optional<RankKind> kind(Expr.Over over) {
        Expr.Call said = over.function();
        if (!said.args().isEmpty() || said.distinct() || said.filter() != null) return Optional.empty();
        return Arrays.stream(RankKind.values())
                .filter(kind -> kind.function().equalsIgnoreCase(said.name()))
                .findFirst();
    }

    /// Where a function over rows in order stands, but can't be answered.
    static SluiceException misplaced(Expr.Over over) {
        return notYet("OVER outside the list of a SELECT without groups (a subquery around those says the same)", over);
    }

    private static SluiceException notYet(String feature, Expr.Over over) {
        return ErrorCondition.NOT_YET_SUPPORTED
                .error()
                .with("feature", feature)
                .at(over.at())
                .build();
    }
}
