package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.grammar.SqlBaseLexer;
import dev.sluice.grammar.SqlBaseParser.BigDecimalLiteralContext;
import dev.sluice.grammar.SqlBaseParser.BigIntLiteralContext;
import dev.sluice.grammar.SqlBaseParser.BooleanLiteralContext;
import dev.sluice.grammar.SqlBaseParser.ConstantContext;
import dev.sluice.grammar.SqlBaseParser.DecimalLiteralContext;
import dev.sluice.grammar.SqlBaseParser.DoubleLiteralContext;
import dev.sluice.grammar.SqlBaseParser.ExponentLiteralContext;
import dev.sluice.grammar.SqlBaseParser.FloatLiteralContext;
import dev.sluice.grammar.SqlBaseParser.IntegerLiteralContext;
import dev.sluice.grammar.SqlBaseParser.IntervalLiteralContext;
import dev.sluice.grammar.SqlBaseParser.NamedParameterLiteralContext;
import dev.sluice.grammar.SqlBaseParser.NullLiteralContext;
import dev.sluice.grammar.SqlBaseParser.NumberContext;
import dev.sluice.grammar.SqlBaseParser.NumericLiteralContext;
import dev.sluice.grammar.SqlBaseParser.PosParameterLiteralContext;
import dev.sluice.grammar.SqlBaseParser.SmallIntLiteralContext;
import dev.sluice.grammar.SqlBaseParser.StringLiteralContext;
import dev.sluice.grammar.SqlBaseParser.TinyIntLiteralContext;
import dev.sluice.grammar.SqlBaseParser.TypeConstructorContext;
import dev.sluice.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Locale;

/// Constants: `1`, `1.5BD`, `'text'`, `X'1F'`, `DATE '2020-01-01'`, `INTERVAL 1 DAY`, `NULL`.
///
/// A minus before a number belongs to it (the grammar reads `-2147483648` as one word), so that the least number of
/// a type can be said.
final class LiteralBuilder {

    private static final BigDecimal FLOAT_MAX = BigDecimal.valueOf(Float.MAX_VALUE);
    private static final BigDecimal DOUBLE_MAX = BigDecimal.valueOf(Double.MAX_VALUE);

    private LiteralBuilder() {}

    static Expr of(ConstantContext said) {
        SourcePosition at = Positions.of(said);
        return switch (said) {
            case NullLiteralContext _ -> new Expr.Literal(null, DataType.Atomic.NULL, at);
            case BooleanLiteralContext truth ->
                new Expr.Literal(truth.booleanValue().TRUE() != null, DataType.Atomic.BOOLEAN, at);
            case StringLiteralContext text -> string(StringLiteral.of(text.stringLit()), at);
            case NumericLiteralContext number -> number(number.number());
            case IntervalLiteralContext interval -> IntervalBuilder.of(interval.interval());
            case TypeConstructorContext typed -> typed(typed);
            case PosParameterLiteralContext marker -> throw NotYet.supported("parameter markers (?, :name)", marker);
            case NamedParameterLiteralContext marker -> throw NotYet.supported("parameter markers (?, :name)", marker);
            default -> throw Grammar.unknown(said);
        };
    }

    static Expr.Literal string(String value, SourcePosition at) {
        return new Expr.Literal(value, DataType.Atomic.STRING, at);
    }

    private static Expr.Literal number(NumberContext said) {
        SourcePosition at = Positions.of(said);
        // getText drops what may stand between the minus and the digits.
        String text = said.getText();
        return switch (said) {
            case IntegerLiteralContext _ -> integer(new BigInteger(text), at);
            case DecimalLiteralContext _ -> decimal(new BigDecimal(text), at);
            case BigDecimalLiteralContext _ -> decimal(new BigDecimal(text.substring(0, text.length() - 2)), at);
            case TinyIntLiteralContext _ -> {
                long value = integer(text, DataType.Atomic.BYTE, Byte.MIN_VALUE, Byte.MAX_VALUE, at);
                yield new Expr.Literal((int) value, DataType.Atomic.BYTE, at);
            }
            case SmallIntLiteralContext _ -> {
                long value = integer(text, DataType.Atomic.SHORT, Short.MIN_VALUE, Short.MAX_VALUE, at);
                yield new Expr.Literal((int) value, DataType.Atomic.SHORT, at);
            }
            case BigIntLiteralContext _ -> {
                long value = integer(text, DataType.Atomic.LONG, Long.MIN_VALUE, Long.MAX_VALUE, at);
                yield new Expr.Literal(value, DataType.Atomic.LONG, at);
            }
            case ExponentLiteralContext _ -> floating(text, DataType.Atomic.DOUBLE, at);
            case DoubleLiteralContext _ -> floating(withoutSuffix(text), DataType.Atomic.DOUBLE, at);
            case FloatLiteralContext _ -> floating(withoutSuffix(text), DataType.Atomic.FLOAT, at);
            default -> throw Grammar.unknown(said);
        };
    }

