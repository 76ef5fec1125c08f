package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `|> AGGREGATE values GROUP BY keys`, which shows the keys in front of the values.
final class PipeAnalyzer {

    private static final Set<String> GROUPING = Set.of("grouping", "grouping_id");

    private final Analyzer analyzer;

    PipeAnalyzer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    Analyzed aggregate(Relation.PipeAggregate said) {
        Analyzed input = analyzer.relation(said.input());
        for (Expr value : said.values()) check(value, input, said.at());
        List<Expr> columns = new ArrayList<>();
        for (Expr key : said.keys()) columns.add(key(key, input));
        List<Expr> keys = columns.stream()
                .map(key -> key instanceof Expr.Alias alias ? alias.value() : key)
                .toList();
        columns.addAll(said.values());
        return new SelectAnalyzer(analyzer, input, columns, null, said.at()).grouped(keys, null, null, List.of());
    }

    /// A number counts the columns of the input, as there is no list yet.
    private static Expr key(Expr said, Analyzed input) {
        if (!(said instanceof Expr.Literal(Integer place, _, SourcePosition at))) return said;
        List<Visible> shown = input.scope().shown();
        if (place < 1 || place > shown.size()) {
            throw ErrorCondition.GROUP_BY_POS_OUT_OF_RANGE
                    .error()
                    .with("index", place)
                    .with("size", shown.size())
                    .at(at)
                    .build();
        }
        var column = shown.get(place - 1).column();
        return new Expr.Name(List.of(column.name()), Scope.frameOf(column), at);
    }

    private void check(Expr value, Analyzed input, @Nullable SourcePosition at) {
        if (Contains.star(value) && !(bare(value) instanceof Expr.Call)) {
            throw ErrorCondition.INVALID_USAGE_OF_STAR_OR_REGEX
                    .error()
                    .with("elem", "'*'")
                    .with("prettyName", "expression `pipeexpression`")
                    .build();
        }
        if (Contains.over(value)) {
            throw unsupported(
                    "window functions; please update the query to move the window functions to a subsequent |> SELECT "
                            + "operator instead",
                    at);
        }
        if (bare(value) instanceof Expr.Call call
                && GROUPING.contains(call.name().toLowerCase(Locale.ROOT))) {
            throw unsupported("GROUPING", at);
        }
        if (new Contains(analyzer.catalog()).aggregate(value).isEmpty()) {
            var names = Names.of(input.scope());
            throw ErrorCondition.PIPE_AGGREGATE_WITHOUT_AGGREGATE
                    .error()
                    .with("expr", analyzer.expressions(names).text().of(bare(value)))
                    .at(bare(value).at())
                    .build();
        }
    }

    private static Expr bare(Expr value) {
        return value instanceof Expr.Alias alias ? alias.value() : value;
    }

    private static SluiceException unsupported(String what, @Nullable SourcePosition at) {
        return ErrorCondition.PIPE_AGGREGATE_UNSUPPORTED
                .error()
                .with("case", what)
                .at(at)
                .build();
    }
}
