package dev.sluice.format;

import dev.sluice.vector.ByteWords;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Finds where JSON values begin and end in bytes, and checks their form on the way. Nothing is made of them here.
///
/// All methods that pass over something return the position behind it, or [#MALFORMED].
final class JsonScanner {

    static final int MALFORMED = -1;

    private static final int MAXIMUM_DEPTH = 1000;
    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");
    private static final byte[] NAN = ascii("NaN");
    private static final byte[] INFINITY = ascii("Infinity");
    private static final byte[] INF = ascii("INF");

    private final JsonSyntax syntax;
    private final boolean ofLines;

    private byte[] bytes = new byte[0];
    private int end;
    private int depth;
    private boolean escaped;

    private byte[] text = new byte[64];
    private int textStart;
    private int textEnd;
    private byte[] scratch = new byte[64];

    JsonScanner(JsonSettings settings) {
        syntax = settings.syntax();
        ofLines = !settings.textAnew();
    }

    /// Begins with other bytes, of which none from `stop` on counts.
    void reset(byte[] in, int stop) {
        bytes = in;
        end = stop;
        depth = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int end() {
        return end;
    }

    /// The byte at a position, or 0 at the end.
    byte at(int position) {
        return position < end ? bytes[position] : 0;
    }

    int skipSpace(int from) {
        int at = from;
        while (at < end && isSpace(bytes[at])) at++;
        return syntax.comments() && at(at) == '/' ? skipComments(at) : at;
    }

    /// Passes over comments and the space around them; one without an end, or with what no text has, stays where it is.
    private int skipComments(int from) {
        boolean line = at(from + 1) == '/';
        if (!line && at(from + 1) != '*') return from;
        int at = from + 2;
        while (at < end) {
            byte b = bytes[at];
            if (line && (b == '\n' || b == '\r')) break;
            if (!line && b == '*' && at(at + 1) == '/') return skipSpace(at + 2);
            if (b >= 0 && b < ' ' && !isSpace(b)) return from;
            at = b < 0 && ofLines ? Utf8.behind(bytes, at, end) : at + 1;
            if (at < 0) return from;
        }
        return line ? skipSpace(at) : from;
    }

    /// Whether the string or value that was passed last was a string with escapes.
    boolean escaped() {
        return escaped;
    }

    int skipValue(int at) {
        byte first = at(at);
        if (first == '"') return skipString(at);
        escaped = false;
        return switch (first) {
            case '{' -> skipObject(at);
            case '[' -> skipArray(at);
            case '\'' -> syntax.singleQuotes() ? skipString(at) : MALFORMED;
            case 't' -> skipWord(at, TRUE);
            case 'f' -> skipWord(at, FALSE);
            case 'n' -> skipWord(at, NULL);
            default -> skipNumber(at);
        };
    }

    /// Passes over the name of a field.
    int skipName(int from) {
        byte first = at(from);
        boolean quoted = first == '"' || (first == '\'' && syntax.singleQuotes());
        if (!quoted && syntax.unquotedNames()) return skipWord(from);
        int behind = skipString(from, syntax.controlChars());
        return escaped && ofLines && behind != MALFORMED && hasHalfPair(from, behind) ? MALFORMED : behind;
    }

    private int skipWord(int from) {
        escaped = false;
        int at = from;
        while (at < end && isInWord(bytes[at])) at++;
        return at == from ? MALFORMED : at;
    }

    private static boolean isInWord(byte b) {
        // Byte by byte, as Spark's parser has it: of characters beyond ASCII only some can stand without quotes.
        int c = b & 0xFF;
        return c > ' ' && Character.isJavaIdentifierPart(c) || "@#*-+".indexOf(c) >= 0;
    }

    /// Whether one half of a pair of surrogates is escaped without the other: Spark's parser takes that in values, but
    /// not in names.
    private boolean hasHalfPair(int from, int to) {
        boolean open = false;
        for (int at = from; at < to; at++) {
            boolean isUnit = bytes[at] == '\\' && bytes[++at] == 'u';
            char unit = isUnit ? (char) hex(at + 1) : 0;
            if (open != Character.isLowSurrogate(unit)) return true;
            open = Character.isHighSurrogate(unit);
            if (isUnit) at += 4;
        }
        return open;
    }

    /// Passes over a string, its quotes included.
    int skipString(int from) {
        // Between single quotes Spark's parser of bytes takes no control characters, whatever is allowed.
        return skipString(from, syntax.controlChars() && !(ofLines && at(from) == '\''));
    }

    private int skipString(int from, boolean controls) {
        escaped = false;
        byte quote = at(from);
        if (quote != '"' && !(syntax.singleQuotes() && quote == '\'')) return MALFORMED;
        int at = from + 1;
        while (true) {
            at = skipPlain(at, quote);
            if (at >= end) return MALFORMED;
            byte b = bytes[at];
            if (b == quote) return at + 1;
            if (b == '\\') {
                escaped = true;
                at = skipEscape(at + 1);
                if (at == MALFORMED) return MALFORMED;
            } else if (b < 0) {
                at = ofLines ? Utf8.behind(bytes, at, end) : at + 1;
                if (at == MALFORMED) return MALFORMED;
            } else {
                if (!controls) return MALFORMED;
                at++;
            }
        }
    }

    /// Passes over bytes of ASCII that are neither the quote nor a backslash nor below a space; between double quotes
    /// eight at a time as far as that goes.
    private int skipPlain(int from, byte quote) {
        int at = from;
        if (quote == '"') {
            byte[] in = bytes;
            for (int last = end - Long.BYTES; at <= last; at += Long.BYTES) {
                long special = ByteWords.specialInJson(ByteWords.at(in, at));
                if (special != 0) return at + ByteWords.index(special);
            }
        }
        while (at < end && !isSpecial(bytes[at], quote)) at++;
        return at;
    }

    private static boolean isSpecial(byte b, byte quote) {
        return b == quote || b == '\\' || b < ' ';
    }

    /// The position behind the comma or closing bracket that follows a value, negative (`~`) for the bracket.
    ///
    /// @return 0 if there is neither
    int separator(int from, char close) {
        int at = skipSpace(from);
        byte b = at(at);
        if (b == ',') return at + 1;
        return b == close ? ~(at + 1) : 0;
    }

    /// The position of the value behind the colon that follows a field's name.
    int skipColon(int from) {
        int at = skipSpace(from);
        return at(at) == ':' ? skipSpace(at + 1) : MALFORMED;
    }

    boolean enter() {
        return ++depth <= MAXIMUM_DEPTH;
    }

    void leave() {
        depth--;
    }

    /// Makes the content of a string or name, without quotes and escapes, ready in [#text].
    void readText(int from, int to, boolean hasEscapes) {
        if (!hasEscapes) {
            int quotes = bytes[from] == '"' || bytes[from] == '\'' ? 1 : 0;
            text = bytes;
            textStart = from + quotes;
            textEnd = to - quotes;
            return;
        }
        if (scratch.length < to - from) scratch = new byte[Math.max(to - from, scratch.length * 2)];
        text = scratch;
        textStart = 0;
        textEnd = decode(from + 1, to - 1);
    }

    byte[] text() {
        return text;
    }

    int textStart() {
        return textStart;
    }

    int textEnd() {
        return textEnd;
    }

    private int skipObject(int from) {
        if (!enter()) return MALFORMED;
        int at = skipSpace(from + 1);
        if (at(at) == '}') {
            leave();
            return at + 1;
        }
        while (true) {
            at = skipName(skipSpace(at));
            if (at == MALFORMED) return MALFORMED;
            at = skipColon(at);
            if (at == MALFORMED) return MALFORMED;
            at = skipValue(at);
            if (at == MALFORMED) return MALFORMED;
            at = separator(at, '}');
            if (at == 0) return MALFORMED;
            if (at < 0) {
                leave();
                return ~at;
            }
        }
    }

    private int skipArray(int from) {
        if (!enter()) return MALFORMED;
        int at = skipSpace(from + 1);
        if (at(at) == ']') {
            leave();
            return at + 1;
        }
        while (true) {
            at = skipValue(skipSpace(at));
            if (at == MALFORMED) return MALFORMED;
            at = separator(at, ']');
            if (at == 0) return MALFORMED;
            if (at < 0) {
                leave();
                return ~at;
            }
        }
    }

    private int skipWord(int at, byte[] word) {
        int behind = at + word.length;
        boolean found = behind <= end && Arrays.equals(bytes, at, behind, word, 0, word.length);
        return found && isBoundary(behind) ? behind : MALFORMED;
    }

    /// Passes over a number: its form is the one of RFC 8259, and NaN and the infinities if they are allowed.
    private int skipNumber(int from) {
        byte first = at(from);
        if (syntax.nonNumericNumbers()) {
            int digitsAt = first == '-' || first == '+' ? from + 1 : from;
            byte b = at(digitsAt);
            if (b == 'N' && digitsAt == from) return skipWord(from, NAN);
            if (b == 'I') {
                int behind = skipWord(digitsAt, INFINITY);
                return behind != MALFORMED || digitsAt == from ? behind : skipWord(digitsAt, INF);
            }
        }
        int at = first == '-' ? from + 1 : from;
        if (at(at) == '0' && !syntax.leadingZeros()) {
            at++;
        } else {
            int start = at;
            at = skipDigits(at);
            if (at == start) return MALFORMED;
        }
        if (at(at) == '.') {
            int start = at + 1;
            at = skipDigits(start);
            if (at == start) return MALFORMED;
        }
        if (at(at) == 'e' || at(at) == 'E') {
            int start = at(at + 1) == '+' || at(at + 1) == '-' ? at + 2 : at + 1;
            at = skipDigits(start);
            if (at == start) return MALFORMED;
        }
        return isBoundary(at) ? at : MALFORMED;
    }

    /// Whether a value that was checked is a number without point and exponent.
    boolean isWholeNumber(int from, int to) {
        int digits = bytes[from] == '-' ? from + 1 : from;
        return digits < to && skipDigits(digits) == to;
    }

    private int skipDigits(int from) {
        int at = from;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') at++;
        return at;
    }

    private int skipEscape(int at) {
        return switch (at(at)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 1;
            case '\'' -> syntax.singleQuotes() || syntax.anyEscape() ? at + 1 : MALFORMED;
            case 'u' -> {
                for (int i = at + 1; i <= at + 4; i++) {
                    if (Character.digit(at(i), 16) < 0) yield MALFORMED;
                }
                yield at + 5;
            }
            default -> {
                if (!syntax.anyEscape() || at >= end) yield MALFORMED;
                yield ofLines && bytes[at] < 0 ? Utf8.behind(bytes, at, end) : at + 1;
            }
        };
    }

    /// Whether a word or number may end here.
    private boolean isBoundary(int at) {
        return switch (at(at)) {
            case 0, ' ', '\t', '\n', '\r', ',', ']', '}', ':' -> true;
            case '/' -> syntax.comments();
            default -> false;
        };
    }

    /// Writes a string's content without escapes into the scratch bytes; it never gets longer.
    private int decode(int from, int to) {
        int used = 0;
        int at = from;
        while (at < to) {
            byte b = bytes[at++];
            if (b != '\\') {
                scratch[used++] = b;
                continue;
            }
            byte escaped = bytes[at++];
            switch (escaped) {
                case 'b' -> scratch[used++] = '\b';
                case 'f' -> scratch[used++] = '\f';
                case 'n' -> scratch[used++] = '\n';
                case 'r' -> scratch[used++] = '\r';
                case 't' -> scratch[used++] = '\t';
                case 'u' -> {
                    int unit = hex(at);
                    at += 4;
                    boolean pair = Character.isHighSurrogate((char) unit)
                            && at + 6 <= to
                            && bytes[at] == '\\'
                            && bytes[at + 1] == 'u'
                            && Character.isLowSurrogate((char) hex(at + 2));
                    if (pair) {
                        used = encode(Character.toCodePoint((char) unit, (char) hex(at + 2)), used);
                        at += 6;
                    } else {
                        // Half a pair is no character.
                        used = encode(Character.isSurrogate((char) unit) ? '?' : unit, used);
                    }
                }
                default -> scratch[used++] = escaped;
            }
        }
        return used;
    }

    private int hex(int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) value = value << 4 | Character.digit(bytes[i], 16);
        return value;
    }

    private int encode(int character, int at) {
        int used = at;
        if (character < 0x80) {
            scratch[used++] = (byte) character;
        } else if (character < 0x800) {
            scratch[used++] = (byte) (0xC0 | character >> 6);
            scratch[used++] = (byte) (0x80 | character & 0x3F);
        } else if (character < 0x10000) {
            scratch[used++] = (byte) (0xE0 | character >> 12);
            scratch[used++] = (byte) (0x80 | character >> 6 & 0x3F);
            scratch[used++] = (byte) (0x80 | character & 0x3F);
        } else {
            scratch[used++] = (byte) (0xF0 | character >> 18);
            scratch[used++] = (byte) (0x80 | character >> 12 & 0x3F);
            scratch[used++] = (byte) (0x80 | character >> 6 & 0x3F);
            scratch[used++] = (byte) (0x80 | character & 0x3F);
        }
        return used;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }

    private static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }
}
