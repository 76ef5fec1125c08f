package dev.sluice.api;

import dev.sluice.ast.Expr;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The functions from a to l that [functions] itself does not have. Further arguments are Columns or constants.
/// `FunctionNamesTest` says which are missing.
abstract class FunctionsAToL extends LambdaFunctions {

    FunctionsAToL() {}

    /// A call of the function with what is no Column taken for a constant.
    static Column of(String name, @Nullable Object... arguments) {
        return new Column(Expr.call(
                name,
                null,
                Arrays.stream(arguments)
                        .map(argument -> Column.of(argument).expr())
                        .toArray(Expr[]::new)));
    }

    /// Gives the angle of a cosine; NaN outside of -1 to 1.
    public static Column acos(Column argument) {
        return of("acos", argument);
    }

    /// Gives the date so many months later, the last of the month if it has no such day.
    public static Column add_months(Column argument, Object second) {
        return of("add_months", argument, second);
    }

    /// Gives the first value in the order of the input, NULL included; with a second argument true, the first that is
    /// not NULL.
    public static Column any_value(Column argument) {
        return of("any_value", argument);
    }

    public static Column any_value(Column argument, Object second) {
        return of("any_value", argument, second);
    }

    /// Gives a list of all values that are not NULL, in the order of the input.
    public static Column array_agg(Column argument) {
        return of("array_agg", argument);
    }

    /// Puts a value behind the items of an array.
    public static Column array_append(Column argument, Object second) {
        return of("array_append", argument, second);
    }

    /// Leaves out the items of an array that are NULL.
    public static Column array_compact(Column argument) {
        return of("array_compact", argument);
    }

    /// Leaves out the items of an array that occurred before.
    public static Column array_distinct(Column argument) {
        return of("array_distinct", argument);
    }

    /// Gives the items of the first array that are not in the second, each once.
    public static Column array_except(Column argument, Object second) {
        return of("array_except", argument, second);
    }

    /// Puts a value at a position of an array, counted from 1, or from behind the end if it is negative; fills up with
    /// NULL.
    public static Column array_insert(Column argument, Object second, Object third) {
        return of("array_insert", argument, second, third);
    }

    /// Gives the items that are in both arrays, each once.
    public static Column array_intersect(Column argument, Object second) {
        return of("array_intersect", argument, second);
    }

    /// Puts the items of an array in one text with a separator between; leaves out NULL, or puts another text instead.
    public static Column array_join(Column argument, Object second) {
        return of("array_join", argument, second);
    }

    public static Column array_join(Column argument, Object second, Object third) {
        return of("array_join", argument, second, third);
    }

    /// Gives the greatest item of an array; NULL if there is none.
    public static Column array_max(Column argument) {
        return of("array_max", argument);
    }

    /// Gives the least item of an array; NULL if there is none.
    public static Column array_min(Column argument) {
        return of("array_min", argument);
    }

    /// Gives the position of the first item that equals a value, counted from 1; 0 if there is none.
    public static Column array_position(Column argument, Object second) {
        return of("array_position", argument, second);
    }

    /// Puts a value before the items of an array.
    public static Column array_prepend(Column argument, Object second) {
        return of("array_prepend", argument, second);
    }

    /// Leaves out the items of an array that equal a value.
    public static Column array_remove(Column argument, Object second) {
        return of("array_remove", argument, second);
    }

    /// Makes an array of a value so many times.
    public static Column array_repeat(Column argument, Object second) {
        return of("array_repeat", argument, second);
    }

    /// Gives the number of items of an array.
    public static Column array_size(Column argument) {
        return of("array_size", argument);
    }

    /// Sorts the items of an array, NULL last.
    public static Column array_sort(Column argument) {
        return of("array_sort", argument);
    }

    /// Gives the items of both arrays, each once.
    public static Column array_union(Column argument, Object second) {
        return of("array_union", argument, second);
    }

    /// Tells whether two arrays have an item in common that is not NULL.
    public static Column arrays_overlap(Column argument, Object second) {
        return of("arrays_overlap", argument, second);
    }

