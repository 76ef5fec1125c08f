package dev.sluice.api;

import java.util.Arrays;
import java.util.stream.Stream;

/// Functions of texts and encodings that [functions] itself does not have. Further arguments are Columns or constants.
abstract class TextFunctions extends FunctionsMToZ {

    TextFunctions() {}

    /// Writes a whole number of one base in another, as an unsigned number of 64 bits, or if the second base is
    /// negative with its sign. Digits end at the first that is none.
    public static Column conv(Column argument, Object second, Object third) {
        return of("conv", argument, second, third);
    }

    /// Reads bytes as text in a character set. With more arguments, compares the first with every other one and gives
    /// the one behind; the last one if none is equal.
    public static Column decode(Column argument, Object second) {
        return of("decode", argument, second);
    }

    /// Gives the n-th of the values behind n, counted from 1.
    public static Column elt(Column... arguments) {
        return of("elt", (Object[]) arguments);
    }

    /// Gives the bytes of a text in a character set: US-ASCII, ISO-8859-1, UTF-8, UTF-16BE, UTF-16LE, UTF-16 or UTF-32.
    public static Column encode(Column argument, Object second) {
        return of("encode", argument, second);
    }

    /// Gives the place of a text among those between the commas of another, counted from 1; 0 if it is not there or has
    /// a comma itself.
    public static Column find_in_set(Column argument, Object second) {
        return of("find_in_set", argument, second);
    }

    /// Writes a number with commas between thousands and so many digits behind the point, rounded half to even; or by a
    /// pattern.
    public static Column format_number(Column argument, Object second) {
        return of("format_number", argument, second);
    }

    /// Writes values by a format in the manner of printf.
    public static Column format_string(String format, Column... arguments) {
        return of(
                "format_string",
                Stream.concat(Stream.of(format), Arrays.stream(arguments)).toArray());
    }

    /// Tells whether a text's bytes are UTF-8.
    public static Column is_valid_utf8(Column argument) {
        return of("is_valid_utf8", argument);
    }

    /// Gives how many characters must be inserted, dropped or changed to make one text of another; -1 if that is more
    /// than a threshold.
    public static Column levenshtein(Column argument, Object second) {
        return of("levenshtein", argument, second);
    }

    /// Gives how many characters must be inserted, dropped or changed to make one text of another; -1 if that is more
    /// than a threshold.
    public static Column levenshtein(Column argument, Object second, Object third) {
        return of("levenshtein", argument, second, third);
    }

    /// Tells whether digits are in order by the Luhn algorithm, as those of credit cards are.
    public static Column luhn_check(Column argument) {
        return of("luhn_check", argument);
    }

    /// Puts the character U+FFFD in place of bytes that are no UTF-8.
    public static Column make_valid_utf8(Column argument) {
        return of("make_valid_utf8", argument);
    }

    /// Hides a text: upper-case letters become X, lower-case ones x, digits n, or what is said instead; other
    /// characters stay unless something is said for them. NULL leaves a kind as it is.
    public static Column mask(Column argument) {
        return of("mask", argument);
    }

    /// Hides a text: upper-case letters become X, lower-case ones x, digits n, or what is said instead; other
    /// characters stay unless something is said for them. NULL leaves a kind as it is.
    public static Column mask(Column argument, Object second) {
        return of("mask", argument, second);
    }

    /// Hides a text: upper-case letters become X, lower-case ones x, digits n, or what is said instead; other
    /// characters stay unless something is said for them. NULL leaves a kind as it is.
    public static Column mask(Column argument, Object second, Object third) {
        return of("mask", argument, second, third);
    }

    /// Hides a text: upper-case letters become X, lower-case ones x, digits n, or what is said instead; other
    /// characters stay unless something is said for them. NULL leaves a kind as it is.
    public static Column mask(Column argument, Object second, Object third, Object fourth) {
        return of("mask", argument, second, third, fourth);
    }

    /// Hides a text: upper-case letters become X, lower-case ones x, digits n, or what is said instead; other
    /// characters stay unless something is said for them. NULL leaves a kind as it is.
    public static Column mask(Column argument, Object second, Object third, Object fourth, Object fifth) {
        return of("mask", argument, second, third, fourth, fifth);
    }

