package dev.sluice.parser;

import dev.sluice.grammar.antlr.InputMismatchException;
import dev.sluice.grammar.antlr.Parser;
import dev.sluice.grammar.antlr.RecognitionException;
import dev.sluice.grammar.antlr.Token;
import dev.sluice.grammar.antlr.misc.ParseCancellationException;

/// Gives up at the first word that does not fit, so that the second, slower attempt may find out more.
///
/// Where no alternative at all begins with that word, there is nothing more to find out: that error is said at
/// once. Spark has it so, and with it the same words for the same mistake.
final class FirstAttempt extends SyntaxErrors {

    FirstAttempt(SqlText text) {
        super(text);
    }

    @Override
    public void recover(Parser parser, RecognitionException error) {
        throw new ParseCancellationException(error);
    }

    @Override
    public Token recoverInline(Parser parser) {
        throw new ParseCancellationException(new InputMismatchException(parser));
    }

    /// Looks for no trouble ahead.
    @Override
    public void sync(Parser parser) {}
}
