package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.format.IntervalText;
import dev.sluice.format.IntervalWords;
import dev.sluice.format.MalformedInterval;
import dev.sluice.grammar.SqlBaseParser.IntervalContext;
import dev.sluice.type.DataType;

/// The delay of a watermark: a length of time, in which a month counts 31 days. Source: Spark, `EventTimeWatermark`.
public final class DelayText {

    private static final long MILLIS_PER_MONTH = 31 * 86_400_000L;

    private DelayText() {}

    /// The milliseconds of a delay such as `10 seconds`.
    ///
    /// @throws dev.sluice.error.SluiceException if it is no length of time, or negative
    public static long millis(String text) {
        try {
            IntervalWords interval = IntervalWords.parse(text);
            return checked(interval.months(), interval.micros(), text);
        } catch (MalformedInterval _) {
            throw ErrorCondition.CANNOT_PARSE_INTERVAL
                    .error()
                    .with("intervalString", "'" + text + "'")
                    .build();
        }
    }

    static long millis(IntervalContext said) {
        Expr.Literal interval = IntervalBuilder.of(said);
        return switch (interval.value()) {
            case Integer months -> checked(months, 0, Grammar.text(said));
            case Long micros
            when interval.type() instanceof DataType.DayTimeInterval type -> {
                var text = new StringBuilder();
                IntervalText.append(text, micros, type);
                yield checked(0, micros, text.toString());
            }
            case null, default -> 0;
        };
    }

    private static long checked(int months, long micros, String text) {
        long millis = Math.addExact(micros / 1_000L, Math.multiplyExact(months, MILLIS_PER_MONTH));
        if (millis < 0)
            throw ErrorCondition.NEGATIVE_DELAY.error().with("delay", text).build();
        return millis;
    }
}
