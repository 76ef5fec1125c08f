package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.FunctionStatement;
import dev.sluice.ast.FunctionStatement.Header;
import dev.sluice.ast.Statement;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.grammar.SqlBaseParser.ColDefinitionContext;
import dev.sluice.grammar.SqlBaseParser.ColDefinitionOptionContext;
import dev.sluice.grammar.SqlBaseParser.CreateFunctionContext;
import dev.sluice.grammar.SqlBaseParser.CreateUserDefinedFunctionContext;
import dev.sluice.grammar.SqlBaseParser.DescribeFunctionContext;
import dev.sluice.grammar.SqlBaseParser.DropFunctionContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierReferenceContext;
import dev.sluice.grammar.SqlBaseParser.ResourceContext;
import dev.sluice.grammar.SqlBaseParser.RoutineCharacteristicsContext;
import dev.sluice.grammar.SqlBaseParser.ShowFunctionsContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Statements about functions: `CREATE FUNCTION` of a class or of an expression, `DROP`, `DESCRIBE` and `SHOW`.
final class FunctionBuilder {

    private FunctionBuilder() {}

    static Statement of(CreateFunctionContext said) {
        Header header = header(
                said.identifierReference(),
                said.TEMPORARY() != null,
                said.REPLACE() != null,
                Negation.isSaid(said.errorCapturingNot()),
                said);
        return new Statement.OfFunction(new FunctionStatement.CreateOfClass(
                header,
                StringLiteral.of(said.className),
                said.resource().stream().map(FunctionBuilder::jar).toList()));
    }

    private static String jar(ResourceContext said) {
        String kind = said.simpleIdentifier().getText().toUpperCase(Locale.ROOT);
        if (!kind.equals("JAR")) throw NotYet.supported("CREATE FUNCTION … USING " + kind, said);
        return StringLiteral.of(said.stringLit());
    }

    static Statement of(CreateUserDefinedFunctionContext said) {
        NotYet.ifSaid(said.TABLE(), "functions that make tables (RETURNS TABLE)");
        NotYet.ifSaid(said.query(), "functions that make tables (RETURN SELECT)");
        Header header = header(
                said.identifierReference(),
                said.TEMPORARY() != null,
                said.REPLACE() != null,
                Negation.isSaid(said.errorCapturingNot()),
                said);
        List<Field> parameters = new ArrayList<>();
        List<@Nullable Expr> defaults = new ArrayList<>();
        List<ColDefinitionContext> columns = said.parameters == null ? List.of() : said.parameters.colDefinition();
        for (ColDefinitionContext column : columns) {
            parameters.add(new Field(Names.of(column.colName), TypeBuilder.castType(column.dataType()), true));
            defaults.add(defaultOf(column));
        }
        checkParameters(header.name(), parameters, defaults);
        return new Statement.OfFunction(new FunctionStatement.CreateOfBody(
                header,
                new Struct(parameters),
                defaults,
                said.dataType() == null ? null : TypeBuilder.castType(said.dataType()),
                ExpressionBuilder.of(said.expression()),
                text(said.expression()),
                comment(said.routineCharacteristics())));
    }

    private static @Nullable Expr defaultOf(ColDefinitionContext column) {
        Expr value = null;
        for (ColDefinitionOptionContext option : column.colDefinitionOption()) {
            NotYet.ifSaid(option.generationExpression(), "GENERATED");
            if (option.errorCapturingNot() != null) {
                throw ErrorCondition.FUNCTION_PARAMETER_NOT_NULL
                        .error()
                        .with("input", text(column))
                        .build();
            }
            if (option.defaultExpression() != null) {
                value = ExpressionBuilder.of(option.defaultExpression().expression());
            }
        }
        return value;
    }

    private static void checkParameters(String function, List<Field> parameters, List<@Nullable Expr> defaults) {
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i).name();
            if (!seen.add(name)) {
                throw ErrorCondition.DUPLICATE_ROUTINE_PARAMETER_NAMES
                        .error()
                        .with("routineName", function)
                        .with("names", Field.quote(name.toLowerCase(Locale.ROOT)))
                        .build();
            }
            if (i > 0 && defaults.get(i - 1) != null && defaults.get(i) == null) {
                throw ErrorCondition.FUNCTION_DEFAULT_POSITION
                        .error()
                        .with("functionName", function)
                        .with("parameterName", parameters.get(i - 1).name())
                        .with("nextParameterName", name)
                        .build();
            }
        }
    }

    /// Spark keeps what is promised of a function, and does not hold it to it.
    private static @Nullable String comment(@Nullable RoutineCharacteristicsContext said) {
        if (said == null) return null;
        NotYet.ifSaid(said.collationSpec(), "collations (DEFAULT COLLATION)");
        return said.commentSpec().isEmpty()
                ? null
                : StringLiteral.of(said.commentSpec().getFirst().stringLit());
    }

    static Statement of(DropFunctionContext said) {
        return new Statement.OfFunction(new FunctionStatement.Drop(
                Names.single(said.identifierReference()), said.TEMPORARY() != null, said.EXISTS() != null));
    }

    static Statement of(DescribeFunctionContext said) {
        var name = said.describeFuncName();
        String function = name.identifierReference() != null
                ? Names.function(Names.parts(name.identifierReference()), name)
                : name.stringLit() != null ? StringLiteral.of(name.stringLit()) : name.getText();
        return new Statement.OfFunction(
                new FunctionStatement.Describe(function, said.EXTENDED() != null, Positions.of(name)));
    }

    static Statement of(ShowFunctionsContext said) {
        if (said.ns != null) Names.checkSchema(Names.parts(said.ns), said.ns);
        String scope = said.functionScope == null
                ? "ALL"
                : said.functionScope.getText().toUpperCase(Locale.ROOT);
        if (!Set.of("ALL", "USER", "SYSTEM").contains(scope)) {
            throw NotYet.supported("SHOW " + scope + " FUNCTIONS", said);
        }
        String pattern = said.pattern == null ? null : StringLiteral.of(said.pattern);
        if (said.legacy != null) pattern = Names.function(Names.parts(said.legacy), said);
        return new Statement.OfFunction(
                new FunctionStatement.Show(pattern, !scope.equals("SYSTEM"), !scope.equals("USER")));
    }

    private static Header header(
            IdentifierReferenceContext name,
            boolean temporary,
            boolean orReplace,
            boolean ifNotExists,
            ParserRuleContext said) {
        if (orReplace && ifNotExists) throw invalid(ErrorCondition.CREATE_ROUTINE_WITH_IF_NOT_EXISTS_AND_REPLACE, said);
        if (temporary && ifNotExists) throw invalid(ErrorCondition.CREATE_TEMP_FUNC_WITH_IF_NOT_EXISTS, said);
        return new Header(Names.single(name), temporary, orReplace, ifNotExists, Positions.of(name));
    }

    private static SluiceException invalid(ErrorCondition condition, ParserRuleContext said) {
        return condition.error().at(Positions.of(said)).build();
    }

    private static String text(ParserRuleContext said) {
        return Positions.of(said).fragment();
    }
}
