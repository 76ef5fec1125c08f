package dev.sluice.parser;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.antlr.CharStreams;
import dev.sluice.grammar.antlr.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts constants where a statement has markers, `:name` or `?`, before it is parsed, as Spark 4.2 does. Markers inside
/// texts, comments and names in backticks are none.
final class ParameterMarkers {

    private static final Predicate<String> IS_NAME =
            Pattern.compile("[A-Za-z_]\\w*").asMatchPredicate();

    private ParameterMarkers() {}

    /// @param named a constant in SQL for each name, or null
    /// @param positional a constant for each `?`, or null
    static String replaced(String sql, @Nullable Map<String, String> named, @Nullable List<String> positional) {
        List<Token> tokens = tokens(sql);
        var text = new StringBuilder();
        int copied = 0;
        int next = 0;
        boolean hasNames = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean isName = isNamed(tokens, i);
            if (!isName && token.getType() != SqlBaseLexer.QUESTION) continue;
            int stop = isName ? tokens.get(i + 1).getStopIndex() : token.getStopIndex();
            var at = new SourcePosition(sql, token.getStartIndex(), stop + 1);
            hasNames |= isName;
            if (hasNames && next > 0 || !isName && hasNames) {
                throw ErrorCondition.MIXED_QUERY_PARAMETERS.error().at(at).build();
            }
            String value = isName
                    ? named == null ? null : named.get(tokens.get(i + 1).getText())
                    : positional == null || next >= positional.size() ? null : positional.get(next);
            if (!isName) next++;
            if (value == null) throw unbound(isName ? tokens.get(i + 1).getText() : "_" + token.getStartIndex(), at);
            text.append(sql, copied, token.getStartIndex()).append(value);
            copied = stop + 1;
        }
        return text.append(sql, copied, sql.length()).toString();
    }

    /// Whether the first marker is a name.
    static boolean areNamed(String sql) {
        List<Token> tokens = tokens(sql);
        for (int i = 0; i < tokens.size(); i++) {
            if (isNamed(tokens, i)) return true;
            if (tokens.get(i).getType() == SqlBaseLexer.QUESTION) return false;
        }
        return false;
    }

    /// A colon with a name right behind it; behind a name or bracket it reads a field.
    private static boolean isNamed(List<Token> tokens, int place) {
        Token colon = tokens.get(place);
        if (colon.getType() != SqlBaseLexer.COLON || place + 1 == tokens.size()) return false;
        Token name = tokens.get(place + 1);
        if (name.getStartIndex() != colon.getStopIndex() + 1 || !IS_NAME.test(name.getText())) return false;
        if (place == 0) return true;
        Token before = tokens.get(place - 1);
        boolean touches = before.getStopIndex() + 1 == colon.getStartIndex();
        return !touches || before.getType() != SqlBaseLexer.IDENTIFIER && before.getType() != SqlBaseLexer.RIGHT_PAREN;
    }

    private static List<Token> tokens(String sql) {
        var lexer = new SqlBaseLexer(CharStreams.fromString(sql));
        lexer.removeErrorListeners();
        List<Token> tokens = new ArrayList<>();
        for (Token token : lexer.getAllTokens()) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL) tokens.add(token);
        }
        return tokens;
    }

    private static SluiceException unbound(String name, SourcePosition at) {
        return ErrorCondition.UNBOUND_SQL_PARAMETER
                .error()
                .with("name", name)
                .at(at)
                .build();
    }
}
