package dev.sluice.format;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads a quoted CSV value in which there is more than text: escapes, quotes that nothing escapes, something behind
/// it.
///
/// It goes from byte to byte and knows the one before it as long as that may still mean something, as the parser that
/// Spark uses does, so that also what makes no sense is read alike:
///
/// ```text
/// "a\"b"     a"b          with the escape \
/// "a""b"     "a""b"       with the escape \; a"b with the escape "
/// "a" b      "a" b
/// ```
final class CsvQuotedValue {

    private static final byte NONE = 0;

    private final CsvCursor in;
    private final byte[] separator;
    private final byte quote;
    private final byte escape;
    private final byte escapeOfEscape;
    private final UnescapedQuotes handling;
    private final boolean toSeparator;

    private byte[] value = new byte[64];
    private int size;
    private int start;
    private int[] pieces = new int[4];
    private int pieceCount;
    private byte here;
    private byte before;
    private boolean unescaped;
    private boolean skipped;
    private boolean trims;

    CsvQuotedValue(CsvSyntax syntax, CsvCursor in) {
        this.in = in;
        separator = syntax.separator().getBytes(StandardCharsets.UTF_8);
        quote = (byte) syntax.quote();
        escape = (byte) syntax.escape();
        escapeOfEscape = (byte) syntax.escapeOfEscape();
        handling = syntax.quotes();
        toSeparator = switch (handling) {
            case STOP_AT_DELIMITER, BACK_TO_DELIMITER, SKIP_VALUE -> true;
            case STOP_AT_CLOSING_QUOTE, RAISE_ERROR -> false;
        };
    }

    /// Reads the value that begins here, to its separator or the end of the record.
    void read() {
        size = 0;
        start = 0;
        pieceCount = 0;
        before = NONE;
        unescaped = false;
        skipped = false;
        trims = false;
        here = in.bytes[in.at];
        if (value()) return;
        // The record ends between the quotes: what there is counts.
        if (here == quote && before != quote && !unescaped) put(quote);
    }

    /// What the value is made of lies here, from [#start] to [#end].
    byte[] bytes() {
        return value;
    }

    int start() {
        return start;
    }

    int end() {
        return size;
    }

    /// How many values stand before it that it was taken for a part of, with [UnescapedQuotes#BACK_TO_DELIMITER].
    int pieceCount() {
        return pieceCount;
    }

    int pieceStart(int piece) {
        return pieces[2 * piece];
    }

    int pieceEnd(int piece) {
        return pieces[2 * piece + 1];
    }

    /// Whether nothing is left behind the pieces.
    boolean isUsedUp() {
        return unescaped && handling == UnescapedQuotes.BACK_TO_DELIMITER && size == start;
    }

    /// Whether the value is left out, and null.
    boolean isSkipped() {
        return skipped;
    }

    /// Whether something stood behind the quotes, so that the value ends where one without quotes would.
    boolean endsAsPlain() {
        return trims;
    }

    /// Goes on to the next byte; false if there is none.
    private boolean next() {
        in.at++;
        if (in.at >= in.end) return false;
        here = in.bytes[in.at];
        return true;
    }

    /// @return whether the value came to its end, which is here
    private boolean value() {
        if (before != NONE && toSeparator) {
            if (handling == UnescapedQuotes.SKIP_VALUE) return skip();
            prepend(quote);
            if (!next()) return false;
            trims = true;
            plain();
            return true;
        }
        if (!next()) return false;
        while (before != quote || !(CsvCursor.isSpace(here) || atValueEnd())) {
            if (here != quote && here != escape) {
                if (before == quote) return unescapedQuote();
                if (before == escape && escape != NONE) put(escape);
                if (!text()) return false;
                before = here;
                if (!next()) return false;
            } else {
                if (!quoteOrEscape()) return false;
                before = here;
                if (!next()) return false;
                if (unescaped && atValueEnd()) return true;
            }
        }
        return behindQuotes();
    }

    private boolean atValueEnd() {
        return in.isValueEnd(in.at);
    }

