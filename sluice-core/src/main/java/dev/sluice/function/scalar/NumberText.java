package dev.sluice.function.scalar;

import dev.sluice.function.scalar.NumberPattern.Digits;
import dev.sluice.function.scalar.NumberPattern.Mark;
import dev.sluice.function.scalar.NumberPattern.Run;
import dev.sluice.function.scalar.NumberPattern.Token;
import dev.sluice.function.scalar.NumberPattern.Unknown;
import java.math.BigDecimal;

/// Writes numbers by a pattern, with `#` for digits if the number has more than the pattern.
///
/// ```text
/// 99,999S   -12        12-      what begins with 9 is filled with space, what begins with 0 with zeros
/// S99,999   -12       -12       a sign goes next to the first digit
/// 999.99    0.5      0.50       the last space before the point is a zero
/// ```
final class NumberText {

    private final StringBuilder out = new StringBuilder();
    private final boolean negative;
    private final String whole;
    private final String fraction;
    private final boolean tooLong;

    /// How many places for digits are left before the point, and how many were written behind it.
    private int wholeLeft;

    private int fractionDone;
    private boolean behindPoint;

    private NumberText(NumberPattern pattern, BigDecimal number) {
        negative = number.signum() < 0;
        String plain = number.abs().toPlainString();
        int point = plain.indexOf('.');
        whole = (point < 0 ? plain : plain.substring(0, point)).replaceFirst("^0+", "");
        fraction = point < 0 ? "" : plain.substring(point + 1).replaceFirst("0+$", "");
        wholeLeft = pattern.wholeDigits();
        tooLong = whole.length() > wholeLeft || fraction.length() > pattern.fractionDigits();
    }

    static String of(NumberPattern pattern, BigDecimal number) {
        var text = new NumberText(pattern, number);
        for (Token token : pattern.tokens()) text.append(token);
        text.dropLonePoint();
        return text.out.toString();
    }

    private void append(Token token) {
        switch (token) {
            case Digits digits -> digits(digits);
            case Mark mark -> mark(mark);
            case Unknown _ -> throw new IllegalArgumentException("a pattern that was not checked");
        }
    }

    private void mark(Mark mark) {
        switch (mark) {
            case POINT -> {
                if (!out.isEmpty() && last() == ' ') out.setCharAt(out.length() - 1, '0');
                out.append('.');
                behindPoint = true;
            }
            case DOLLAR -> out.append('$');
            case SIGN -> trailing(negative ? "-" : "+", "");
            case MINUS -> trailing(negative ? "-" : "", " ");
            case OPENED -> out.append(negative ? "<" : "");
            case CLOSED -> trailing(negative ? ">" : "", "  ");
        }
    }

    private void digits(Digits digits) {
        boolean first = true;
        for (Run run : digits.runs()) {
            if (!first) separator();
            first = false;
            for (int i = 0; i < run.count(); i++) digit(run.all());
        }
    }

    private void digit(boolean zeros) {
        if (tooLong) {
            out.append('#');
        } else if (behindPoint) {
            out.append(fractionDone < fraction.length() ? fraction.charAt(fractionDone) : '0');
            fractionDone++;
        } else {
            int place = whole.length() - wholeLeft--;
            if (place >= 0) {
                out.append(whole.charAt(place));
            } else if (zeros) {
                out.append('0');
            } else {
                space();
            }
        }
    }

    private void separator() {
        if (!out.isEmpty() && Character.isDigit(last())) {
            out.append(',');
        } else {
            space();
        }
    }

    /// A sign that stands already moves on, to the first digit.
    private void space() {
        if (!out.isEmpty() && "+-<".indexOf(last()) >= 0) {
            out.insert(out.length() - 1, ' ');
        } else {
            out.append(' ');
        }
    }

    /// What ends the number stands before the space at its end.
    ///
    /// @param otherwise what stands there instead of nothing
    private void trailing(String mark, String otherwise) {
        dropLonePoint();
        if (mark.isEmpty()) {
            out.append(otherwise);
            return;
        }
        int end = out.length();
        while (end > 0 && out.charAt(end - 1) == ' ') end--;
        out.insert(end, mark);
    }

    private void dropLonePoint() {
        if (!out.isEmpty() && last() == '.') out.setCharAt(out.length() - 1, ' ');
    }

    private char last() {
        return out.charAt(out.length() - 1);
    }
}
