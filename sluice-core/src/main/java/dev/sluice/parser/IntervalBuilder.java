package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.format.IntervalWords;
import dev.sluice.format.IntervalWords.Unit;
import dev.sluice.format.MalformedInterval;
import dev.sluice.grammar.SqlBaseParser.IntervalContext;
import dev.sluice.grammar.SqlBaseParser.IntervalValueContext;
import dev.sluice.grammar.SqlBaseParser.MultiUnitsIntervalContext;
import dev.sluice.grammar.SqlBaseParser.UnitToUnitIntervalContext;
import dev.sluice.grammar.antlr.ParserRuleContext;
import dev.sluice.type.DataType;
import java.util.IntSummaryStatistics;
import java.util.Locale;

/// Interval literals in their three forms: `INTERVAL 1 DAY 2 HOURS`, `INTERVAL '1 day 2 hours'` and
/// `INTERVAL '1 02:03:04' DAY TO SECOND`.
///
/// The type goes from the longest to the shortest unit said. Months and days do not mix.
final class IntervalBuilder {

    private IntervalBuilder() {}

    static Expr.Literal of(IntervalContext said) {
        var units = said.errorCapturingMultiUnitsInterval();
        var range = said.errorCapturingUnitToUnitInterval();
        try {
            if (units != null && units.unitToUnitInterval() == null) return ofUnits(units.body, said);
            if (range != null && range.error1 == null && range.error2 == null) return ofRange(range.body, said);
        } catch (MalformedInterval malformed) {
            throw malformed.at(Positions.of(said), value(said));
        }
        throw unreadable("Can only have a single from-to unit in the interval literal syntax.", said);
    }

    /// The form that is all in quotes.
    static Expr.Literal ofText(String text, ParserRuleContext said) {
        try {
            return literal(IntervalWords.parse(text), said);
        } catch (MalformedInterval _) {
            throw LiteralBuilder.invalid("INTERVAL", text, Positions.of(said));
        }
    }

    /// For a range of units that runs backwards or nowhere, in a literal or in a type.
    static SluiceException fromTo(String input, String from, String to, ParserRuleContext said) {
        return ErrorCondition.INVALID_INTERVAL_FROM_TO
                .error()
                .with("input", input)
                .with("from", from.toLowerCase(Locale.ROOT))
                .with("to", to.toLowerCase(Locale.ROOT))
                .at(Positions.of(said))
                .build();
    }

    private static Expr.Literal ofUnits(MultiUnitsIntervalContext said, IntervalContext whole)
            throws MalformedInterval {
        return literal(IntervalWords.parse(inWords(said)), whole);
    }

    private static String inWords(MultiUnitsIntervalContext said) {
        var text = new StringBuilder();
        for (int i = 0; i < said.unit.size(); i++) {
            text.append(' ').append(number(said.intervalValue(i)));
            text.append(' ').append(said.unit.get(i).getText());
        }
        return text.toString();
    }

    private static String number(IntervalValueContext said) {
        if (said.stringLit() == null) return said.getText();
        String value = signed(said);
        // Else INTERVAL '1 day 2' HOURS would be read as one text.
        if (value.chars().anyMatch(Character::isLetter)) {
            throw unreadable(
                    "Can only use numbers in the interval value part for multiple unit value pairs interval form, "
                            + "but got invalid value: " + StringLiteral.of(said.stringLit()) + ".",
                    said);
        }
        return value;
    }

    /// What is in the quotes; a minus before them turns its sign.
    private static String signed(IntervalValueContext said) {
        String value = StringLiteral.of(said.stringLit());
        if (said.MINUS() == null) return value;
        return value.startsWith("-") ? value.substring(1) : "-" + value;
    }

    private static Expr.Literal literal(IntervalWords interval, ParserRuleContext said) throws MalformedInterval {
        SourcePosition at = Positions.of(said);
        if (interval.units().stream().allMatch(Unit::isYearMonth)) {
            boolean years = interval.units().contains(Unit.YEAR);
            boolean months = interval.units().contains(Unit.MONTH);
            return new Expr.Literal(
                    interval.months(), new DataType.YearMonthInterval(years ? 0 : 1, months ? 1 : 0), at);
        }
        if (interval.units().stream().anyMatch(Unit::isYearMonth)) {
            throw unreadable("Cannot mix year-month and day-time fields: " + at.fragment() + ".", said);
        }
        IntSummaryStatistics fields =
                interval.units().stream().mapToInt(IntervalBuilder::field).summaryStatistics();
        return new Expr.Literal(interval.micros(), new DataType.DayTimeInterval(fields.getMin(), fields.getMax()), at);
    }

    /// The unit in which [DataType.DayTimeInterval] counts it.
    private static int field(Unit unit) {
        return switch (unit) {
            case WEEK, DAY -> 0;
            case HOUR -> 1;
            case MINUTE -> 2;
            case SECOND, MILLISECOND, MICROSECOND -> 3;
            case YEAR, MONTH -> throw new IllegalArgumentException("no day-time unit: " + unit);
        };
    }

    private static Expr.Literal ofRange(UnitToUnitIntervalContext said, IntervalContext whole)
            throws MalformedInterval {
        SourcePosition at = Positions.of(whole);
        if (said.value.stringLit() == null) throw unreadable("The value of from-to unit must be a string.", whole);
        String value = signed(said.value);
        String from = said.from.getText().toUpperCase(Locale.ROOT);
        String to = said.to.getText().toUpperCase(Locale.ROOT);
        if (from.equals("YEAR") && to.equals("MONTH")) {
            return new Expr.Literal(YearMonthText.months(value), DataType.YearMonthInterval.YEAR_TO_MONTH, at);
        }
        int first = DayTimeText.UNITS.indexOf(from);
        int last = DayTimeText.UNITS.indexOf(to);
        if (first < 0 || last <= first) throw fromTo(value, from, to, whole);
        var form = new DayTimeText(first, last);
        return new Expr.Literal(form.micros(value), form.type(), at);
    }

    /// What an error calls the input: the words or figures, without INTERVAL and the units of a range.
    private static String value(IntervalContext said) {
        var range = said.errorCapturingUnitToUnitInterval();
        return range == null ? inWords(said.errorCapturingMultiUnitsInterval().body) : signed(range.body.value);
    }

    private static SluiceException unreadable(String reason, ParserRuleContext said) {
        return ErrorCondition.INVALID_INTERVAL_LITERAL
                .error()
                .with("reason", reason)
                .at(Positions.of(said))
                .build();
    }
}
