package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Statement;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.AssignmentContext;
import dev.sluice.grammar.SqlBaseParser.CreateVariableContext;
import dev.sluice.grammar.SqlBaseParser.DropVariableContext;
import dev.sluice.grammar.SqlBaseParser.ExecuteImmediateContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionContext;
import dev.sluice.grammar.SqlBaseParser.MultipartIdentifierListContext;
import dev.sluice.grammar.SqlBaseParser.SetVariableContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Session variables: DECLARE, SET VAR, DROP TEMPORARY VARIABLE, and EXECUTE IMMEDIATE, which fills them.
final class VariableBuilder {

    private VariableBuilder() {}

    static Statement of(CreateVariableContext said) {
        var value = said.variableDefaultExpression();
        return new Statement.DeclareVariables(
                said.identifierReferences.stream()
                        .map(name -> Names.variable(Names.parts(name), name))
                        .toList(),
                said.REPLACE() != null,
                said.dataType() == null ? null : TypeBuilder.castType(said.dataType()),
                value == null ? null : ExpressionBuilder.of(value.expression()),
                Positions.of(said.identifierReferences.getFirst()));
    }

    static Statement of(SetVariableContext said) {
        if (said.query() != null) {
            return new Statement.SetVariables(
                    names(said.multipartIdentifierList()),
                    List.of(),
                    QueryBuilder.of(said.query()),
                    Positions.of(said.multipartIdentifierList()));
        }
        List<String> names = new ArrayList<>();
        List<@Nullable Expr> values = new ArrayList<>();
        for (AssignmentContext one : said.assignmentList().assignment()) {
            names.add(Names.variable(Names.parts(one.key), one.key));
            values.add(isDefault(one.value) ? null : ExpressionBuilder.of(one.value));
        }
        return new Statement.SetVariables(
                names,
                values,
                null,
                Positions.of(said.assignmentList().assignment().getFirst().key));
    }

    private static boolean isDefault(ExpressionContext said) {
        return said.getStart() == said.getStop() && said.getStart().getType() == SqlBaseLexer.DEFAULT;
    }

    static Statement of(DropVariableContext said) {
        return new Statement.DropVariable(
                Names.variable(Names.parts(said.identifierReference()), said.identifierReference()),
                said.EXISTS() != null,
                Positions.of(said.identifierReference()));
    }

    static Statement of(ExecuteImmediateContext said) {
        var using = said.executeImmediateUsing();
        return new Statement.ExecuteImmediate(
                ExpressionBuilder.of(said.queryParam),
                said.targetVariable == null ? List.of() : names(said.targetVariable),
                using == null ? List.of() : ExpressionBuilder.named(using.params),
                Positions.of(said));
    }

    private static List<String> names(MultipartIdentifierListContext said) {
        return said.multipartIdentifier().stream()
                .map(name -> Names.variable(Names.parts(name), name))
                .toList();
    }
}
