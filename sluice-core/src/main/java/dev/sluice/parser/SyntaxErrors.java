package dev.sluice.parser;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.antlr.DefaultErrorStrategy;
import dev.sluice.grammar.antlr.FailedPredicateException;
import dev.sluice.grammar.antlr.InputMismatchException;
import dev.sluice.grammar.antlr.NoViableAltException;
import dev.sluice.grammar.antlr.Parser;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.grammar.antlr.Token;

/// Words a syntax error as Spark does, and ends the parse with it: a second error would only follow from the first.
sealed class SyntaxErrors extends DefaultErrorStrategy permits FirstAttempt {

    private final boolean blank;

    SyntaxErrors(SqlText text) {
        this.blank = text.range().isBlank();
    }

    /// For what the grammar allows and nobody may say.
    static SluiceException extraInput(ParserRuleContext said) {
        String text = "'" + said.getText() + "'";
        return syntaxError(text, ": extra input " + text, Positions.of(said));
    }

    @Override
    protected void reportInputMismatch(Parser parser, InputMismatchException mismatch) {
        throw error(mismatch.getOffendingToken(), "");
    }

    @Override
    protected void reportNoViableAlternative(Parser parser, NoViableAltException dead) {
        throw error(dead.getOffendingToken(), "");
    }

    @Override
    protected void reportFailedPredicate(Parser parser, FailedPredicateException forbidden) {
        throw error(forbidden.getOffendingToken(), "");
    }

    @Override
    protected void reportUnwantedToken(Parser parser) {
        Token extra = parser.getCurrentToken();
        throw error(extra, ": extra input " + getTokenErrorDisplay(extra));
    }

    @Override
    protected void reportMissingToken(Parser parser) {
        throw error(
                parser.getCurrentToken(),
                ": missing " + getExpectedTokens(parser).toString(parser.getVocabulary()));
    }

    @Override
    protected String getTokenErrorDisplay(Token token) {
        return token.getType() == Token.EOF ? "end of input" : super.getTokenErrorDisplay(token);
    }

    private SluiceException error(Token at, String hint) {
        if (blank) {
            return ErrorCondition.PARSE_EMPTY_STATEMENT
                    .error()
                    .at(Positions.of(at))
                    .build();
        }
        return syntaxError(getTokenErrorDisplay(at), hint, Positions.of(at));
    }

    private static SluiceException syntaxError(String near, String hint, SourcePosition at) {
        return ErrorCondition.PARSE_SYNTAX_ERROR
                .error()
                .with("error", near)
                .with("hint", hint)
                .at(at)
                .build();
    }
}
