package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.catalog.Catalog;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Expression;
import dev.sluice.format.IntervalWords;
import dev.sluice.format.MalformedInterval;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction;
import dev.sluice.plan.Windows;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Binds calls of `window` and `session_window`: lengths of time become microseconds, and what Spark refuses is
/// refused.
final class WindowCalls {

    private static final Pattern QUOTES = Pattern.compile("'([^']*)'");

    private static final String TIMES = "(\"(TIMESTAMP OR TIMESTAMP WITHOUT TIME ZONE)\" or "
            + "\"STRUCT<start: TIMESTAMP, end: TIMESTAMP>\" or "
            + "\"STRUCT<start: TIMESTAMP_NTZ, end: TIMESTAMP_NTZ>\")";

    private final Analyzer analyzer;
    private final Analyzed input;
    private final ExpressionAnalyzer expressions;
    private final @Nullable SourcePosition operator;

    /// @param operator where the operator stands in which the calls are
    WindowCalls(Analyzer analyzer, Analyzed input, @Nullable SourcePosition operator) {
        this.analyzer = analyzer;
        this.input = input;
        this.operator = operator;
        expressions = analyzer.expressions(Names.of(input.scope()));
    }

    /// `window(time, duration)`, with a slide, with a start.
    Expression.Call timeWindow(Expr.Call call) {
        List<Expr> args = call.args();
        if (args.size() < 2 || args.size() > 4) throw wrongCount(call, "[2, 3, 4]");
        Expression said = said(args.getFirst());
        long duration = micros(args.get(1), call);
        long slide = args.size() > 2 ? micros(args.get(2), call) : duration;
        long start = args.size() > 3 ? micros(args.get(3), call) : 0;
        String text = "window(" + expressions.text().of(args.getFirst()) + ", " + duration + ", " + slide + ", " + start
                + ")";
        Expression time = time(said, text, call);
        if (duration <= 0) throw outOfRange(text, "window_duration", duration, call);
        if (slide <= 0) throw outOfRange(text, "slide_duration", slide, call);
        if (slide > duration) throw violation(text, "slide_duration", slide, "<=", "window_duration", duration, call);
        if (Math.abs(start) >= slide) {
            throw violation(text, "abs(start_time)", Math.abs(start), "<", "slide_duration", slide, call);
        }
        return call(Windows.TIME_WINDOW, List.of(time, literal(duration), literal(slide), literal(start)), call);
    }

    /// `session_window(time, gap)`; the gap may depend on the row.
    Expression.Call sessionWindow(Expr.Call call) {
        List<Expr> args = call.args();
        if (args.size() != 2) throw wrongCount(call, "2");
        Expression said = said(args.getFirst());
        Expression gap = expressions.analyze(args.get(1));
        String text = "sessionwindow(" + expressions.text().of(args.getFirst()) + ", "
                + expressions.text().of(args.get(1)) + ")";
        Expression time = time(said, text, call);
        if (gap.type() != Atomic.STRING && gap.type() != Atomic.CALENDAR_INTERVAL && gap.type() != Atomic.NULL) {
            throw ErrorCondition.SESSION_GAP_NO_INTERVAL
                    .error()
                    .with("dt", sparkName(gap.type()))
                    .at(args.get(1).at())
                    .build();
        }
        if (gap.type() == Atomic.NULL) gap = FunctionBinder.cast(gap, Atomic.STRING, call.at());
        return call(Windows.SESSION_WINDOW, List.of(time, gap), call);
    }

    /// A struct that looks like a window is none. Names from elsewhere, such as HAVING sees, are left to whoever knows
    /// them.
    void checkWindowTime(Expr.Call call) {
        if (call.args().size() != 1) return;
        Expr said = call.args().getFirst();
        Expression value;
        try {
            value = expressions.analyze(said);
        } catch (SluiceException e) {
            return;
        }
        if (!(value.type() instanceof DataType.Struct)) {
            throw ErrorCondition.UNEXPECTED_INPUT_TYPE
                    .error()
                    .with("sqlExpr", '"' + expressions.text().of(call) + '"')
                    .with("paramIndex", "first")
                    .with("requiredType", "\"STRUCT\"")
                    .with("inputSql", '"' + expressions.text().of(said) + '"')
                    .with("inputType", '"' + value.type().sql() + '"')
                    .at(call.at())
                    .build();
        }
        requireWindow(value, expressions.text().of(said), call);
    }

    /// The function for arguments that are known to fit.
    static BoundFunction bound(Catalog catalog, String name, List<Expression> arguments) {
        List<Argument> known = arguments.stream()
                .map(argument -> argument instanceof Expression.Literal(Object value, DataType type)
                        ? Argument.constant(type, value)
                        : Argument.of(argument.type(), argument.nullable()))
                .toList();
        return catalog.scalar(name)
                .flatMap(function -> function.bind(name, known))
                .orElseThrow(() -> SluiceException.bug("no " + name + " of " + arguments));
    }

    private Expression.Call call(String name, List<Expression> arguments, Expr.Call said) {
        return new Expression.Call(bound(analyzer.catalog(), name, arguments), arguments, said.at());
    }

    private static Expression literal(long micros) {
        return new Expression.Literal(micros, Atomic.LONG);
    }

    // ---- the time

