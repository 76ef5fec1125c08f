package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.grammar.SqlBaseParser.ErrorCapturingIdentifierContext;
import dev.sluice.grammar.SqlBaseParser.PivotClauseContext;
import dev.sluice.grammar.SqlBaseParser.PivotColumnContext;
import dev.sluice.grammar.SqlBaseParser.PivotValueContext;
import dev.sluice.grammar.SqlBaseParser.UnpivotAliasContext;
import dev.sluice.grammar.SqlBaseParser.UnpivotClauseContext;
import dev.sluice.grammar.SqlBaseParser.UnpivotColumnContext;
import dev.sluice.grammar.SqlBaseParser.UnpivotMultiValueColumnClauseContext;
import dev.sluice.grammar.SqlBaseParser.UnpivotSingleValueColumnClauseContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `PIVOT (…)` and `UNPIVOT (…)`.
final class PivotBuilder {

    private PivotBuilder() {}

    static Relation pivot(Relation input, PivotClauseContext said) {
        Relation relation = new Relation.Pivot(
                input,
                null,
                ExpressionBuilder.named(said.aggregates),
                columns(said.pivotColumn()),
                said.pivotValues.stream().map(PivotBuilder::value).toList(),
                Positions.of(said));
        return named(relation, said.errorCapturingIdentifier(), said);
    }

    private static Relation named(
            Relation relation, @Nullable ErrorCapturingIdentifierContext name, ParserRuleContext said) {
        return name == null ? relation : new Relation.Aliased(relation, Names.of(name), List.of(), Positions.of(said));
    }

    private static List<Expr> columns(PivotColumnContext said) {
        return said.identifiers.stream()
                .<Expr>map(name -> new Expr.Name(List.of(Names.of(name)), null, Positions.of(said.getParent())))
                .toList();
    }

    /// `('q1', 'tea')` reads as a struct; here it is one value for each column.
    private static Relation.PivotValue value(PivotValueContext said) {
        Expr value = ExpressionBuilder.of(said.expression());
        List<Expr> parts =
                value instanceof Expr.Call call && call.name().equals("struct") ? call.args() : List.of(value);
        String name = said.errorCapturingIdentifier() == null ? null : Names.of(said.errorCapturingIdentifier());
        return new Relation.PivotValue(parts, name);
    }

    static Relation unpivot(Relation input, UnpivotClauseContext said) {
        boolean nulls = said.nullOperator != null && said.nullOperator.INCLUDE() != null;
        UnpivotSingleValueColumnClauseContext single = said.operator.unpivotSingleValueColumnClause();
        Relation relation = single != null
                ? single(input, nulls, single, said)
                : several(input, nulls, said.operator.unpivotMultiValueColumnClause(), said);
        return named(relation, said.errorCapturingIdentifier(), said);
    }

    private static Relation single(
            Relation input, boolean nulls, UnpivotSingleValueColumnClauseContext said, UnpivotClauseContext whole) {
        return new Relation.Unpivot(
                input,
                nulls,
                List.of(Names.of(said.unpivotValueColumn().identifier())),
                Names.of(said.unpivotNameColumn().identifier()),
                said.unpivotColumns.stream()
                        .map(column -> new Relation.UnpivotColumns(
                                List.of(column(column.unpivotColumn())), name(column.unpivotAlias())))
                        .toList(),
                Positions.of(whole));
    }

    private static Relation several(
            Relation input, boolean nulls, UnpivotMultiValueColumnClauseContext said, UnpivotClauseContext whole) {
        return new Relation.Unpivot(
                input,
                nulls,
                said.unpivotValueColumns.stream()
                        .map(column -> Names.of(column.identifier()))
                        .toList(),
                Names.of(said.unpivotNameColumn().identifier()),
                said.unpivotColumnSets.stream()
                        .map(set -> new Relation.UnpivotColumns(
                                set.unpivotColumns.stream()
                                        .map(PivotBuilder::column)
                                        .toList(),
                                name(set.unpivotAlias())))
                        .toList(),
                Positions.of(whole));
    }

    private static Expr column(UnpivotColumnContext said) {
        return new Expr.Name(Names.parts(said.multipartIdentifier()), null, Positions.of(said));
    }

    private static @Nullable String name(@Nullable UnpivotAliasContext said) {
        return said == null ? null : Names.of(said.errorCapturingIdentifier());
    }
}
