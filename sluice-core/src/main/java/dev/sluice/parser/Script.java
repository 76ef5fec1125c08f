package dev.sluice.parser;

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
