package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseParser.AliasedQueryContext;
import dev.sluice.grammar.SqlBaseParser.AliasedRelationContext;
import dev.sluice.grammar.SqlBaseParser.ChangelogTableNameContext;
import dev.sluice.grammar.SqlBaseParser.FromClauseContext;
import dev.sluice.grammar.SqlBaseParser.FunctionTableArgumentContext;
import dev.sluice.grammar.SqlBaseParser.InlineTableContext;
import dev.sluice.grammar.SqlBaseParser.InlineTableDefault2Context;
import dev.sluice.grammar.SqlBaseParser.JoinRelationContext;
import dev.sluice.grammar.SqlBaseParser.JoinTypeContext;
import dev.sluice.grammar.SqlBaseParser.LateralViewContext;
import dev.sluice.grammar.SqlBaseParser.OptionsClauseContext;
import dev.sluice.grammar.SqlBaseParser.RelationContext;
import dev.sluice.grammar.SqlBaseParser.RelationExtensionContext;
import dev.sluice.grammar.SqlBaseParser.RelationPrimaryContext;
import dev.sluice.grammar.SqlBaseParser.StreamRelationContext;
import dev.sluice.grammar.SqlBaseParser.StreamRelationPrimaryContext;
import dev.sluice.grammar.SqlBaseParser.StreamTableNameContext;
import dev.sluice.grammar.SqlBaseParser.StreamTableValuedFunctionContext;
import dev.sluice.grammar.SqlBaseParser.TableAliasContext;
import dev.sluice.grammar.SqlBaseParser.TableFunctionCallContext;
import dev.sluice.grammar.SqlBaseParser.TableFunctionCallWithTrailingClausesContext;
import dev.sluice.grammar.SqlBaseParser.TableNameContext;
import dev.sluice.grammar.SqlBaseParser.TableValuedFunctionContext;
import dev.sluice.grammar.SqlBaseParser.WatermarkClauseContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a query reads from: tables, streams, subqueries, values, table functions, joins of them, and what LATERAL
/// VIEW makes of them.
final class RelationBuilder {

    private static final String IDENTIFIED_BY = "IDENTIFIED BY";

    private RelationBuilder() {}

    static Relation from(FromClauseContext said) {
        Relation relation = joined(null, said.relation(0));
        for (RelationContext next : said.relation().subList(1, said.relation().size())) {
            relation = joined(relation, next);
        }
        relation = lateralViews(relation, said.lateralView());
        if (said.pivotClause() != null) relation = PivotBuilder.pivot(relation, said.pivotClause());
        return said.unpivotClause() == null ? relation : PivotBuilder.unpivot(relation, said.unpivotClause());
    }

    static Relation lateralViews(Relation input, List<LateralViewContext> said) {
        Relation relation = input;
        for (LateralViewContext view : said) relation = generate(relation, view);
        return relation;
    }

    static Relation values(InlineTableContext said) {
        List<List<Expr>> rows = ExpressionBuilder.all(said.expression()).stream()
                .map(RelationBuilder::row)
                .toList();
        SourcePosition at = Positions.between(said, said.expression().getLast());
        return aliased(new Relation.Values(rows, at), said.tableAlias(), said);
    }

    /// `(1, 'a')` reads as a struct; in VALUES it is a row.
    private static List<Expr> row(Expr said) {
        if (!(said instanceof Expr.Call call) || !call.name().equals("struct")) return List.of(said);
        return call.args().stream()
                .map(field -> field instanceof Expr.Alias alias ? alias.value() : field)
                .toList();
    }

    private static Relation generate(Relation input, LateralViewContext said) {
        var generator = new Expr.Call(
                Names.function(Names.parts(said.qualifiedName()), said.qualifiedName()),
                ExpressionBuilder.all(said.expression()),
                false,
                null,
                Positions.between(
                        said.qualifiedName().getStart(), said.RIGHT_PAREN().getSymbol()));
        return new Relation.Generate(
                input,
                generator,
                said.OUTER() != null,
                Names.of(said.tblName),
                said.colName.stream().map(Names::of).toList(),
                Positions.of(said));
    }

