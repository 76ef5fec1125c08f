package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.Any_valueContext;
import dev.sluice.grammar.SqlBaseParser.CastByColonContext;
import dev.sluice.grammar.SqlBaseParser.CastContext;
import dev.sluice.grammar.SqlBaseParser.CollateContext;
import dev.sluice.grammar.SqlBaseParser.ColumnReferenceContext;
import dev.sluice.grammar.SqlBaseParser.ConstantDefaultContext;
import dev.sluice.grammar.SqlBaseParser.CurrentLikeContext;
import dev.sluice.grammar.SqlBaseParser.DereferenceContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionContext;
import dev.sluice.grammar.SqlBaseParser.ExtractContext;
import dev.sluice.grammar.SqlBaseParser.FirstContext;
import dev.sluice.grammar.SqlBaseParser.FunctionCallContext;
import dev.sluice.grammar.SqlBaseParser.LambdaContext;
import dev.sluice.grammar.SqlBaseParser.LastContext;
import dev.sluice.grammar.SqlBaseParser.OverlayContext;
import dev.sluice.grammar.SqlBaseParser.ParenthesizedExpressionContext;
import dev.sluice.grammar.SqlBaseParser.PositionContext;
import dev.sluice.grammar.SqlBaseParser.PrimaryExpressionContext;
import dev.sluice.grammar.SqlBaseParser.RowConstructorContext;
import dev.sluice.grammar.SqlBaseParser.SearchedCaseContext;
import dev.sluice.grammar.SqlBaseParser.SemiStructuredExtractContext;
import dev.sluice.grammar.SqlBaseParser.SimpleCaseContext;
import dev.sluice.grammar.SqlBaseParser.StarContext;
import dev.sluice.grammar.SqlBaseParser.StructContext;
import dev.sluice.grammar.SqlBaseParser.SubqueryExpressionContext;
import dev.sluice.grammar.SqlBaseParser.SubscriptContext;
import dev.sluice.grammar.SqlBaseParser.SubstringContext;
import dev.sluice.grammar.SqlBaseParser.TimestampaddContext;
import dev.sluice.grammar.SqlBaseParser.TimestampdiffContext;
import dev.sluice.grammar.SqlBaseParser.TrimContext;
import dev.sluice.grammar.SqlBaseParser.WhenClauseContext;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What operators combine: columns, constants, calls, casts, CASE, and whatever stands in brackets.
final class PrimaryBuilder {

    private PrimaryBuilder() {}

    static Expr of(PrimaryExpressionContext said) {
        SourcePosition at = Positions.of(said);
        return switch (said) {
            case ColumnReferenceContext column -> name(Names.of(column.identifier()), at);
            case DereferenceContext member -> member(member, at);
            case ConstantDefaultContext constant -> LiteralBuilder.of(constant.constant());
            // Brackets are no expression of their own; the position is that of what they hold.
            case ParenthesizedExpressionContext brackets -> ExpressionBuilder.of(brackets.expression());
            case StarContext star -> star(star, at);
            case SubscriptContext item -> new Expr.Subscript(of(item.value), ExpressionBuilder.value(item.index), at);
            case CastContext cast ->
                new Expr.Cast(
                        ExpressionBuilder.of(cast.expression()),
                        TypeBuilder.castType(cast.dataType()),
                        cast.name.getType() == SqlBaseLexer.TRY_CAST,
                        at);
            case CastByColonContext cast ->
                new Expr.Cast(of(cast.primaryExpression()), TypeBuilder.castType(cast.dataType()), false, at);
            case SearchedCaseContext cases ->
                new Expr.Case(null, whens(cases.whenClause()), otherwise(cases.elseExpression), at);
            case SimpleCaseContext cases ->
                new Expr.Case(
                        ExpressionBuilder.of(cases.value),
                        whens(cases.whenClause()),
                        otherwise(cases.elseExpression),
                        at);
            case CurrentLikeContext word -> currentLike(word, at);
            case FunctionCallContext call -> CallBuilder.of(call, at);
            case StructContext struct -> struct(struct.argument.stream().map(ExpressionBuilder::named), at);
            case RowConstructorContext row ->
                struct(row.namedExpression().stream().map(ExpressionBuilder::named), at);
            case FirstContext first -> CallBuilder.of(first, at);
            case LastContext last -> CallBuilder.of(last, at);
            case Any_valueContext any -> CallBuilder.of(any, at);
            case ExtractContext extract -> CallBuilder.of(extract, at);
            case PositionContext position -> CallBuilder.of(position, at);
            case SubstringContext substring -> CallBuilder.of(substring, at);
            case TrimContext trim -> CallBuilder.of(trim, at);
            case OverlayContext overlay -> CallBuilder.of(overlay, at);
            case TimestampaddContext add -> CallBuilder.of(add, at);
            case TimestampdiffContext difference -> CallBuilder.of(difference, at);
            case LambdaContext lambda ->
                new Expr.Lambda(
                        lambda.identifier().stream().map(Names::of).toList(),
                        ExpressionBuilder.of(lambda.expression()),
                        at);
            case SubqueryExpressionContext query ->
                new Expr.Subquery(Expr.SubqueryKind.SCALAR, List.of(), QueryBuilder.of(query.query()), at);
            case CollateContext collate -> throw NotYet.supported("collations (COLLATE)", collate.collateClause());
            case SemiStructuredExtractContext _ ->
                throw NotYet.supported("extraction from semi-structured data (column:path)", said);
            default -> throw Grammar.unknown(said);
        };
    }

    private static Expr.Name name(String name, SourcePosition at) {
        return new Expr.Name(List.of(name), null, at);
    }

    /// `a.b` may be a column of a table as well as a field of a column; which, the analyzer finds out.
    private static Expr member(DereferenceContext said, SourcePosition at) {
        Expr base = of(said.base);
        String field = Names.of(said.fieldName);
        if (!(base instanceof Expr.Name name)) return new Expr.Member(base, field, at);
        List<String> parts =
                Stream.concat(name.parts().stream(), Stream.of(field)).toList();
        return new Expr.Name(parts, null, at);
    }

    private static Expr star(StarContext said, SourcePosition at) {
        List<Expr.Name> except = said.exceptClause() == null
                ? List.of()
                : said.exceptClause().exceptCols.multipartIdentifier().stream()
                        .map(name -> new Expr.Name(Names.parts(name), null, Positions.of(name)))
                        .toList();
        return new Expr.Star(
                said.qualifiedName() == null ? List.of() : Names.parts(said.qualifiedName()), except, null, at);
    }

    private static List<Expr.When> whens(List<WhenClauseContext> said) {
        return said.stream()
                .map(when -> new Expr.When(ExpressionBuilder.of(when.condition), ExpressionBuilder.of(when.result)))
                .toList();
    }

    private static @Nullable Expr otherwise(@Nullable ExpressionContext said) {
        return said == null ? null : ExpressionBuilder.of(said);
    }

    /// `user` or `current_date` without brackets is a column if there is one, and only otherwise the function:
    /// keywords are not reserved. So it stays a name. (`current_path` is the exception, in Spark too.)
    private static Expr currentLike(CurrentLikeContext said, SourcePosition at) {
        return said.name.getType() == SqlBaseLexer.CURRENT_PATH
                ? Expr.call("current_path", at)
                : name(said.name.getText(), at);
    }

    private static Expr struct(Stream<Expr> fields, SourcePosition at) {
        return new Expr.Call("struct", fields.toList(), false, null, at);
    }
}