    /// Gives the code point of the first character of a text; 0 if it is empty.
    public static Column ascii(Column argument) {
        return of("ascii", argument);
    }

    /// Gives the angle of a sine.
    public static Column asin(Column argument) {
        return of("asin", argument);
    }

    /// Gives the angle of a tangent.
    public static Column atan(Column argument) {
        return of("atan", argument);
    }

    /// Gives the angle between the x axis and a point.
    public static Column atan2(Column argument, Object second) {
        return of("atan2", argument, second);
    }

    /// Writes bytes in base 64.
    public static Column base64(Column argument) {
        return of("base64", argument);
    }

    /// Writes a number in binary digits.
    public static Column bin(Column argument) {
        return of("bin", argument);
    }

    /// Joins all values bit by bit with AND.
    public static Column bit_and(Column argument) {
        return of("bit_and", argument);
    }

    /// Counts the one-bits of an integer, or 1 for true and 0 for false.
    public static Column bit_count(Column argument) {
        return of("bit_count", argument);
    }

    /// Counts the bits of a text or binary value.
    public static Column bit_length(Column argument) {
        return of("bit_length", argument);
    }

    /// Joins all values bit by bit with OR.
    public static Column bit_or(Column argument) {
        return of("bit_or", argument);
    }

    /// Joins all values bit by bit with XOR.
    public static Column bit_xor(Column argument) {
        return of("bit_xor", argument);
    }

    /// Says whether a condition is true for all rows for which it is not NULL.
    public static Column bool_and(Column argument) {
        return of("bool_and", argument);
    }

    /// Says whether a condition is true for any row.
    public static Column bool_or(Column argument) {
        return of("bool_or", argument);
    }

    /// Rounds a number to so many digits behind the point; a half goes to the even digit.
    public static Column bround(Column argument) {
        return of("bround", argument);
    }

    public static Column bround(Column argument, Object second) {
        return of("bround", argument, second);
    }

    /// Takes blanks, or given characters, off both ends of a text.
    public static Column btrim(Column argument) {
        return of("btrim", argument);
    }

    public static Column btrim(Column argument, Object second) {
        return of("btrim", argument, second);
    }

    /// Gives the number of items of an array or entries of a map.
    public static Column cardinality(Column argument) {
        return of("cardinality", argument);
    }

    /// Gives the cube root.
    public static Column cbrt(Column argument) {
        return of("cbrt", argument);
    }

    /// Gives the least whole number that is not less, or the least one of so many digits.
    public static Column ceil(Column argument, Object second) {
        return of("ceil", argument, second);
    }

    /// Gives the least whole number that is not less, or the least one of so many digits.
    public static Column ceiling(Column argument) {
        return of("ceiling", argument);
    }

    public static Column ceiling(Column argument, Object second) {
        return of("ceiling", argument, second);
    }

    /// Counts the characters of a text, or the bytes of a binary value.
    public static Column char_length(Column argument) {
        return of("char_length", argument);
    }

    /// Counts the characters of a text, or the bytes of a binary value.
    public static Column character_length(Column argument) {
        return of("character_length", argument);
    }

    /// Gives the character of a code, of which the last eight bits count; nothing for a negative one.
    public static Column chr(Column argument) {
        return of("chr", argument);
    }

    /// Tells whether a text or binary value has another in it.
    public static Column contains(Column argument, Object second) {
        return of("contains", argument, second);
    }

    /// Gives the correlation coefficient of pairs of numbers; NULL if there are too few.
    public static Column corr(Column argument, Object second) {
        return of("corr", argument, second);
    }

    /// Gives the cosine.
    public static Column cos(Column argument) {
        return of("cos", argument);
    }

    /// Gives the hyperbolic cosine.
    public static Column cosh(Column argument) {
        return of("cosh", argument);
    }

    /// Gives the covariance of all pairs of numbers; NULL if there are too few.
    public static Column covar_pop(Column argument, Object second) {
        return of("covar_pop", argument, second);
    }

    /// Gives the covariance of a sample of pairs of numbers; NULL if there are too few.
    public static Column covar_samp(Column argument, Object second) {
        return of("covar_samp", argument, second);
    }