    /// Takes all up to the next quote or escape.
    private boolean text() {
        while (true) {
            byte b = in.bytes[in.at];
            if (b == quote || b == escape || b == escapeOfEscape) break;
            put(b);
            in.at++;
            if (in.at >= in.end) return false;
        }
        here = in.bytes[in.at];
        return true;
    }

    /// Space between the closing quote and the separator is dropped; anything else makes the quotes a part of the
    /// value.
    private boolean behindQuotes() {
        if (atValueEnd()) return true;
        int space = in.at;
        while (in.atSpace()) {
            if (!next()) return true;
        }
        if (atValueEnd()) return true;
        if (handling == UnescapedQuotes.RAISE_ERROR) throw refused();
        put(quote);
        for (int i = space; i < in.at; i++) put(in.bytes[i]);
        if (toSeparator || (here != quote && here != escape)) put(here);
        before = here;
        return value();
    }

    /// A quote stands before this byte that is no quote and no escape.
    private boolean unescapedQuote() {
        unescaped = true;
        return switch (handling) {
            case SKIP_VALUE -> skip();
            case RAISE_ERROR -> throw refused();
            case BACK_TO_DELIMITER -> {
                cutAtSeparators();
                put(here);
                before = NONE;
                yield value();
            }
            case STOP_AT_CLOSING_QUOTE, STOP_AT_DELIMITER -> {
                put(quote);
                put(here);
                before = here;
                yield value();
            }
        };
    }

    private void cutAtSeparators() {
        for (int at = start; at + separator.length <= size; at++) {
            if (!Arrays.equals(value, at, at + separator.length, separator, 0, separator.length)) continue;
            if (pieces.length < 2 * pieceCount + 2) pieces = Arrays.copyOf(pieces, pieces.length * 2);
            pieces[2 * pieceCount] = start;
            pieces[2 * pieceCount++ + 1] = at;
            start = at + separator.length;
            at = start - 1;
        }
    }

    /// Takes a quote or escape.
    private boolean quoteOrEscape() {
        if (here == escape && before == escapeOfEscape && escapeOfEscape != NONE) {
            put(escape);
            here = NONE;
        } else if (before == escape) {
            if (here == quote) {
                put(quote);
                here = NONE;
            } else {
                put(before);
            }
        } else if (here == quote && before == quote) {
            put(quote);
        } else if (before == quote) {
            return quoteInText();
        }
        return true;
    }

    /// A quote stands before this escape: the value goes on to the separator, and what is behind it belongs to the
    /// value as well.
    private boolean quoteInText() {
        return switch (handling) {
            case SKIP_VALUE -> skip();
            case RAISE_ERROR -> throw refused();
            case BACK_TO_DELIMITER, STOP_AT_CLOSING_QUOTE, STOP_AT_DELIMITER -> {
                put(quote);
                before = here;
                while (!atValueEnd()) {
                    if (here == quote || here == escape) {
                        if (!quoteOrEscape()) yield false;
                    } else if (before == quote) {
                        yield quoteInText();
                    } else {
                        put(here);
                    }
                    before = here;
                    if (!next()) yield false;
                }
                yield true;
            }
        };
    }

    /// Takes all up to the separator.
    private void plain() {
        int stop = in.valueEnd(in.at);
        for (; in.at < stop; in.at++) put(in.bytes[in.at]);
    }

    private boolean skip() {
        skipped = true;
        in.at = in.valueEnd(in.at);
        if (in.at >= in.end) return false;
        here = in.bytes[in.at];
        return true;
    }

    private SluiceException refused() {
        return ErrorCondition.CSV_UNESCAPED_QUOTE
                .error()
                .with("quote", (char) quote)
                .build();
    }

    private void put(byte b) {
        if (size == value.length) value = Arrays.copyOf(value, size * 2);
        value[size++] = b;
    }

    private void prepend(byte b) {
        put(b);
        System.arraycopy(value, start, value, start + 1, size - 1 - start);
        value[start] = b;
    }
}
