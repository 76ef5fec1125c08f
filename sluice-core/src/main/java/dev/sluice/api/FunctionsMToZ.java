package dev.sluice.api;

/// The functions from m to z that [functions] itself does not have, as in [FunctionsAToL].
abstract class FunctionsMToZ extends FunctionsAToL {

    FunctionsMToZ() {}

    /// Makes a date of year, month and day.
    public static Column make_date(Column argument, Object second, Object third) {
        return of("make_date", argument, second, third);
    }

    /// Makes a timestamp of its parts, in the session's time zone or the one given.
    public static Column make_timestamp(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth) {
        return of("make_timestamp", argument, second, third, fourth, fifth, sixth);
    }

    public static Column make_timestamp(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth, Object seventh) {
        return of("make_timestamp", argument, second, third, fourth, fifth, sixth, seventh);
    }

    /// Puts the entries of maps together in one map.
    public static Column map_concat(Column... arguments) {
        return of("map_concat", (Object[]) arguments);
    }

    /// Tells whether a map has an entry with a key.
    public static Column map_contains_key(Column argument, Object second) {
        return of("map_contains_key", argument, second);
    }

    /// Gives the entries of a map as structs of key and value.
    public static Column map_entries(Column argument) {
        return of("map_entries", argument);
    }

    /// Makes a map of an array of keys and an array of their values.
    public static Column map_from_arrays(Column argument, Object second) {
        return of("map_from_arrays", argument, second);
    }

    /// Makes a map of an array of structs of key and value.
    public static Column map_from_entries(Column argument) {
        return of("map_from_entries", argument);
    }

    /// Gives the keys of a map, in the order of the entries.
    public static Column map_keys(Column argument) {
        return of("map_keys", argument);
    }

    /// Gives the values of a map, in the order of the entries.
    public static Column map_values(Column argument) {
        return of("map_values", argument);
    }

    /// Gives the value of the row whose second argument is the greatest.
    public static Column max_by(Column argument, Object second) {
        return of("max_by", argument, second);
    }

    /// Gives the MD5 digest of bytes in hexadecimal digits.
    public static Column md5(Column argument) {
        return of("md5", argument);
    }

    /// Gives the value of the row whose second argument is the least.
    public static Column min_by(Column argument, Object second) {
        return of("min_by", argument, second);
    }

    /// Gives the minute of a timestamp.
    public static Column minute(Column argument) {
        return of("minute", argument);
    }

    /// Gives the remainder of a division; it has the sign of the dividend.
    public static Column mod(Column argument, Object second) {
        return of("mod", argument, second);
    }

    /// Gives the months from the second timestamp to the first; a month has 31 days where days count. The result is
    /// rounded to eight digits unless the third argument is false.
    public static Column months_between(Column argument, Object second) {
        return of("months_between", argument, second);
    }

    public static Column months_between(Column argument, Object second, Object third) {
        return of("months_between", argument, second, third);
    }

    /// Gives the first number, or the second where the first is NaN.
    public static Column nanvl(Column argument, Object second) {
        return of("nanvl", argument, second);
    }

    /// Changes the sign of a number or interval.
    public static Column negative(Column argument) {
        return of("negative", argument);
    }

    /// Gives the first date after a date that is such a day of the week.
    public static Column next_day(Column argument, Object second) {
        return of("next_day", argument, second);
    }

    /// Gives the time at which the query or micro-batch began.
    public static Column now() {
        return of("now");
    }

    /// Counts the bytes of a text or binary value.
    public static Column octet_length(Column argument) {
        return of("octet_length", argument);
    }

    /// Gives the ratio of a circle to its diameter.
    public static Column pi() {
        return of("pi");
    }

    /// Gives the remainder of a division, not negative where the divisor is not.
    public static Column pmod(Column argument, Object second) {
        return of("pmod", argument, second);
    }

    /// Gives the position of a text in another, at or behind a start, counted from 1; 0 if it is not there.
    public static Column position(Column argument, Object second) {
        return of("position", argument, second);
    }

    public static Column position(Column argument, Object second, Object third) {
        return of("position", argument, second, third);
    }

    /// Gives a number or interval as it is.
    public static Column positive(Column argument) {
        return of("positive", argument);
    }

    /// Gives a number to the power of another.
    public static Column power(Column argument, Object second) {
        return of("power", argument, second);
    }

    /// Gives the quarter of the year of a date, 1 to 4.
    public static Column quarter(Column argument) {
        return of("quarter", argument);
    }

