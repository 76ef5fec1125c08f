package dev.sluice.parser;

import dev.sluice.grammar.SqlBaseParser.SingleStringLitContext;
import dev.sluice.grammar.SqlBaseParser.SingleStringLitWithoutMarkerContext;
import dev.sluice.grammar.SqlBaseParser.StringLitContext;
import java.util.stream.Collectors;

/// What a string literal says: `'it''s'`, `"a\tb"`, `r'\d+'`, and several in a row as one.
///
/// The escapes are Spark's, which has most of them from MySQL: `\0 \b \n \r \t \Z`, `\u0041`, `\U0001F600`, three
/// octal digits; `\%` and `\_` keep their backslash, since they are meant for LIKE; before any other character the
/// backslash falls away.
final class StringLiteral {

    private StringLiteral() {}

    static String of(StringLitContext said) {
        return said.singleStringLit().stream().map(StringLiteral::of).collect(Collectors.joining());
    }

    static String of(SingleStringLitContext said) {
        NotYet.ifSaid(said.parameterMarker(), "parameter markers (?, :name)");
        return of(said.singleStringLitWithoutMarker());
    }

    static String of(SingleStringLitWithoutMarkerContext said) {
        return unescape(said.getText());
    }

    /// @param literal with its quotes
    static String unescape(String literal) {
        char quote = literal.charAt(0);
        if (quote == 'r' || quote == 'R') return literal.substring(2, literal.length() - 1);
        String body = literal.substring(1, literal.length() - 1);
        var text = new StringBuilder(body.length());
        int at = 0;
        while (at < body.length()) {
            char c = body.charAt(at);
            if (c == '\\' && at + 1 < body.length()) {
                at = appendEscape(body, at + 1, text);
            } else {
                text.append(c);
                // A quote in a literal stands for itself only if doubled: the lexer saw to that.
                at += c == quote ? 2 : 1;
            }
        }
        return text.toString();
    }

    /// Appends what the escape means whose first character behind the backslash is at `at`; returns where it ends.
    private static int appendEscape(String body, int at, StringBuilder text) {
        char c = body.charAt(at);
        if (c == 'u' && areHex(body, at + 1, 4)) {
            text.append((char) Integer.parseInt(body, at + 1, at + 5, 16));
            return at + 5;
        }
        if (c == 'U' && areHex(body, at + 1, 8)) {
            appendCodePoint(Long.parseLong(body, at + 1, at + 9, 16), text);
            return at + 9;
        }
        if (areOctal(body, at)) {
            text.append((char) Integer.parseInt(body, at, at + 3, 8));
            return at + 3;
        }
        switch (c) {
            case '0' -> text.append('\0');
            case 'b' -> text.append('\b');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'Z' -> text.append('\u001A');
            case '%', '_' -> text.append('\\').append(c);
            default -> text.append(c);
        }
        return at + 1;
    }

    /// Beyond Unicode's last code point, Spark writes what the arithmetic of surrogates gives; here it is no
    /// character.
    private static void appendCodePoint(long codePoint, StringBuilder text) {
        text.appendCodePoint(codePoint <= Character.MAX_CODE_POINT ? (int) codePoint : '\uFFFD');
    }

    private static boolean areHex(String body, int from, int count) {
        if (from + count > body.length()) return false;
        for (int i = from; i < from + count; i++) {
            if (Character.digit(body.charAt(i), 16) < 0 || body.charAt(i) > 'f') return false;
        }
        return true;
    }

    /// Three octal digits of at most 177: a byte of ASCII.
    private static boolean areOctal(String body, int from) {
        if (from + 3 > body.length()) return false;
        return body.charAt(from) <= '1'
                && isOctal(body.charAt(from))
                && isOctal(body.charAt(from + 1))
                && isOctal(body.charAt(from + 2));
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }
}
