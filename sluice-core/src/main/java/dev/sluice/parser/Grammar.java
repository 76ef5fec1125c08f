package dev.sluice.parser;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser;
import dev.sluice.grammar.antlr.CommonTokenStream;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.grammar.antlr.Token;
import dev.sluice.grammar.antlr.atn.PredictionMode;
import dev.sluice.grammar.antlr.misc.Interval;
import dev.sluice.grammar.antlr.misc.ParseCancellationException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Spark's lexer and parser, set up as Spark 4.2 does it.
final class Grammar {

    private Grammar() {}

    /// Reads a text by one rule of the grammar and translates the parse tree.
    static <C extends ParserRuleContext, T> T read(
            SqlText text, Function<SqlBaseParser, C> rule, Function<C, T> meaning) {
        try {
            return meaning.apply(tree(text, rule));
        } catch (StackOverflowError _) {
            // Both the parser and the builders recurse as deeply as the text nests.
            throw ErrorCondition.FAILED_TO_PARSE_TOO_COMPLEX
                    .error()
                    .at(Positions.of(text))
                    .build();
        }
    }

    /// @see SqlParser#keywords
    static List<String> keywords() {
        return IntStream.rangeClosed(1, SqlBaseLexer.VOCABULARY.getMaxTokenType())
                .mapToObj(SqlBaseLexer.VOCABULARY::getLiteralName)
                .filter(name -> name != null && name.matches("'[A-Z_]+'"))
                .map(name -> name.substring(1, name.length() - 1))
                .toList();
    }

    /// All tokens of a text, hidden ones included.
    static List<Token> tokens(SqlText text) {
        return lex(text).getTokens();
    }

    /// A bug: the grammar has a shape the builders do not know. A newer grammar was put in without looking here.
    /// What was written, as it was written.
    static String text(ParserRuleContext said) {
        return said.getStart()
                .getInputStream()
                .getText(Interval.of(
                        said.getStart().getStartIndex(), said.getStop().getStopIndex()));
    }

    static SluiceException unknown(ParserRuleContext said) {
        return SluiceException.bug("the grammar allows \"" + Positions.of(said).fragment()
                + "\" and no builder knows a " + said.getClass().getSimpleName());
    }

    /// SLL, the quick way of prediction, looks at less context: what it reads it reads right, but it gives up on a
    /// few correct texts. Then LL reads again, and words the error if it is one.
    private static <C extends ParserRuleContext> C tree(SqlText text, Function<SqlBaseParser, C> rule) {
        SqlBaseParser parser = parser(lex(text));
        try {
            parser.setErrorHandler(new FirstAttempt(text));
            parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
            return rule.apply(parser);
        } catch (ParseCancellationException _) {
            parser.reset();
            parser.setErrorHandler(new SyntaxErrors(text));
            parser.getInterpreter().setPredictionMode(PredictionMode.LL);
            return rule.apply(parser);
        }
    }

    private static CommonTokenStream lex(SqlText text) {
        var lexer = new SqlBaseLexer(text);
        // It has a token for every character, so it has nothing to report.
        lexer.removeErrorListeners();
        var tokens = new CommonTokenStream(lexer);
        tokens.fill();
        if (lexer.has_unclosed_bracketed_comment) {
            // It reaches to the end: only the token for the end itself comes behind.
            Token comment = tokens.get(tokens.size() - 2);
            throw ErrorCondition.UNCLOSED_BRACKETED_COMMENT
                    .error()
                    .at(Positions.of(comment))
                    .build();
        }
        return tokens;
    }

    private static SqlBaseParser parser(CommonTokenStream tokens) {
        var parser = new SqlBaseParser(tokens);
        parser.removeErrorListeners();
        parser.addParseListener(new NameCheck());
        parser.legacy_setops_precedence_enabled = false;
        parser.legacy_exponent_literal_as_decimal_enabled = false;
        parser.legacy_identifier_clause_only = false;
        // spark.sql.ansi.enforceReservedKeywords: off by default, although ANSI mode is on.
        parser.SQL_standard_keyword_behavior = false;
        parser.double_quoted_identifiers = false;
        parser.parameter_substitution_enabled = true;
        parser.single_character_pipe_operator_enabled = true;
        return parser;
    }
}