    /// Turns degrees to radians.
    public static Column radians(Column argument) {
        return of("radians", argument);
    }

    /// Tells whether a regular expression matches somewhere in a text.
    public static Column regexp(Column argument, Object second) {
        return of("regexp", argument, second);
    }

    /// Counts the matches of a regular expression in a text.
    public static Column regexp_count(Column argument, Object second) {
        return of("regexp_count", argument, second);
    }

    /// Gives what a group of a regular expression matches first; nothing if it does not match.
    public static Column regexp_extract(Column argument, Object second) {
        return of("regexp_extract", argument, second);
    }

    /// Gives all that a group of a regular expression matches.
    public static Column regexp_extract_all(Column argument, Object second) {
        return of("regexp_extract_all", argument, second);
    }

    public static Column regexp_extract_all(Column argument, Object second, Object third) {
        return of("regexp_extract_all", argument, second, third);
    }

    /// Gives the position, counted from 1, of the first match of a regular expression, or 0.
    public static Column regexp_instr(Column argument, Object second) {
        return of("regexp_instr", argument, second);
    }

    public static Column regexp_instr(Column argument, Object second, Object third) {
        return of("regexp_instr", argument, second, third);
    }

    /// Tells whether a regular expression matches somewhere in a text.
    public static Column regexp_like(Column argument, Object second) {
        return of("regexp_like", argument, second);
    }

    /// Replaces what a regular expression matches, from a position on, counted from 1; $1 in the replacement is the
    /// first group.
    public static Column regexp_replace(Column argument, Object second, Object third, Object fourth) {
        return of("regexp_replace", argument, second, third, fourth);
    }

    /// Gives the first part of a text that a regular expression matches, or NULL.
    public static Column regexp_substr(Column argument, Object second) {
        return of("regexp_substr", argument, second);
    }

    /// Puts a text so many times behind itself.
    public static Column repeat(Column argument, Object second) {
        return of("repeat", argument, second);
    }

    /// Puts one text in place of another wherever that stands.
    public static Column replace(Column argument, Object second) {
        return of("replace", argument, second);
    }

    public static Column replace(Column argument, Object second, Object third) {
        return of("replace", argument, second, third);
    }

    /// Turns a text or an array round.
    public static Column reverse(Column argument) {
        return of("reverse", argument);
    }

    /// Gives the last characters of a text.
    public static Column right(Column argument, Object second) {
        return of("right", argument, second);
    }

    /// Gives the nearest whole number as a DOUBLE.
    public static Column rint(Column argument) {
        return of("rint", argument);
    }

    /// Tells whether a regular expression matches somewhere in a text.
    public static Column rlike(Column argument, Object second) {
        return of("rlike", argument, second);
    }

    /// Puts characters behind a text until it is so long, or cuts it there.
    public static Column rpad(Column argument, Object second) {
        return of("rpad", argument, second);
    }

    public static Column rpad(Column argument, Object second, Object third) {
        return of("rpad", argument, second, third);
    }

    /// Takes blanks, or given characters, off the end of a text.
    public static Column rtrim(Column argument, Object second) {
        return of("rtrim", argument, second);
    }

    /// Gives the second of a timestamp, without its fraction.
    public static Column second(Column argument) {
        return of("second", argument);
    }

    /// Makes an array of the values from a start to a stop, both included; the step is 1, or a day, or the opposite if
    /// the stop comes before the start.
    public static Column sequence(Column argument, Object second) {
        return of("sequence", argument, second);
    }

    public static Column sequence(Column argument, Object second, Object third) {
        return of("sequence", argument, second, third);
    }

    /// Gives the SHA-1 digest of bytes in hexadecimal digits.
    public static Column sha(Column argument) {
        return of("sha", argument);
    }

    /// Gives the SHA-1 digest of bytes in hexadecimal digits.
    public static Column sha1(Column argument) {
        return of("sha1", argument);
    }

    /// Gives the SHA-2 digest of so many bits in hexadecimal digits.
    public static Column sha2(Column argument, Object second) {
        return of("sha2", argument, second);
    }

    /// Shifts the bits of an integer to the left.
    public static Column shiftleft(Column argument, Object second) {
        return of("shiftleft", argument, second);
    }

    /// Shifts the bits of an integer to the right, keeping its sign.
    public static Column shiftright(Column argument, Object second) {
        return of("shiftright", argument, second);
    }

    /// Shifts the bits of an integer to the right and zeros in from the left.
    public static Column shiftrightunsigned(Column argument, Object second) {
        return of("shiftrightunsigned", argument, second);
    }

