package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Expr.Nulls;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.Any_valueContext;
import dev.sluice.grammar.SqlBaseParser.DatetimeUnitContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionContext;
import dev.sluice.grammar.SqlBaseParser.ExtractContext;
import dev.sluice.grammar.SqlBaseParser.FirstContext;
import dev.sluice.grammar.SqlBaseParser.FunctionArgumentContext;
import dev.sluice.grammar.SqlBaseParser.FunctionCallContext;
import dev.sluice.grammar.SqlBaseParser.FunctionNameContext;
import dev.sluice.grammar.SqlBaseParser.LastContext;
import dev.sluice.grammar.SqlBaseParser.OverlayContext;
import dev.sluice.grammar.SqlBaseParser.PositionContext;
import dev.sluice.grammar.SqlBaseParser.StringLitContext;
import dev.sluice.grammar.SqlBaseParser.SubstringContext;
import dev.sluice.grammar.SqlBaseParser.TimestampaddContext;
import dev.sluice.grammar.SqlBaseParser.TimestampdiffContext;
import dev.sluice.grammar.SqlBaseParser.TrimContext;
import dev.sluice.grammar.SqlBaseParser.ValueExpressionContext;
import dev.sluice.grammar.antlr.Token;
import dev.sluice.grammar.antlr.tree.TerminalNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Function calls, and the functions that SQL calls with words between the arguments: `TRIM(BOTH x FROM y)`.
///
/// The latter become plain calls of the function that takes these arguments in this order, with the name that
/// Spark's column names show.
final class CallBuilder {

    private CallBuilder() {}

    static Expr of(FunctionCallContext said, SourcePosition at) {
        if (isIdentifierClause(said)) {
            return new Expr.Name(Names.identifier(said.argument.getFirst().expression()), null, at);
        }
        var call = new Expr.Call(
                name(said.functionName()),
                said.argument.stream().map(CallBuilder::argument).toList(),
                said.setQuantifier() != null && said.setQuantifier().DISTINCT() != null,
                said.where == null ? null : ExpressionBuilder.condition(said.where),
                said.sortItem().stream().map(QueryBuilder::sortKey).toList(),
                nulls(said.nullsOption),
                said.windowSpec() == null ? at : Positions.between(said.getStart(), end(said)));
        return said.windowSpec() == null ? call : new Expr.Over(call, OverBuilder.of(said.windowSpec()), at);
    }

    /// `IDENTIFIER('column')` reads as a call of a function of that name.
    private static boolean isIdentifierClause(FunctionCallContext said) {
        FunctionNameContext name = said.functionName();
        boolean isWord = name.IDENTIFIER_KW() != null && name.expression() == null;
        return isWord && said.argument.size() == 1 && said.argument.getFirst().expression() != null;
    }

    /// Where the call ends that OVER stands behind.
    private static Token end(FunctionCallContext said) {
        return said.NULLS() == null
                ? said.RIGHT_PAREN().getLast().getSymbol()
                : said.NULLS().getSymbol();
    }

    private static Nulls nulls(@Nullable Token said) {
        if (said == null) return Nulls.UNSAID;
        return said.getType() == SqlBaseLexer.IGNORE ? Nulls.IGNORED : Nulls.RESPECTED;
    }

    static Expr.Call of(FirstContext said, SourcePosition at) {
        return aggregate("first", said.expression(), said.IGNORE(), at);
    }

    static Expr.Call of(LastContext said, SourcePosition at) {
        return aggregate("last", said.expression(), said.IGNORE(), at);
    }

    static Expr.Call of(Any_valueContext said, SourcePosition at) {
        return aggregate("any_value", said.expression(), said.IGNORE(), at);
    }

    static Expr.Call of(ExtractContext said, SourcePosition at) {
        Expr field = LiteralBuilder.string(said.field.getText(), Positions.of(said.field));
        return Expr.call("extract", at, field, ExpressionBuilder.value(said.source));
    }

    static Expr.Call of(PositionContext said, SourcePosition at) {
        return call("locate", at, said.substr, said.str);
    }

    static Expr.Call of(SubstringContext said, SourcePosition at) {
        return call("substring", at, said.str, said.pos, said.len);
    }

    static Expr.Call of(TrimContext said, SourcePosition at) {
        String name = switch (said.trimOption == null ? SqlBaseLexer.BOTH : said.trimOption.getType()) {
            case SqlBaseLexer.LEADING -> "ltrim";
            case SqlBaseLexer.TRAILING -> "rtrim";
            default -> "trim";
        };
        return call(name, at, said.trimStr, said.srcStr);
    }

    static Expr.Call of(OverlayContext said, SourcePosition at) {
        return call("overlay", at, said.input, said.replace, said.position, said.length);
    }

    static Expr.Call of(TimestampaddContext said, SourcePosition at) {
        Expr unit = unit(said.name, said.unit, said.invalidUnit);
        return Expr.call(
                "timestampadd",
                at,
                unit,
                ExpressionBuilder.value(said.unitsAmount),
                ExpressionBuilder.value(said.timestamp));
    }

    static Expr.Call of(TimestampdiffContext said, SourcePosition at) {
        Expr unit = unit(said.name, said.unit, said.invalidUnit);
        return Expr.call(
                "timestampdiff",
                at,
                unit,
                ExpressionBuilder.value(said.startTimestamp),
                ExpressionBuilder.value(said.endTimestamp));
    }

    /// The name of a function, as it was said.
    static String name(FunctionNameContext said) {
        if (said.IDENTIFIER_KW() != null) return Names.function(Names.identifier(said.expression()), said);
        return said.qualifiedName() == null ? said.getText() : Names.function(Names.parts(said.qualifiedName()), said);
    }

    static Expr argument(FunctionArgumentContext said) {
        NotYet.ifSaid(said.namedArgumentExpression(), "named arguments (name => value)");
        return ExpressionBuilder.of(said.expression());
    }

    private static Expr.Call aggregate(
            String name, ExpressionContext value, @Nullable TerminalNode ignore, SourcePosition at) {
        return new Expr.Call(
                name,
                List.of(ExpressionBuilder.of(value)),
                false,
                null,
                List.of(),
                ignore == null ? Nulls.UNSAID : Nulls.IGNORED,
                at);
    }

    /// A call with those arguments that were said.
    private static Expr.Call call(String name, SourcePosition at, @Nullable ValueExpressionContext... said) {
        List<Expr> args = new ArrayList<>();
        for (ValueExpressionContext argument : said) {
            if (argument != null) args.add(ExpressionBuilder.value(argument));
        }
        return new Expr.Call(name, args, false, null, at);
    }

    private static Expr unit(Token function, @Nullable DatetimeUnitContext unit, StringLitContext quoted) {
        if (unit != null) return LiteralBuilder.string(unit.getText(), Positions.of(unit));
        throw ErrorCondition.INVALID_DATETIME_UNIT
                .error()
                .with("functionName", "`" + function.getText() + "`")
                .with("invalidValue", "'" + StringLiteral.of(quoted) + "'")
                .at(Positions.of(quoted))
                .build();
    }
}