    /// Puts a text, or bytes, in place of so many characters of another from a position, counted from 1; without a
    /// length, or with a negative one, in place of as many as it has.
    public static Column overlay(Column argument, Object second, Object third) {
        return of("overlay", argument, second, third);
    }

    /// Puts a text, or bytes, in place of so many characters of another from a position, counted from 1; without a
    /// length, or with a negative one, in place of as many as it has.
    public static Column overlay(Column argument, Object second, Object third, Object fourth) {
        return of("overlay", argument, second, third, fourth);
    }

    /// Gives a part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY or USERINFO; of the QUERY, also the
    /// value of a key.
    public static Column parse_url(Column argument, Object second) {
        return of("parse_url", argument, second);
    }

    /// Gives a part of a URL: HOST, PATH, QUERY, REF, PROTOCOL, FILE, AUTHORITY or USERINFO; of the QUERY, also the
    /// value of a key.
    public static Column parse_url(Column argument, Object second, Object third) {
        return of("parse_url", argument, second, third);
    }

    /// Writes values by a format in the manner of printf.
    public static Column printf(Column format, Column... arguments) {
        return of(
                "printf",
                Stream.concat(Stream.of(format), Arrays.stream(arguments)).toArray());
    }

    /// Puts a text in single quotes, with a backslash before each of its own.
    public static Column quote(Column argument) {
        return of("quote", argument);
    }

    /// Fails with a message.
    public static Column raise_error(Column argument) {
        return of("raise_error", argument);
    }

    /// Gives the Soundex code of a word; what does not begin with a Latin letter stays as it is.
    public static Column soundex(Column argument) {
        return of("soundex", argument);
    }

    /// Reads bytes by a format: hex, base64, utf-8 or utf8.
    public static Column to_binary(Column argument) {
        return of("to_binary", argument);
    }

    /// Reads bytes by a format: hex, base64, utf-8 or utf8.
    public static Column to_binary(Column argument, Object second) {
        return of("to_binary", argument, second);
    }

    /// Gives a part of a URL as parse_url does, and NULL for what is no URL.
    public static Column try_parse_url(Column argument, Object second) {
        return of("try_parse_url", argument, second);
    }

    /// Gives a part of a URL as parse_url does, and NULL for what is no URL.
    public static Column try_parse_url(Column argument, Object second, Object third) {
        return of("try_parse_url", argument, second, third);
    }

    /// Writes a number, a date, a timestamp or binary by a pattern.
    public static Column to_char(Column argument, Object second) {
        return of("to_char", argument, second);
    }

    /// Writes a number, a date, a timestamp or binary by a pattern.
    public static Column to_varchar(Column argument, Object second) {
        return of("to_varchar", argument, second);
    }

    /// Reads a number by a pattern.
    public static Column to_number(Column argument, Object second) {
        return of("to_number", argument, second);
    }

    /// Reads a number as to_number does, and gives NULL for what does not fit the pattern.
    public static Column try_to_number(Column argument, Object second) {
        return of("try_to_number", argument, second);
    }

    /// Reads bytes as to_binary does, and gives NULL for what is none.
    public static Column try_to_binary(Column argument) {
        return of("try_to_binary", argument);
    }

    /// Reads bytes as to_binary does, and gives NULL for what is none.
    public static Column try_to_binary(Column argument, Object second) {
        return of("try_to_binary", argument, second);
    }

    /// Reads a text in the form in which URLs have parameters, and gives NULL for what is not.
    public static Column try_url_decode(Column argument) {
        return of("try_url_decode", argument);
    }

    /// Gives a text as it is, and NULL if its bytes are no UTF-8.
    public static Column try_validate_utf8(Column argument) {
        return of("try_validate_utf8", argument);
    }

    /// Reads a text in the form in which URLs have parameters.
    public static Column url_decode(Column argument) {
        return of("url_decode", argument);
    }

    /// Writes a text in the form in which URLs have parameters.
    public static Column url_encode(Column argument) {
        return of("url_encode", argument);
    }

    /// Gives a text as it is, and fails if its bytes are no UTF-8.
    public static Column validate_utf8(Column argument) {
        return of("validate_utf8", argument);
    }
}