    /// A relation with the joins behind it. As in Spark they join whatever stood before, also before a comma:
    /// `a, b JOIN c` is `(a, b) JOIN c`.
    private static Relation joined(@Nullable Relation before, RelationContext said) {
        Relation relation = primary(said.relationPrimary());
        if (said.LATERAL() != null) relation = new Relation.Lateral(relation);
        if (before != null) relation = commaJoin(before, relation, Positions.of(said.relationPrimary()));
        for (RelationExtensionContext extension : said.relationExtension()) {
            relation = extended(relation, extension);
        }
        return relation;
    }

    private static Relation extended(Relation relation, RelationExtensionContext said) {
        if (said.pivotClause() != null) return PivotBuilder.pivot(relation, said.pivotClause());
        if (said.unpivotClause() != null) return PivotBuilder.unpivot(relation, said.unpivotClause());
        return join(relation, said.joinRelation());
    }

    /// Its condition, if any, is in WHERE.
    private static Relation commaJoin(Relation left, Relation right, SourcePosition at) {
        return new Relation.Join(left, right, Relation.JoinType.INNER, null, List.of(), false, at);
    }

    static Relation join(Relation left, JoinRelationContext said) {
        NotYet.ifSaid(said.nearestByClause(), "nearest-by joins");
        Relation.JoinType type = joinType(said.joinType());
        boolean natural = said.NATURAL() != null;
        if (natural && type == Relation.JoinType.CROSS) {
            throw ErrorCondition.INCOMPATIBLE_JOIN_TYPES
                    .error()
                    .with("joinType1", "NATURAL")
                    .with("joinType2", "CROSS")
                    .at(Positions.of(said))
                    .build();
        }
        Expr on = null;
        List<String> using = List.of();
        if (said.joinCriteria() != null) {
            if (said.joinCriteria().booleanExpression() != null) {
                on = ExpressionBuilder.condition(said.joinCriteria().booleanExpression());
            } else {
                using = Names.all(said.joinCriteria().identifierList());
            }
        }
        Relation right = primary(said.right);
        if (said.LATERAL() != null) right = new Relation.Lateral(right);
        return new Relation.Join(left, right, type, on, using, natural, Positions.of(said));
    }

    private static Relation.JoinType joinType(JoinTypeContext said) {
        // LEFT SEMI and LEFT ANTI have the word LEFT as well.
        if (said.SEMI() != null) return Relation.JoinType.LEFT_SEMI;
        if (said.ANTI() != null) return Relation.JoinType.LEFT_ANTI;
        if (said.LEFT() != null) return Relation.JoinType.LEFT_OUTER;
        if (said.RIGHT() != null) return Relation.JoinType.RIGHT_OUTER;
        if (said.FULL() != null) return Relation.JoinType.FULL_OUTER;
        if (said.CROSS() != null) return Relation.JoinType.CROSS;
        return Relation.JoinType.INNER;
    }

    private static Relation primary(RelationPrimaryContext said) {
        return switch (said) {
            case TableNameContext table -> table(table);
            case StreamRelationContext stream -> stream(stream.streamRelationPrimary());
            case AliasedQueryContext query -> subquery(query);
            case AliasedRelationContext relation -> bracketed(relation);
            case InlineTableDefault2Context values -> values(values.inlineTable());
            case TableValuedFunctionContext function ->
                function(function.tableFunctionCallWithTrailingClauses(), false);
            case ChangelogTableNameContext changes ->
                throw NotYet.supported("the CHANGES clause", changes.changesClause());
            default -> throw Grammar.unknown(said);
        };
    }

    private static Relation table(TableNameContext said) {
        NotYet.ifSaid(said.temporalClause(), "time travel (VERSION AS OF, TIMESTAMP AS OF)");
        var table = new Relation.Table(
                Names.parts(said.identifierReference()),
                false,
                options(said.optionsClause()),
                Positions.of(said.identifierReference()));
        return aliased(
                SampleBuilder.sampled(watermarked(table, said.watermarkClause()), said.sample()),
                said.tableAlias(),
                said);
    }