    /// Gives -1, 0 or 1 as a number or interval is negative, zero or positive.
    public static Column sign(Column argument) {
        return of("sign", argument);
    }

    /// Gives -1, 0 or 1 as a number or interval is negative, zero or positive.
    public static Column signum(Column argument) {
        return of("signum", argument);
    }

    /// Gives the sine.
    public static Column sin(Column argument) {
        return of("sin", argument);
    }

    /// Gives the hyperbolic sine.
    public static Column sinh(Column argument) {
        return of("sinh", argument);
    }

    /// Gives the items of an array from a position on, counted from 1, or from the end if it is negative; at most so
    /// many.
    public static Column slice(Column argument, Object second, Object third) {
        return of("slice", argument, second, third);
    }

    /// Says whether a condition is true for any row.
    public static Column some(Column argument) {
        return of("some", argument);
    }

    /// Sorts the items of an array, NULL first, or, descending, NULL last.
    public static Column sort_array(Column argument, Object second) {
        return of("sort_array", argument, second);
    }

    /// Gives so many blanks.
    public static Column space(Column argument) {
        return of("space", argument);
    }

    /// Splits a text at a separator and gives one of the parts, counted from 1, or from the end if negative; empty if
    /// there is none.
    public static Column split_part(Column argument, Object second, Object third) {
        return of("split_part", argument, second, third);
    }

    /// Tells whether a text or binary value begins with another.
    public static Column startswith(Column argument, Object second) {
        return of("startswith", argument, second);
    }

    /// Gives the standard deviation of a sample; NULL of fewer than two values.
    public static Column std(Column argument) {
        return of("std", argument);
    }

    /// Gives the standard deviation of a sample; NULL of fewer than two values.
    public static Column stddev(Column argument) {
        return of("stddev", argument);
    }

    /// Gives the standard deviation of a population.
    public static Column stddev_pop(Column argument) {
        return of("stddev_pop", argument);
    }

    /// Gives the standard deviation of a sample; NULL of fewer than two values.
    public static Column stddev_samp(Column argument) {
        return of("stddev_samp", argument);
    }

    /// Makes a map of a text of pairs, split at matches of two regular expressions.
    public static Column str_to_map(Column argument) {
        return of("str_to_map", argument);
    }

    public static Column str_to_map(Column argument, Object second) {
        return of("str_to_map", argument, second);
    }

    public static Column str_to_map(Column argument, Object second, Object third) {
        return of("str_to_map", argument, second, third);
    }

    /// Gives the part of a text, or of a binary value, that starts at a position, counted from 1, or from the end if it
    /// is negative.
    public static Column substr(Column argument, Object second) {
        return of("substr", argument, second);
    }

    public static Column substr(Column argument, Object second, Object third) {
        return of("substr", argument, second, third);
    }

    /// Gives the part of a text, or of a binary value, that starts at a position, counted from 1, or from the end if it
    /// is negative.
    public static Column substring(Column argument, Object second) {
        return of("substring", argument, second);
    }

    /// Gives what stands before the n-th separator of a text; if n is negative, what stands behind the n-th from the
    /// end.
    public static Column substring_index(Column argument, Object second, Object third) {
        return of("substring_index", argument, second, third);
    }

    /// Gives the tangent.
    public static Column tan(Column argument) {
        return of("tan", argument);
    }

    /// Gives the hyperbolic tangent.
    public static Column tanh(Column argument) {
        return of("tanh", argument);
    }

    /// Gives the timestamp so many microseconds after 1970-01-01 00:00:00 UTC.
    public static Column timestamp_micros(Column argument) {
        return of("timestamp_micros", argument);
    }

    /// Gives the timestamp so many milliseconds after 1970-01-01 00:00:00 UTC.
    public static Column timestamp_millis(Column argument) {
        return of("timestamp_millis", argument);
    }

    /// Gives the timestamp so many seconds, whole or not, after 1970-01-01 00:00:00 UTC.
    public static Column timestamp_seconds(Column argument) {
        return of("timestamp_seconds", argument);
    }

    /// Gives the seconds since 1970 of a timestamp, or of a text by a pattern.
    public static Column to_unix_timestamp(Column argument) {
        return of("to_unix_timestamp", argument);
    }

    public static Column to_unix_timestamp(Column argument, Object second) {
        return of("to_unix_timestamp", argument, second);
    }

    /// Puts the characters of one text in place of those at the same positions of another; what has none is dropped.
    public static Column translate(Column argument, Object second, Object third) {
        return of("translate", argument, second, third);
    }