    /// An aggregate has no value yet where windows are made, below the operator.
    private Expression said(Expr time) {
        new Contains(analyzer.catalog()).aggregate(time).ifPresent(aggregate -> {
            throw ErrorCondition.INVALID_WHERE_CONDITION
                    .error()
                    .with("condition", "\"(" + expressions.text().of(time) + " IS NOT NULL)\"")
                    .with(
                            "expressionList",
                            expressions.qualifiedText(input.scope()).of(aggregate))
                    .at(operator)
                    .build();
        });
        return expressions.analyze(time);
    }

    /// The argument as a timestamp: of a window, its last moment.
    private Expression time(Expression said, String text, Expr.Call call) {
        DataType type = said.type();
        if (type == Atomic.TIMESTAMP || type == Atomic.TIMESTAMP_NTZ) return said;
        if (type == Atomic.DATE || type == Atomic.STRING || type == Atomic.NULL) {
            return FunctionBinder.cast(said, Atomic.TIMESTAMP, call.at());
        }
        if (isWindowType(type)) {
            requireWindow(said, expressions.text().of(call.args().getFirst()), call);
            return call(Windows.WINDOW_TIME, List.of(said), call);
        }
        throw ErrorCondition.UNEXPECTED_INPUT_TYPE
                .error()
                .with("sqlExpr", '"' + text + '"')
                .with("paramIndex", "first")
                .with("requiredType", TIMES)
                .with("inputSql", '"' + expressions.text().of(call.args().getFirst()) + '"')
                .with("inputType", '"' + type.sql() + '"')
                .at(call.at())
                .build();
    }

    private static boolean isWindowType(DataType type) {
        return List.of(Atomic.TIMESTAMP, Atomic.TIMESTAMP_NTZ).stream()
                .map(time -> DataType.Struct.of(Field.of("start", time), Field.of("end", time)))
                .anyMatch(window -> DataType.sameIgnoringNullability(type, window));
    }

    private void requireWindow(Expression value, String said, Expr.Call call) {
        if (Windows.isWindow(value, input.plan())) return;
        throw ErrorCondition.NO_WINDOW_COLUMN
                .error()
                .with("windowTime", "window_time(" + said + ")")
                .at(call.at())
                .build();
    }

    // ---- lengths of time

    private long micros(Expr length, Expr.Call call) {
        return switch (length) {
            case Expr.Literal(String text, _, _) -> micros(text, call);
            case Expr.Literal(Integer micros, DataType type, _) when type == Atomic.INT -> micros;
            case Expr.Literal(Long micros, DataType type, _) when type == Atomic.LONG -> micros;
            default ->
                throw ErrorCondition.WINDOW_LENGTH_NOT_CONSTANT
                        .error()
                        .at(call.at())
                        .build();
        };
    }

    private static long micros(String text, Expr.Call call) {
        try {
            IntervalWords interval = IntervalWords.parse(unquoted(text));
            if (interval.months() == 0) return interval.micros();
        } catch (MalformedInterval e) {
            throw ErrorCondition.CANNOT_PARSE_INTERVAL
                    .error()
                    .with("intervalString", "'" + text + "'")
                    .at(call.at())
                    .build();
        }
        throw ErrorCondition.WINDOW_OF_MONTHS
                .error()
                .with("interval", text)
                .at(call.at())
                .build();
    }

    /// A length may be written like a literal of SQL, too: `INTERVAL '5' MINUTE`.
    private static String unquoted(String text) {
        boolean literal = text.strip().toLowerCase(Locale.ROOT).startsWith("interval");
        return literal ? QUOTES.matcher(text).replaceAll("$1") : text;
    }

    // ---- what is wrong

    private static SluiceException outOfRange(String text, String name, long value, Expr.Call call) {
        return ErrorCondition.VALUE_OUT_OF_RANGE
                .error()
                .with("sqlExpr", '"' + text + '"')
                .with("exprName", Field.quote(name))
                .with("valueRange", "(0, " + Long.MAX_VALUE + "]")
                .with("currentValue", value + "L")
                .at(call.at())
                .build();
    }

    private static SluiceException violation(
            String text, String left, long leftValue, String constraint, String right, long rightValue, Expr.Call at) {
        return ErrorCondition.PARAMETER_CONSTRAINT_VIOLATION
                .error()
                .with("sqlExpr", '"' + text + '"')
                .with("leftExprName", Field.quote(left))
                .with("leftExprValue", leftValue + "L")
                .with("constraint", constraint)
                .with("rightExprName", Field.quote(right))
                .with("rightExprValue", rightValue + "L")
                .at(at.at())
                .build();
    }

    private static SluiceException wrongCount(Expr.Call call, String expected) {
        return ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION
                .error()
                .with("functionName", Field.quote(call.name().toLowerCase(Locale.ROOT)))
                .with("expectedNum", expected)
                .with("actualNum", call.args().size())
                .at(call.at())
                .build();
    }

    /// The name of a type's class in Spark, which its text shows.
    private static String sparkName(DataType type) {
        return switch (type) {
            case Atomic atomic ->
                switch (atomic) {
                    case INT -> "IntegerType";
                    case TIMESTAMP_NTZ -> "TimestampNTZType";
                    default -> {
                        String name = atomic.name();
                        yield name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT) + "Type";
                    }
                };
            case DataType.Decimal(int precision, int scale) -> "DecimalType(" + precision + "," + scale + ")";
            case DataType.YearMonthInterval(int from, int to) -> "YearMonthIntervalType(" + from + "," + to + ")";
            case DataType.DayTimeInterval(int from, int to) -> "DayTimeIntervalType(" + from + "," + to + ")";
            case DataType.Array _, DataType.Map _, DataType.Struct _ -> type.sql();
        };
    }
}
