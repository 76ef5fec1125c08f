package dev.sluice.parser;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.ErrorCapturingIdentifierContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierContext;
import dev.sluice.grammar.SqlBaseParser.IdentifierReferenceContext;
import dev.sluice.grammar.SqlBaseParser.MultipartIdentifierContext;
import dev.sluice.grammar.SqlBaseParser.QueryContext;
import dev.sluice.grammar.SqlBaseParser.SimpleIdentifierContext;
import dev.sluice.grammar.SqlBaseParser.StringLitContext;
import dev.sluice.grammar.SqlBaseParser.TableIdentifierContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.grammar.antlr.tree.ParseTree;
import dev.sluice.grammar.antlr.tree.TerminalNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Refuses what Spark understands and Sluice does not yet: `throw NotYet.supported("PIVOT", clause)`.
final class NotYet {

    /// `CREATE OR REPLACE TEMPORARY FUNCTION` has five.
    private static final int MOST_WORDS = 5;

    private NotYet() {}

    /// @param feature its name in words, such as "window functions (OVER)"
    static SluiceException supported(String feature, ParseTree where) {
        return supported(feature, Positions.of(where));
    }

    static SluiceException scripting(SourcePosition where) {
        return supported("SQL scripting (BEGIN … END)", where);
    }

    /// Refuses a clause if it was said.
    static void ifSaid(@Nullable ParseTree clause, String feature) {
        if (clause != null) throw supported(feature, clause);
    }

    /// Refuses a clause that can be said more than once.
    static void ifSaid(List<? extends ParseTree> clauses, String feature) {
        if (!clauses.isEmpty()) throw supported(feature, clauses.getFirst());
    }

    /// A whole statement, named by its first words: `ALTER TABLE`, `MERGE INTO`.
    static SluiceException statement(ParserRuleContext said) {
        return supported(leadingWords(said), said);
    }

    /// The keywords at the head of a statement, as far as they say its kind.
    static String leadingWords(ParserRuleContext said) {
        List<String> words = new ArrayList<>();
        collectWords(said, words);
        return String.join(" ", words).replaceFirst("OR REPLACE ", "").replaceFirst(" (IF|LIKE)( .*|$)", "");
    }

    /// Whether only keywords were met so far, and few.
    private static boolean collectWords(ParseTree said, List<String> words) {
        if (said instanceof TerminalNode word) {
            boolean isKeyword = word.getSymbol().getType() != SqlBaseLexer.IDENTIFIER
                    && word.getText().matches("[A-Za-z]+");
            return isKeyword && words.add(word.getText().toUpperCase(Locale.ROOT)) && words.size() < MOST_WORDS;
        }
        if (isOwnText(said)) return false;
        for (int i = 0; i < said.getChildCount(); i++) {
            if (!collectWords(said.getChild(i), words)) return false;
        }
        return true;
    }

    /// Whether it is the author's text and not the language's.
    private static boolean isOwnText(ParseTree said) {
        return said instanceof IdentifierContext
                || said instanceof ErrorCapturingIdentifierContext
                || said instanceof IdentifierReferenceContext
                || said instanceof MultipartIdentifierContext
                || said instanceof SimpleIdentifierContext
                || said instanceof TableIdentifierContext
                || said instanceof StringLitContext
                || said instanceof ExpressionContext
                || said instanceof QueryContext;
    }

    private static SluiceException supported(String feature, SourcePosition where) {
        return ErrorCondition.NOT_YET_SUPPORTED
                .error()
                .with("feature", feature)
                .at(where)
                .build();
    }
}