    /// Gives the cyclic redundancy check of bytes.
    public static Column crc32(Column argument) {
        return of("crc32", argument);
    }

    /// Gives today's date in the session's time zone.
    public static Column curdate() {
        return of("curdate");
    }

    /// Gives the name of the session's time zone.
    public static Column current_timezone() {
        return of("current_timezone");
    }

    /// Gives the date so many days later.
    public static Column date_add(Column argument, Object second) {
        return of("date_add", argument, second);
    }

    /// Gives the number of days from the second date to the first.
    public static Column date_diff(Column argument, Object second) {
        return of("date_diff", argument, second);
    }

    /// Writes a timestamp by a pattern.
    public static Column date_format(Column argument, Object second) {
        return of("date_format", argument, second);
    }

    /// Gives the date so many days after 1970-01-01.
    public static Column date_from_unix_date(Column argument) {
        return of("date_from_unix_date", argument);
    }

    /// Gives the date so many days earlier.
    public static Column date_sub(Column argument, Object second) {
        return of("date_sub", argument, second);
    }

    /// Gives the date so many days later.
    public static Column dateadd(Column argument, Object second) {
        return of("dateadd", argument, second);
    }

    /// Gives the number of days from the second date to the first.
    public static Column datediff(Column argument, Object second) {
        return of("datediff", argument, second);
    }

    /// Gives the day of the month of a date.
    public static Column day(Column argument) {
        return of("day", argument);
    }

    /// Gives the day of the week of a date, 1 for Sunday to 7 for Saturday.
    public static Column dayofweek(Column argument) {
        return of("dayofweek", argument);
    }

    /// Gives the day of the year of a date.
    public static Column dayofyear(Column argument) {
        return of("dayofyear", argument);
    }

    /// Turns radians to degrees.
    public static Column degrees(Column argument) {
        return of("degrees", argument);
    }

    /// Gives Euler's number.
    public static Column e() {
        return of("e");
    }

    /// Tells whether a text or binary value ends with another.
    public static Column endswith(Column argument, Object second) {
        return of("endswith", argument, second);
    }

    /// Tells whether two values are equal or both NULL; is never NULL itself.
    public static Column equal_null(Column argument, Object second) {
        return of("equal_null", argument, second);
    }

    /// Says whether a condition is true for all rows for which it is not NULL.
    public static Column every(Column argument) {
        return of("every", argument);
    }

    /// Gives e to the power of a number.
    public static Column exp(Column argument) {
        return of("exp", argument);
    }

    /// Gives e to the power of a number, minus one.
    public static Column expm1(Column argument) {
        return of("expm1", argument);
    }

    /// Gives the factorial of a number from 0 to 20, else NULL.
    public static Column factorial(Column argument) {
        return of("factorial", argument);
    }

    /// Gives the first value in the order of the input, NULL included; with a second argument true, the first that is
    /// not NULL.
    public static Column first(Column argument, Object second) {
        return of("first", argument, second);
    }

    /// Gives the first value in the order of the input, NULL included; with a second argument true, the first that is
    /// not NULL.
    public static Column first_value(Column argument) {
        return of("first_value", argument);
    }

    public static Column first_value(Column argument, Object second) {
        return of("first_value", argument, second);
    }

    /// Makes one array of an array of arrays.
    public static Column flatten(Column argument) {
        return of("flatten", argument);
    }

    /// Gives the greatest whole number that is not greater, or the greatest one of so many digits.
    public static Column floor(Column argument, Object second) {
        return of("floor", argument, second);
    }

    /// Writes the timestamp that is so many seconds after 1970 by a pattern.
    public static Column from_unixtime(Column argument) {
        return of("from_unixtime", argument);
    }

    public static Column from_unixtime(Column argument, Object second) {
        return of("from_unixtime", argument, second);
    }

    /// Gives the item of an array at a place counted from 0; NULL if there is none.
    public static Column get(Column argument, Object second) {
        return of("get", argument, second);
    }

