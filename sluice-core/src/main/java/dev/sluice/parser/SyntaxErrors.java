package dev.sluice.parser;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.error.Suggestion;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.antlr.DefaultErrorStrategy;
import dev.sluice.grammar.antlr.FailedPredicateException;
import dev.sluice.grammar.antlr.InputMismatchException;
import dev.sluice.grammar.antlr.NoViableAltException;
import dev.sluice.grammar.antlr.Parser;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.grammar.antlr.Token;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Words a syntax error as Spark does, and ends the parse with it: a second error would only follow from the first.
sealed class SyntaxErrors extends DefaultErrorStrategy permits FirstAttempt {

    /// Words that begin a part of a statement: what is nearly one of them was probably meant to be it.
    private static final List<String> KEYWORDS = List.of(
            "BY",
            "CREATE",
            "DESCRIBE",
            "EXPLAIN",
            "FROM",
            "GROUP",
            "HAVING",
            "INSERT",
            "JOIN",
            "LATERAL",
            "LIMIT",
            "ORDER",
            "SELECT",
            "STREAM",
            "TABLE",
            "UNION",
            "USING",
            "VALUES",
            "VIEW",
            "WHERE",
            "WITH");

    /// How the clause is said that is most often put elsewhere: in a list of columns, or behind an alias.
    private static final String WATERMARK = "a watermark stands behind a table of FROM and before its alias: "
            + "FROM STREAM t WATERMARK at DELAY OF INTERVAL 10 MINUTES AS x";

    private final boolean blank;

    SyntaxErrors(SqlText text) {
        this.blank = text.range().isBlank();
    }

    /// `MAX RECURSION LEVEL` of a table that can't read itself.
    static SluiceException recursionLevel(Token max) {
        return syntaxError(
                "'MAX'", ": only tables of WITH RECURSIVE have a recursion level", Positions.between(max, max), null);
    }

    /// `|> AGGREGATE` by itself.
    static SluiceException nothingToAggregate(Token aggregate) {
        String hint = ": AGGREGATE wants aggregates, or GROUP BY with keys, or both";
        return syntaxError("'AGGREGATE'", hint, Positions.between(aggregate, aggregate), null);
    }

    /// For what the grammar allows and nobody may say.
    static SluiceException extraInput(ParserRuleContext said) {
        String text = "'" + said.getText() + "'";
        return syntaxError(text, ": extra input " + text, Positions.of(said), null);
    }

    @Override
    protected void reportInputMismatch(Parser parser, InputMismatchException mismatch) {
        throw error(parser, mismatch.getOffendingToken(), "");
    }

    @Override
    protected void reportNoViableAlternative(Parser parser, NoViableAltException dead) {
        throw error(parser, dead.getOffendingToken(), "");
    }

    @Override
    protected void reportFailedPredicate(Parser parser, FailedPredicateException forbidden) {
        throw error(parser, forbidden.getOffendingToken(), "");
    }

    @Override
    protected void reportUnwantedToken(Parser parser) {
        Token extra = parser.getCurrentToken();
        throw error(parser, extra, ": extra input " + getTokenErrorDisplay(extra));
    }

    @Override
    protected void reportMissingToken(Parser parser) {
        throw error(
                parser,
                parser.getCurrentToken(),
                ": missing " + getExpectedTokens(parser).toString(parser.getVocabulary()));
    }

    @Override
    protected String getTokenErrorDisplay(Token token) {
        return token.getType() == Token.EOF ? "end of input" : super.getTokenErrorDisplay(token);
    }

    private SluiceException error(Parser parser, Token at, String hint) {
        if (blank) {
            return ErrorCondition.PARSE_EMPTY_STATEMENT
                    .error()
                    .at(Positions.of(at))
                    .build();
        }
        return syntaxError(
                getTokenErrorDisplay(at),
                hint,
                Positions.of(at),
                isNearWatermark(parser, at) ? WATERMARK : mistyped(parser, at));
    }

    /// Whether the word here, or one of the four before it, is WATERMARK.
    private static boolean isNearWatermark(Parser parser, Token at) {
        if (isWatermark(at)) return true;
        for (int back = 1; back <= 4; back++) {
            Token before = parser.getInputStream().LT(-back);
            if (before != null && isWatermark(before)) return true;
        }
        return false;
    }

    private static boolean isWatermark(Token word) {
        return word.getType() == SqlBaseLexer.WATERMARK;
    }

    /// A keyword that the word here, or the one before it, may have been meant to be.
    private static @Nullable String mistyped(Parser parser, Token at) {
        Token before = parser.getInputStream().LT(-1);
        for (Token word : before == null ? List.of(at) : List.of(at, before)) {
            String text = word.getText().toUpperCase(Locale.ROOT);
            if (KEYWORDS.contains(text) || !text.matches("[A-Z]{3,}")) continue;
            Optional<String> near = Suggestion.likely(text, KEYWORDS);
            if (near.isPresent()) return "did you mean " + near.get() + " instead of " + word.getText() + "?";
        }
        return null;
    }

    private static SluiceException syntaxError(String near, String hint, SourcePosition at, @Nullable String mistyped) {
        return ErrorCondition.PARSE_SYNTAX_ERROR
                .error()
                .with("error", near)
                .with("hint", hint)
                .hint(mistyped)
                .at(at)
                .build();
    }
}