    /// A number without suffix takes the smallest of INT, BIGINT and DECIMAL that holds it.
    private static Expr.Literal integer(BigInteger value, SourcePosition at) {
        if (value.bitLength() < Integer.SIZE) return new Expr.Literal(value.intValue(), DataType.Atomic.INT, at);
        if (value.bitLength() < Long.SIZE) return new Expr.Literal(value.longValue(), DataType.Atomic.LONG, at);
        return decimal(new BigDecimal(value), at);
    }

    private static long integer(String text, DataType type, long least, long most, SourcePosition at) {
        String digits = withoutSuffix(text);
        var value = new BigInteger(digits);
        if (value.compareTo(BigInteger.valueOf(least)) < 0 || value.compareTo(BigInteger.valueOf(most)) > 0) {
            throw outOfRange(digits, type, String.valueOf(least), String.valueOf(most), at);
        }
        return value.longValue();
    }

    private static Expr.Literal decimal(BigDecimal said, SourcePosition at) {
        // 1e3BD has a scale of -3, which no DECIMAL has.
        BigDecimal value = said.scale() < 0 ? said.setScale(0) : said;
        int precision = Math.max(value.precision(), value.scale());
        return new Expr.Literal(value, TypeBuilder.decimal(precision, value.scale(), at), at);
    }

    private static Expr.Literal floating(String digits, DataType.Atomic type, SourcePosition at) {
        boolean single = type == DataType.Atomic.FLOAT;
        BigDecimal most = single ? FLOAT_MAX : DOUBLE_MAX;
        if (new BigDecimal(digits).abs().compareTo(most) > 0) {
            throw outOfRange(digits, type, spelled(most.negate()), spelled(most), at);
        }
        return single
                ? new Expr.Literal(Float.parseFloat(digits), type, at)
                : new Expr.Literal(Double.parseDouble(digits), type, at);
    }

    private static String spelled(BigDecimal limit) {
        return limit.toString().toUpperCase(Locale.ROOT);
    }

    private static SluiceException outOfRange(
            String digits, DataType type, String least, String most, SourcePosition at) {
        return ErrorCondition.INVALID_NUMERIC_LITERAL_RANGE
                .error()
                .with("rawStrippedQualifier", digits)
                .with("typeName", type.simpleString())
                .with("minValue", least)
                .with("maxValue", most)
                .at(at)
                .build();
    }

    private static String withoutSuffix(String text) {
        return text.substring(0, text.length() - 1);
    }

    private static Expr typed(TypeConstructorContext said) {
        SourcePosition at = Positions.of(said);
        String type = said.literalType().getText().toUpperCase(Locale.ROOT);
        String text = StringLiteral.of(said.singleStringLitWithoutMarker());
        return switch (said.literalType().getStart().getType()) {
            // What they mean depends on the session's time zone, or on today.
            case SqlBaseLexer.DATE, SqlBaseLexer.TIMESTAMP, SqlBaseLexer.TIMESTAMP_LTZ, SqlBaseLexer.TIMESTAMP_NTZ ->
                new Expr.TypedLiteral(type, text, at);
            case SqlBaseLexer.INTERVAL -> IntervalBuilder.ofText(text, said);
            case SqlBaseLexer.BINARY_HEX -> new Expr.Literal(bytes(text, at), DataType.Atomic.BINARY, at);
            case SqlBaseLexer.TIME -> throw NotYet.supported("the type TIME", said);
            default ->
                throw ErrorCondition.UNSUPPORTED_TYPED_LITERAL
                        .error()
                        .with("unsupportedType", "\"" + type + "\"")
                        .with(
                                "supportedTypes",
                                "\"DATE\", \"TIMESTAMP_NTZ\", \"TIMESTAMP_LTZ\", \"TIMESTAMP\", \"INTERVAL\", \"X\", \"TIME\"")
                        .at(at)
                        .build();
        };
    }

    private static byte[] bytes(String hex, SourcePosition at) {
        try {
            return HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : "0" + hex);
        } catch (IllegalArgumentException _) {
            throw invalid("X", hex, at);
        }
    }

    static SluiceException invalid(String type, String text, SourcePosition at) {
        return ErrorCondition.INVALID_TYPED_LITERAL
                .error()
                .with("valueType", "\"" + type + "\"")
                .with("value", "'" + text + "'")
                .at(at)
                .build();
    }
}
