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

    /// How a stretch of the value ended.
    private enum Stretch {
        /// At the end of the value, which is here.
        VALUE_ENDED,
        /// The record ended before the value did.
        RECORD_ENDED,
        /// At what does not belong behind a quote: the value goes on.
        GOES_ON;

        private static Stretch ended(boolean value) {
            return value ? VALUE_ENDED : RECORD_ENDED;
        }
    }

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
    private int searched;
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
        searched = 0;
        before = NONE;
        unescaped = false;
        skipped = false;
        trims = false;
        here = in.bytes[in.at];
        // A loop, since a line may have as many such stretches as it has quotes.
        Stretch stretch;
        do stretch = stretch();
        while (stretch == Stretch.GOES_ON);
        if (stretch == Stretch.VALUE_ENDED) return;
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

    private Stretch stretch() {
        if (before != NONE && toSeparator) {
            if (handling == UnescapedQuotes.SKIP_VALUE) return Stretch.ended(skip());
            prepend(quote);
            if (!next()) return Stretch.RECORD_ENDED;
            trims = true;
            plain();
            return Stretch.VALUE_ENDED;
        }
        if (!next()) return Stretch.RECORD_ENDED;
        while (before != quote || !(CsvCursor.isSpace(here) || atValueEnd())) {
            if (here != quote && here != escape) {
                if (before == quote) return unescapedQuote();
                if (before == escape && escape != NONE) put(escape);
                if (!text()) return Stretch.RECORD_ENDED;
                before = here;
                if (!next()) return Stretch.RECORD_ENDED;
            } else {
                if (!quoteOrEscape() && !quoteInText()) return Stretch.RECORD_ENDED;
                before = here;
                if (!next()) return Stretch.RECORD_ENDED;
                if (unescaped && atValueEnd()) return Stretch.VALUE_ENDED;
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
    private Stretch behindQuotes() {
        if (atValueEnd()) return Stretch.VALUE_ENDED;
        int space = in.at;
        while (in.atSpace()) {
            if (!next()) return Stretch.VALUE_ENDED;
        }
        if (atValueEnd()) return Stretch.VALUE_ENDED;
        if (handling == UnescapedQuotes.RAISE_ERROR) throw refused();
        put(quote);
        for (int i = space; i < in.at; i++) put(in.bytes[i]);
        if (toSeparator || (here != quote && here != escape)) put(here);
        before = here;
        return Stretch.GOES_ON;
    }

    /// A quote stands before this byte that is no quote and no escape.
    private Stretch unescapedQuote() {
        unescaped = true;
        switch (handling) {
            case SKIP_VALUE -> {
                return Stretch.ended(skip());
            }
            case RAISE_ERROR -> throw refused();
            case BACK_TO_DELIMITER -> {
                cutAtSeparators();
                put(here);
                before = NONE;
            }
            case STOP_AT_CLOSING_QUOTE, STOP_AT_DELIMITER -> {
                put(quote);
                put(here);
                before = here;
            }
        }
        return Stretch.GOES_ON;
    }

    /// Goes on where it left off the time before: a line may be cut at as many places as it has quotes.
    private void cutAtSeparators() {
        while (searched + separator.length <= size) {
            int at = searched++;
            if (!Arrays.equals(value, at, at + separator.length, separator, 0, separator.length)) continue;
            if (pieces.length < 2 * pieceCount + 2) pieces = Arrays.copyOf(pieces, pieces.length * 2);
            pieces[2 * pieceCount] = start;
            pieces[2 * pieceCount++ + 1] = at;
            start = at + separator.length;
            searched = start;
        }
    }

    /// Takes a quote or escape.
    ///
    /// @return false if it is an escape behind a quote, which means something else
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
        } else if (before == quote) {
            if (here != quote) return false;
            put(quote);
        }
        return true;
    }

    /// A quote stands before this escape: the value goes on to the separator, and what is behind it belongs to the
    /// value as well. Each such quote further on takes it past one separator more.
    private boolean quoteInText() {
        if (handling == UnescapedQuotes.SKIP_VALUE) return skip();
        if (handling == UnescapedQuotes.RAISE_ERROR) throw refused();
        quoteBefore();
        int separators = 0;
        while (true) {
            if (atValueEnd()) {
                if (separators-- == 0) return true;
            } else if (here == quote || here == escape) {
                if (!quoteOrEscape()) {
                    quoteBefore();
                    separators++;
                    continue;
                }
            } else if (before == quote) {
                quoteBefore();
                continue;
            } else {
                put(here);
            }
            before = here;
            if (!next()) return false;
        }
    }

    /// The quote before is a part of the value; what is here is looked at again.
    private void quoteBefore() {
        put(quote);
        before = here;
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
