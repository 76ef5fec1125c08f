package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.GlobalNames;
import dev.sluice.error.ErrorCondition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.ErrorCapturingIdentifierContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierListContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierReferenceContext;
import dev.sluice.grammar.SqlBaseParser.MultipartIdentifierContext;
import dev.sluice.grammar.SqlBaseParser.QualifiedNameContext;
import dev.sluice.grammar.SqlBaseParser.StrictIdentifierContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.grammar.antlr.Token;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Names as they were meant: without backticks, keywords used as names included, their case kept.
final class Names {

    private Names() {}

    static String of(IdentifierContext said) {
        return text(said);
    }

    static String of(ErrorCapturingIdentifierContext said) {
        return text(said);
    }

    static String of(StrictIdentifierContext said) {
        return text(said);
    }

    static List<String> parts(MultipartIdentifierContext said) {
        return said.parts.stream().map(Names::of).toList();
    }

    static List<String> parts(QualifiedNameContext said) {
        return said.identifier().stream().map(Names::of).toList();
    }

    static List<String> parts(IdentifierReferenceContext said) {
        return said.IDENTIFIER_KW() == null ? parts(said.multipartIdentifier()) : identifier(said.expression());
    }

    static List<String> all(IdentifierListContext said) {
        return said.identifierSeq().ident.stream().map(Names::of).toList();
    }

    private static final String CATALOG = "spark_catalog";
    private static final String SCHEMA = "default";

    /// The last part of a table's or view's name. Those before it may only say the one schema there is.
    static String single(IdentifierReferenceContext said) {
        List<String> parts = parts(said);
        if (parts.size() > 1) checkSchema(parts.subList(0, parts.size() - 1), said);
        return parts.getLast();
    }

    /// The name of a table, as [#single]. What is in `global_temp` is none.
    ///
    /// @param operation that only tables know
    static String table(IdentifierReferenceContext said, String operation) {
        if (!GlobalNames.isName(parts(said))) return single(said);
        throw ErrorCondition.EXPECT_TABLE_NOT_VIEW
                .error()
                .with("operation", operation)
                .with("viewName", quoted(parts(said)))
                .at(Positions.of(said))
                .build();
    }

    /// The name of a temporary view, which may be said with the session as its place.
    ///
    /// @param kind of what gets the name
    static String temporary(IdentifierReferenceContext said, String kind) {
        List<String> parts = parts(said);
        List<String> place = parts.subList(0, parts.size() - 1);
        if (place.isEmpty() || isSession(place)) return parts.getLast();
        throw ErrorCondition.INVALID_TEMP_OBJ_QUALIFIER
                .error()
                .with("objectType", kind)
                .with("objectName", Field.quote(parts.getLast()))
                .with("qualifier", quoted(place))
                .at(Positions.of(said))
                .build();
    }

    private static boolean isSession(List<String> place) {
        String name = String.join(".", place).toLowerCase(Locale.ROOT);
        return name.equals("session") || name.equals("system.session");
    }

    private static String quoted(List<String> parts) {
        return parts.stream().map(Field::quote).collect(Collectors.joining("."));
    }

    /// Refuses other schemas than `default`, which is the only one.
    static void checkSchema(List<String> parts, ParserRuleContext said) {
        String place = String.join(".", parts).toLowerCase(Locale.ROOT);
        if (place.equals(CATALOG) || place.equals(SCHEMA) || place.equals(CATALOG + "." + SCHEMA)) return;
        List<String> whole = parts.size() > 1 ? parts : List.of(CATALOG, parts.getFirst());
        throw ErrorCondition.SCHEMA_NOT_FOUND
                .error()
                .with("schemaName", quoted(whole))
                .at(Positions.of(said))
                .build();
    }

    /// The name of a session variable, which may be said with its place.
    static String variable(List<String> parts, ParserRuleContext said) {
        List<String> place = parts.subList(0, parts.size() - 1);
        if (place.isEmpty() || isSession(place)) return parts.getLast();
        throw ErrorCondition.UNRESOLVED_VARIABLE
                .error()
                .with("variableName", quoted(parts))
                .at(Positions.of(said))
                .build();
    }

    /// The name of a function. Those that are built in may be said with their place, `system.builtin.abs`.
    static String function(List<String> parts, ParserRuleContext said) {
        List<String> place = parts.subList(0, parts.size() - 1).stream()
                .map(part -> part.toLowerCase(Locale.ROOT))
                .toList();
        if (place.isEmpty() || place.equals(List.of("builtin")) || place.equals(List.of("system", "builtin"))) {
            return parts.getLast();
        }
        throw ErrorCondition.UNRESOLVED_ROUTINE
                .error()
                .with("routineName", quoted(parts))
                .at(Positions.of(said))
                .build();
    }

    /// The name that `IDENTIFIER('db.' || 'table')` says.
    static List<String> identifier(ExpressionContext said) {
        return SqlParser.multipartIdentifier(constant(ExpressionBuilder.of(said), said));
    }

    private static String constant(Expr value, ParserRuleContext said) {
        return switch (value) {
            case Expr.Literal(String text, _, _) -> text;
            case Expr.Call call
            when call.name().equals("||") || call.name().equalsIgnoreCase("concat") ->
                call.args().stream().map(part -> constant(part, said)).collect(Collectors.joining());
            default -> throw NotYet.supported("IDENTIFIER of other than texts", said);
        };
    }

    /// The name in a pair of backticks that was read from the configuration's own little language.
    static String unquote(String text) {
        return text.startsWith("`") ? text.substring(1, text.length() - 1).replace("``", "`") : text;
    }

    private static String text(ParserRuleContext said) {
        Token word = said.getStart();
        // IDENTIFIER('a.b'): every other name is one token.
        if (word != said.getStop()) throw NotYet.supported("the IDENTIFIER clause in this place", said);
        return word.getType() == SqlBaseLexer.BACKQUOTED_IDENTIFIER ? unquote(word.getText()) : word.getText();
    }
}