    /// Gives a hash of 32 bits of one or more values.
    public static Column hash(Column... arguments) {
        return of("hash", (Object[]) arguments);
    }

    /// Writes a number, or the bytes of a text or binary value, in hexadecimal digits.
    public static Column hex(Column argument) {
        return of("hex", argument);
    }

    /// Gives the square root of the sum of two squares.
    public static Column hypot(Column argument, Object second) {
        return of("hypot", argument, second);
    }

    /// Tells whether a text is as a pattern of LIKE says, upper and lower case being the same.
    public static Column ilike(Column argument, Object second) {
        return of("ilike", argument, second);
    }

    public static Column ilike(Column argument, Object second, Object third) {
        return of("ilike", argument, second, third);
    }

    /// Gives the position of a text in another, counted from 1; 0 if it is not there.
    public static Column instr(Column argument, Object second) {
        return of("instr", argument, second);
    }

    /// Tells whether a number is NaN; false for NULL.
    public static Column isnan(Column argument) {
        return of("isnan", argument);
    }

    /// Tells whether a value is not NULL.
    public static Column isnotnull(Column argument) {
        return of("isnotnull", argument);
    }

    /// Gives the last value in the order of the input, NULL included; with a second argument true, the last that is not
    /// NULL.
    public static Column last(Column argument, Object second) {
        return of("last", argument, second);
    }

    /// Counts the items of a JSON array; NULL if the text is none.
    public static Column json_array_length(Column argument) {
        return of("json_array_length", argument);
    }

    /// Gives the names of a JSON object's own fields; NULL if the text is none.
    public static Column json_object_keys(Column argument) {
        return of("json_object_keys", argument);
    }

    /// Gives the last day of the month of a date.
    public static Column last_day(Column argument) {
        return of("last_day", argument);
    }

    /// Gives the last value in the order of the input, NULL included; with a second argument true, the last that is not
    /// NULL.
    public static Column last_value(Column argument) {
        return of("last_value", argument);
    }

    public static Column last_value(Column argument, Object second) {
        return of("last_value", argument, second);
    }

    /// Turns all letters of a text to lower case.
    public static Column lcase(Column argument) {
        return of("lcase", argument);
    }

    /// Gives the first characters of a text, or bytes of a binary value.
    public static Column left(Column argument, Object second) {
        return of("left", argument, second);
    }

    /// Counts the characters of a text, or the bytes of a binary value.
    public static Column len(Column argument) {
        return of("len", argument);
    }

    /// Gives the natural logarithm; NULL of a number that is not positive.
    public static Column ln(Column argument) {
        return of("ln", argument);
    }

    /// Gives the time at which the query or micro-batch began, without time zone.
    public static Column localtimestamp() {
        return of("localtimestamp");
    }

    /// Gives the position of a text in another, at or behind a start, counted from 1; 0 if it is not there.
    public static Column locate(Column argument, Object second) {
        return of("locate", argument, second);
    }

    public static Column locate(Column argument, Object second, Object third) {
        return of("locate", argument, second, third);
    }

    /// Gives the logarithm to a base, without one the natural one.
    public static Column log(Column argument) {
        return of("log", argument);
    }

    public static Column log(Column argument, Object second) {
        return of("log", argument, second);
    }

    /// Gives the logarithm to base 10; NULL of a number that is not positive.
    public static Column log10(Column argument) {
        return of("log10", argument);
    }

    /// Gives the natural logarithm of one plus a number.
    public static Column log1p(Column argument) {
        return of("log1p", argument);
    }

    /// Gives the logarithm to base 2; NULL of a number that is not positive.
    public static Column log2(Column argument) {
        return of("log2", argument);
    }

    /// Puts characters before a text until it is so long, or cuts it there.
    public static Column lpad(Column argument, Object second) {
        return of("lpad", argument, second);
    }

    public static Column lpad(Column argument, Object second, Object third) {
        return of("lpad", argument, second, third);
    }

    /// Takes blanks, or given characters, off the beginning of a text.
    public static Column ltrim(Column argument, Object second) {
        return of("ltrim", argument, second);
    }
}
