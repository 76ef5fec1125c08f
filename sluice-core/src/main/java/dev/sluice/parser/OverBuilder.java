package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.WindowSpec;
import dev.sluice.ast.WindowSpec.Bound;
import dev.sluice.ast.WindowSpec.Frame;
import dev.sluice.error.ErrorCondition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.FrameBoundContext;
import dev.sluice.grammar.SqlBaseParser.NamedWindowContext;
import dev.sluice.grammar.SqlBaseParser.WindowClauseContext;
import dev.sluice.grammar.SqlBaseParser.WindowDefContext;
import dev.sluice.grammar.SqlBaseParser.WindowFrameContext;
import dev.sluice.grammar.SqlBaseParser.WindowRefContext;
import dev.sluice.grammar.SqlBaseParser.WindowSpecContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Windows over rows, `(PARTITION BY … ORDER BY … ROWS …)`, and the WINDOW clause that gives them names.
final class OverBuilder {

    private OverBuilder() {}

    static WindowSpec of(WindowSpecContext said) {
        return switch (said) {
            case WindowRefContext name ->
                new WindowSpec(Names.of(name.name), List.of(), List.of(), null, Positions.of(name));
            case WindowDefContext definition ->
                new WindowSpec(
                        null,
                        definition.partition.stream().map(ExpressionBuilder::of).toList(),
                        definition.sortItem().stream()
                                .map(QueryBuilder::sortKey)
                                .toList(),
                        definition.windowFrame() == null ? null : frame(definition.windowFrame()),
                        Positions.of(definition));
            default -> throw Grammar.unknown(said);
        };
    }

    /// `ROWS n PRECEDING` ends at the current row.
    private static Frame frame(WindowFrameContext said) {
        return new Frame(
                said.frameType.getType() == SqlBaseLexer.ROWS,
                bound(said.start),
                said.end == null ? new Bound.CurrentRow() : bound(said.end),
                Positions.of(said));
    }

    private static Bound bound(FrameBoundContext said) {
        boolean preceding = said.boundType.getType() == SqlBaseLexer.PRECEDING;
        if (said.CURRENT() != null) return new Bound.CurrentRow();
        if (said.UNBOUNDED() != null)
            return preceding ? new Bound.UnboundedPreceding() : new Bound.UnboundedFollowing();
        Expr offset = ExpressionBuilder.of(said.expression());
        if (names(offset)) {
            throw ErrorCondition.WINDOW_FRAME_NOT_LITERAL
                    .error()
                    .at(Positions.of(said))
                    .build();
        }
        return new Bound.Offset(offset, preceding);
    }

    private static boolean names(Expr said) {
        if (said instanceof Expr.Name) return true;
        boolean[] found = new boolean[1];
        Expr _ = said.mapChildren(part -> {
            found[0] |= names(part);
            return part;
        });
        return found[0];
    }

    /// The windows of a WINDOW clause by name; one may be another under a new name.
    static Map<String, WindowSpec> named(@Nullable WindowClauseContext said) {
        Map<String, WindowSpec> windows = new TreeMap<>();
        if (said == null) return windows;
        Map<String, WindowSpec> spoken = new TreeMap<>();
        for (NamedWindowContext window : said.namedWindow()) {
            String name = Names.of(window.name);
            if (spoken.put(name, of(window.windowSpec())) != null) {
                throw ErrorCondition.REPETITIVE_WINDOW_DEFINITION
                        .error()
                        .with("windowName", '`' + name + '`')
                        .at(Positions.of(said))
                        .build();
            }
        }
        spoken.forEach((name, window) -> windows.put(name, meant(window, spoken)));
        return windows;
    }

    private static WindowSpec meant(WindowSpec window, Map<String, WindowSpec> spoken) {
        if (window.name() == null) return window;
        WindowSpec other = spoken.get(window.name());
        if (other == null) {
            throw ErrorCondition.INVALID_WINDOW_REFERENCE
                    .error()
                    .with("windowName", window.name().toLowerCase(Locale.ROOT))
                    .at(window.at())
                    .build();
        }
        return other;
    }

    /// The SELECT with windows in place of their names, for a WINDOW clause behind all its others.
    static Relation replaced(Relation said, Map<String, WindowSpec> windows) {
        if (windows.isEmpty()) return said;
        return switch (said) {
            case Relation.Project(var input, var columns, var at) ->
                new Relation.Project(input, replaced(columns, windows), at);
            case Relation.Aggregate(var input, var keys, var columns, var having, var sets, var at) ->
                new Relation.Aggregate(input, keys, replaced(columns, windows), having, sets, at);
            case Relation.Qualify(var input, var condition, var at) ->
                new Relation.Qualify(replaced(input, windows), replaced(condition, windows), at);
            case Relation.Distinct(var input) -> new Relation.Distinct(replaced(input, windows));
            default -> said;
        };
    }

    private static List<Expr> replaced(List<Expr> said, Map<String, WindowSpec> windows) {
        return said.stream().map(each -> replaced(each, windows)).toList();
    }

    /// The expression with windows in place of their names.
    static Expr replaced(Expr said, Map<String, WindowSpec> windows) {
        Expr inner = windows.isEmpty() ? said : said.mapChildren(part -> replaced(part, windows));
        if (!(inner instanceof Expr.Over(Expr function, WindowSpec window, var at)) || window.name() == null)
            return inner;
        WindowSpec meant = windows.get(window.name());
        return meant == null ? inner : new Expr.Over(function, meant, at);
    }
}
