package dev.sluice.parser;

import dev.sluice.error.SluiceException;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.antlr.Token;
import java.util.ArrayList;
import java.util.List;

/// Cuts a script at its semicolons, as the lexer sees them: those in strings, names and comments are none.
final class Script {

    private Script() {}

    /// The statements' ranges, without semicolons and the comments and blanks around them. Where nothing is said,
    /// there is no range.
    static List<SqlText> split(String script) {
        SqlText text = SqlText.of(script);
        List<SqlText> statements = new ArrayList<>();
        List<Token> words = new ArrayList<>();
        for (Token token : Grammar.tokens(text)) {
            if (token.getType() == SqlBaseLexer.SEMICOLON || token.getType() == Token.EOF) {
                if (!words.isEmpty()) statements.add(text.range(words.getFirst().getStartIndex(), end(words, token)));
                words.clear();
            } else if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                words.add(token);
            }
        }
        return statements;
    }

    /// @see SqlParser#endsStatement
    static boolean endsStatement(String text) {
        boolean ends = false;
        List<Token> tokens;
        try {
            tokens = Grammar.tokens(SqlText.of(text));
        } catch (SluiceException _) {
            return false; // a comment that goes on
        }
        for (Token token : tokens) {
            if (opensQuote(token)) return false;
            if (token.getType() != Token.EOF && token.getChannel() == Token.DEFAULT_CHANNEL) {
                ends = token.getType() == SqlBaseLexer.SEMICOLON;
            }
        }
        return ends;
    }

    /// A quote that nothing closes is a token by itself.
    private static boolean opensQuote(Token token) {
        return token.getType() == SqlBaseLexer.UNRECOGNIZED
                && switch (token.getText()) {
                    case "'", "\"", "`" -> true;
                    default -> false;
                };
    }

    private static int end(List<Token> words, Token behind) {
        Token first = words.getFirst();
        return switch (first.getType()) {
            // The semicolons of a block are its own; cut there, it would be answered with a riddle.
            case SqlBaseLexer.BEGIN -> throw NotYet.scripting(Positions.of(first));
            // The value of a setting may look like a comment: SET path = a--b.
            case SqlBaseLexer.SET, SqlBaseLexer.RESET -> behind.getStartIndex();
            default -> words.getLast().getStopIndex() + 1;
        };
    }
}