    /// Takes blanks, or given characters, off both ends of a text.
    public static Column trim(Column argument, Object second) {
        return of("trim", argument, second);
    }

    /// Cuts a date down to a unit: YEAR, QUARTER, MONTH or WEEK; NULL for anything else.
    public static Column trunc(Column argument, Object second) {
        return of("trunc", argument, second);
    }

    /// Does the same as the operator +, and gives NULL where the result is too large.
    public static Column try_add(Column argument, Object second) {
        return of("try_add", argument, second);
    }

    /// Does the same as the operator /, and gives NULL where the divisor is zero.
    public static Column try_divide(Column argument, Object second) {
        return of("try_divide", argument, second);
    }

    /// Gives the item of an array at a position counted from 1, or the value of a key of a map; NULL if there is none.
    public static Column try_element_at(Column argument, Object second) {
        return of("try_element_at", argument, second);
    }

    /// Does the same as the operator %, and gives NULL where the divisor is zero.
    public static Column try_mod(Column argument, Object second) {
        return of("try_mod", argument, second);
    }

    /// Does the same as the operator *, and gives NULL where the result is too large.
    public static Column try_multiply(Column argument, Object second) {
        return of("try_multiply", argument, second);
    }

    /// Does the same as the operator -, and gives NULL where the result is too large.
    public static Column try_subtract(Column argument, Object second) {
        return of("try_subtract", argument, second);
    }

    /// Reads a date as to_date does, but gives NULL where there is none.
    public static Column try_to_date(Column argument) {
        return of("try_to_date", argument);
    }

    public static Column try_to_date(Column argument, Object second) {
        return of("try_to_date", argument, second);
    }

    /// Reads a timestamp as to_timestamp does, but gives NULL where there is none.
    public static Column try_to_timestamp(Column argument) {
        return of("try_to_timestamp", argument);
    }

    public static Column try_to_timestamp(Column argument, Object second) {
        return of("try_to_timestamp", argument, second);
    }

    /// Gives the name of a value's type.
    public static Column typeof(Column argument) {
        return of("typeof", argument);
    }

    /// Turns all letters of a text to upper case.
    public static Column ucase(Column argument) {
        return of("ucase", argument);
    }

    /// Reads bytes from base 64.
    public static Column unbase64(Column argument) {
        return of("unbase64", argument);
    }

    /// Reads hexadecimal digits as bytes; NULL if there is something else.
    public static Column unhex(Column argument) {
        return of("unhex", argument);
    }

    /// Gives the number of days since 1970-01-01.
    public static Column unix_date(Column argument) {
        return of("unix_date", argument);
    }

    /// Gives the number of microseconds since 1970-01-01 00:00:00 UTC.
    public static Column unix_micros(Column argument) {
        return of("unix_micros", argument);
    }

    /// Gives the number of milliseconds since 1970-01-01 00:00:00 UTC, cut to a whole number.
    public static Column unix_millis(Column argument) {
        return of("unix_millis", argument);
    }

    /// Gives the number of seconds since 1970-01-01 00:00:00 UTC, cut to a whole number.
    public static Column unix_seconds(Column argument) {
        return of("unix_seconds", argument);
    }

    /// Gives the seconds since 1970 of a timestamp, of a text by a pattern, or of now.
    public static Column unix_timestamp() {
        return of("unix_timestamp");
    }

    public static Column unix_timestamp(Column argument) {
        return of("unix_timestamp", argument);
    }

    public static Column unix_timestamp(Column argument, Object second) {
        return of("unix_timestamp", argument, second);
    }

    /// Gives the variance of a population.
    public static Column var_pop(Column argument) {
        return of("var_pop", argument);
    }

    /// Gives the variance of a sample; NULL of fewer than two values.
    public static Column var_samp(Column argument) {
        return of("var_samp", argument);
    }

    /// Gives the variance of a sample; NULL of fewer than two values.
    public static Column variance(Column argument) {
        return of("variance", argument);
    }

    /// Gives the day of the week of a date, 0 for Monday to 6 for Sunday.
    public static Column weekday(Column argument) {
        return of("weekday", argument);
    }

    /// Gives the week of a date. Weeks start on Monday; the first has more than three days in the year.
    public static Column weekofyear(Column argument) {
        return of("weekofyear", argument);
    }

    /// Gives a hash of 64 bits of one or more values.
    public static Column xxhash64(Column... arguments) {
        return of("xxhash64", (Object[]) arguments);
    }
}
