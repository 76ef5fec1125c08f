package dev.sluice.parser;

import dev.sluice.ast.Expr;
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

    /// The one part of a name that may not have several here: views and tables have no schema yet.
    static String single(IdentifierReferenceContext said) {
        List<String> parts = parts(said);
        if (parts.size() > 1) throw NotYet.supported("a name with a catalog or schema in this place", said);
        return parts.getFirst();
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
                .with("routineName", parts.stream().map(Field::quote).collect(Collectors.joining(".")))
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