    private static Relation stream(StreamRelationPrimaryContext said) {
        return switch (said) {
            case StreamTableNameContext table -> streamTable(table);
            case StreamTableValuedFunctionContext function -> streamFunction(function);
            default -> throw Grammar.unknown(said);
        };
    }

    private static Relation streamTable(StreamTableNameContext said) {
        NotYet.ifSaid(said.streamChangesClause(), "the CHANGES clause");
        NotYet.ifSaid(said.identifiedByClause(), IDENTIFIED_BY);
        var table = new Relation.Table(
                Names.parts(said.multipartIdentifier()),
                true,
                options(said.optionsClause()),
                Positions.of(said.multipartIdentifier()));
        return aliased(watermarked(table, said.watermarkClause()), said.tableAlias(), said);
    }

    private static Relation streamFunction(StreamTableValuedFunctionContext said) {
        if (said.tableFunctionCallWithTrailingClauses() != null) {
            return function(said.tableFunctionCallWithTrailingClauses(), true);
        }
        NotYet.ifSaid(said.identifiedByClause(), IDENTIFIED_BY);
        Relation function = watermarked(call(said.tableFunctionCall(), true), said.watermarkClause());
        return aliased(function, said.tableAlias(), said);
    }

    /// A subquery without a name gets Spark's name for it, which hides the names of the tables within.
    private static Relation subquery(AliasedQueryContext said) {
        Relation query = SampleBuilder.sampled(
                watermarked(QueryBuilder.of(said.query()), said.watermarkClause()), said.sample());
        return said.tableAlias().strictIdentifier() == null
                ? new Relation.Aliased(query, "__auto_generated_subquery_name", List.of(), Positions.of(said))
                : aliased(query, said.tableAlias(), said);
    }

    private static Relation bracketed(AliasedRelationContext said) {
        Relation relation = SampleBuilder.sampled(
                watermarked(joined(null, said.relation()), said.watermarkClause()), said.sample());
        return aliased(relation, said.tableAlias(), said);
    }

    private static Relation function(TableFunctionCallWithTrailingClausesContext said, boolean stream) {
        NotYet.ifSaid(said.identifiedByClause(), IDENTIFIED_BY);
        Relation function = watermarked(call(said.tableFunctionCall(), stream), said.watermarkClause());
        return aliased(function, said.tableAlias(), said);
    }

    private static Relation call(TableFunctionCallContext said, boolean stream) {
        return new Relation.TableFunction(
                CallBuilder.name(said.funcName),
                said.functionTableArgument().stream()
                        .map(RelationBuilder::argument)
                        .toList(),
                stream,
                Positions.of(said));
    }

    private static Expr argument(FunctionTableArgumentContext said) {
        NotYet.ifSaid(said.functionTableReferenceArgument(), "tables as arguments (TABLE …)");
        return CallBuilder.argument(said.functionArgument());
    }

    /// The clause stands before the alias, so the table's own name is still good in it.
    private static Relation watermarked(Relation relation, @Nullable WatermarkClauseContext said) {
        if (said == null) return relation;
        Expr time = ExpressionBuilder.named(said.colName);
        return new Relation.Watermark(
                relation,
                time,
                DelayText.millis(said.delay),
                new Relation.Watermark.Said(),
                Positions.of(said.colName));
    }

    private static Map<String, String> options(@Nullable OptionsClauseContext said) {
        return said == null ? Map.of() : OptionsBuilder.of(said.options);
    }

    private static Relation aliased(Relation relation, TableAliasContext alias, ParserRuleContext whole) {
        if (alias.strictIdentifier() == null) return relation;
        List<String> columns = alias.identifierList() == null ? List.of() : Names.all(alias.identifierList());
        return new Relation.Aliased(relation, Names.of(alias.strictIdentifier()), columns, Positions.of(whole));
    }
}
