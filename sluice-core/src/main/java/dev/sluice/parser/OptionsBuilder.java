package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.grammar.SqlBaseParser.ExpressionContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionPropertyContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionPropertyListContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionPropertyWithKeyAndEqualsContext;
import dev.sluice.grammar.SqlBaseParser.ExpressionPropertyWithKeyNoEqualsContext;
import dev.sluice.grammar.SqlBaseParser.PropertyContext;
import dev.sluice.grammar.SqlBaseParser.PropertyKeyContext;
import dev.sluice.grammar.SqlBaseParser.PropertyKeyOrStringLitContext;
import dev.sluice.grammar.SqlBaseParser.PropertyKeyOrStringLitNoCoalesceContext;
import dev.sluice.grammar.SqlBaseParser.PropertyListContext;
import dev.sluice.grammar.SqlBaseParser.PropertyValueContext;
import dev.sluice.grammar.SqlBaseParser.PropertyWithKeyAndEqualsContext;
import dev.sluice.grammar.SqlBaseParser.PropertyWithKeyNoEqualsContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Lists of options: `(path 'data', 'quoted key' = 'x', a.b.c 1)`. Keys keep their case, values become text.
final class OptionsBuilder {

    private final Map<String, String> options = new LinkedHashMap<>();

    private OptionsBuilder() {}

    /// `WITH (…)` behind a table, `OPTIONS (…)` behind a temporary view.
    static Map<String, String> of(PropertyListContext said) {
        var builder = new OptionsBuilder();
        for (PropertyContext property : said.property()) {
            switch (property) {
                case PropertyWithKeyAndEqualsContext pair -> builder.add(key(pair.key), value(pair.value), pair);
                case PropertyWithKeyNoEqualsContext pair -> builder.add(key(pair.key), value(pair.value), pair);
                default -> throw Grammar.unknown(property);
            }
        }
        return builder.options;
    }

    /// `OPTIONS (…)` of a table, where the grammar allows expressions.
    static Map<String, String> of(ExpressionPropertyListContext said) {
        var builder = new OptionsBuilder();
        for (ExpressionPropertyContext property : said.expressionProperty()) {
            switch (property) {
                case ExpressionPropertyWithKeyAndEqualsContext pair ->
                    builder.add(key(pair.key), constant(pair.value), pair);
                case ExpressionPropertyWithKeyNoEqualsContext pair ->
                    builder.add(key(pair.key), constant(pair.value), pair);
                default -> throw Grammar.unknown(property);
            }
        }
        return builder.options;
    }

    private void add(String key, @Nullable String value, ParserRuleContext said) {
        if (value == null) {
            throw ErrorCondition.OPTION_WITHOUT_VALUE
                    .error()
                    .with("key", key)
                    .at(Positions.of(said))
                    .build();
        }
        // Spark lets the last one win for tables and refuses for views; what was meant is unclear in both.
        if (options.putIfAbsent(key, value) != null) throw duplicate(key, said);
    }

    private static SluiceException duplicate(String key, ParserRuleContext said) {
        return ErrorCondition.DUPLICATE_KEY
                .error()
                .with("keyColumn", "`" + key + "`")
                .at(Positions.of(said))
                .build();
    }

    private static String key(PropertyKeyOrStringLitContext said) {
        return said.stringLit() == null ? key(said.propertyKey()) : StringLiteral.of(said.stringLit());
    }

    private static String key(PropertyKeyOrStringLitNoCoalesceContext said) {
        return said.singleStringLit() == null ? key(said.propertyKey()) : StringLiteral.of(said.singleStringLit());
    }

    private static String key(PropertyKeyContext said) {
        return said.errorCapturingIdentifier().stream().map(Names::of).collect(Collectors.joining("."));
    }

    private static @Nullable String value(@Nullable PropertyValueContext said) {
        if (said == null) return null;
        if (said.stringLit() != null) return StringLiteral.of(said.stringLit());
        return said.booleanValue() == null ? said.getText() : said.getText().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String constant(@Nullable ExpressionContext said) {
        if (said == null) return null;
        if (!(ExpressionBuilder.of(said) instanceof Expr.Literal literal)) {
            throw NotYet.supported("an option whose value is not a constant", said);
        }
        return switch (literal.value()) {
            case null -> null;
            case String text -> text;
            case Boolean truth -> truth.toString();
            case BigDecimal decimal -> decimal.toPlainString();
            case Number number when literal.type().isNumeric() -> number.toString();
            default ->
                throw NotYet.supported(
                        "an option whose value is of type " + literal.type().sql(), said);
        };
    }
}
