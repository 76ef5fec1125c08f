package dev.sluice.parser;

import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.grammar.antlr.Token;
import dev.sluice.grammar.antlr.tree.ParseTree;
import dev.sluice.grammar.antlr.tree.TerminalNode;

/// Where in the text a part of the parse tree was said.
final class Positions {

    private Positions() {}

    static SourcePosition of(SqlText text) {
        return new SourcePosition(text.whole(), text.start(), text.size());
    }

    static SourcePosition of(Token token) {
        return between(token, token);
    }

    static SourcePosition of(ParserRuleContext said) {
        return between(said, said);
    }

    static SourcePosition of(ParseTree said) {
        return switch (said) {
            case ParserRuleContext rule -> of(rule);
            case TerminalNode word -> of(word.getSymbol());
            default -> throw SluiceException.bug("a parse tree of " + said.getClass());
        };
    }

    /// From the first character of one part to the last of another.
    static SourcePosition between(ParserRuleContext first, ParserRuleContext last) {
        return between(first.getStart(), last.getStop());
    }

    static SourcePosition between(Token first, Token last) {
        String text = ((SqlText) first.getInputStream()).whole();
        int start = Math.min(first.getStartIndex(), text.length());
        // A rule that matched nothing stops before it starts, and so does the token for the end.
        return new SourcePosition(text, start, Math.max(start, last.getStopIndex() + 1));
    }
}
