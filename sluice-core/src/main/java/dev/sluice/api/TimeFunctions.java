package dev.sluice.api;

/// Functions of dates, times and intervals that [functions] itself does not have. Further arguments are Columns or
/// constants.
abstract class TimeFunctions extends TextFunctions {

    TimeFunctions() {}

    /// Gives what a clock in one time zone shows when one in another shows the timestamp.
    public static Column convert_timezone(Column argument, Object second) {
        return of("convert_timezone", argument, second);
    }

    /// Gives what a clock in one time zone shows when one in another shows the timestamp.
    public static Column convert_timezone(Column argument, Object second, Object third) {
        return of("convert_timezone", argument, second, third);
    }

    /// Gives the English name of a date's day of the week, three letters of it.
    public static Column dayname(Column argument) {
        return of("dayname", argument);
    }

    /// Gives what a clock in a time zone shows when one in UTC shows the timestamp.
    public static Column from_utc_timestamp(Column argument, Object second) {
        return of("from_utc_timestamp", argument, second);
    }

    /// Makes an interval of days, hours, minutes and seconds; what is left out is 0.
    public static Column make_dt_interval() {
        return of("make_dt_interval");
    }

    /// Makes an interval of days, hours, minutes and seconds; what is left out is 0.
    public static Column make_dt_interval(Column argument) {
        return of("make_dt_interval", argument);
    }

    /// Makes an interval of days, hours, minutes and seconds; what is left out is 0.
    public static Column make_dt_interval(Column argument, Object second) {
        return of("make_dt_interval", argument, second);
    }

    /// Makes an interval of days, hours, minutes and seconds; what is left out is 0.
    public static Column make_dt_interval(Column argument, Object second, Object third) {
        return of("make_dt_interval", argument, second, third);
    }

    /// Makes an interval of days, hours, minutes and seconds; what is left out is 0.
    public static Column make_dt_interval(Column argument, Object second, Object third, Object fourth) {
        return of("make_dt_interval", argument, second, third, fourth);
    }

    /// Makes an interval of years, months, weeks, days, hours, minutes and seconds; what is left out is 0.
    public static Column make_interval() {
        return of("make_interval");
    }

    /// Makes an interval of years, months, weeks, days, hours, minutes and seconds; what is left out is 0.
    public static Column make_interval(Column argument) {
        return of("make_interval", argument);
    }

    /// Makes an interval of years, months, weeks, days, hours, minutes and seconds; what is left out is 0.
    public static Column make_interval(Column argument, Object second) {
        return of("make_interval", argument, second);
    }

    /// Makes an interval of years, months, weeks, days, hours, minutes and seconds; what is left out is 0.
    public static Column make_interval(Column argument, Object second, Object third) {
        return of("make_interval", argument, second, third);
    }

    /// Makes an interval of years, months, weeks, days, hours, minutes and seconds; what is left out is 0.
    public static Column make_interval(Column argument, Object second, Object third, Object fourth) {
        return of("make_interval", argument, second, third, fourth);
    }

    /// Makes an interval of years, months, weeks, days, hours, minutes and seconds; what is left out is 0.
    public static Column make_interval(Column argument, Object second, Object third, Object fourth, Object fifth) {
        return of("make_interval", argument, second, third, fourth, fifth);
    }

    /// Makes an interval of years, months, weeks, days, hours, minutes and seconds; what is left out is 0.
    public static Column make_interval(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth) {
        return of("make_interval", argument, second, third, fourth, fifth, sixth);
    }

    /// Makes an interval of years, months, weeks, days, hours, minutes and seconds; what is left out is 0.
    public static Column make_interval(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth, Object seventh) {
        return of("make_interval", argument, second, third, fourth, fifth, sixth, seventh);
    }

    /// Makes a timestamp of its parts, in the session's time zone or the one given.
    public static Column make_timestamp_ltz(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth) {
        return of("make_timestamp_ltz", argument, second, third, fourth, fifth, sixth);
    }

    /// Makes a timestamp of its parts, in the session's time zone or the one given.
    public static Column make_timestamp_ltz(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth, Object seventh) {
        return of("make_timestamp_ltz", argument, second, third, fourth, fifth, sixth, seventh);
    }

    /// Makes a timestamp without time zone of its parts.
    public static Column make_timestamp_ntz(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth) {
        return of("make_timestamp_ntz", argument, second, third, fourth, fifth, sixth);
    }

    /// Makes an interval of years and months; what is left out is 0.
    public static Column make_ym_interval() {
        return of("make_ym_interval");
    }

    /// Makes an interval of years and months; what is left out is 0.
    public static Column make_ym_interval(Column argument) {
        return of("make_ym_interval", argument);
    }

    /// Makes an interval of years and months; what is left out is 0.
    public static Column make_ym_interval(Column argument, Object second) {
        return of("make_ym_interval", argument, second);
    }

    /// Gives the English name of a date's month, three letters of it.
    public static Column monthname(Column argument) {
        return of("monthname", argument);
    }

    /// Gives the timestamp that is so many units later.
    public static Column timestampadd(String unit, Object quantity, Column time) {
        return of("timestampadd", unit, quantity, time);
    }

    /// Gives how many whole units lie between two timestamps.
    public static Column timestampdiff(String unit, Column start, Column end) {
        return of("timestampdiff", unit, start, end);
    }

    /// Reads a timestamp, by a pattern if one is given.
    public static Column to_timestamp_ltz(Column argument) {
        return of("to_timestamp_ltz", argument);
    }

    /// Reads a timestamp, by a pattern if one is given.
    public static Column to_timestamp_ltz(Column argument, Object second) {
        return of("to_timestamp_ltz", argument, second);
    }

    /// Reads a timestamp without time zone, by a pattern if one is given.
    public static Column to_timestamp_ntz(Column argument) {
        return of("to_timestamp_ntz", argument);
    }

    /// Reads a timestamp without time zone, by a pattern if one is given.
    public static Column to_timestamp_ntz(Column argument, Object second) {
        return of("to_timestamp_ntz", argument, second);
    }

    /// Gives what a clock in UTC shows when one in a time zone shows the timestamp.
    public static Column to_utc_timestamp(Column argument, Object second) {
        return of("to_utc_timestamp", argument, second);
    }

    /// Makes a timestamp as make_timestamp does, and gives NULL where there is no such time.
    public static Column try_make_timestamp(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth) {
        return of("try_make_timestamp", argument, second, third, fourth, fifth, sixth);
    }

    /// Makes a timestamp as make_timestamp does, and gives NULL where there is no such time.
    public static Column try_make_timestamp(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth, Object seventh) {
        return of("try_make_timestamp", argument, second, third, fourth, fifth, sixth, seventh);
    }

    /// Makes a timestamp as make_timestamp_ltz does, and gives NULL where there is no such time.
    public static Column try_make_timestamp_ltz(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth) {
        return of("try_make_timestamp_ltz", argument, second, third, fourth, fifth, sixth);
    }

    /// Makes a timestamp as make_timestamp_ltz does, and gives NULL where there is no such time.
    public static Column try_make_timestamp_ltz(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth, Object seventh) {
        return of("try_make_timestamp_ltz", argument, second, third, fourth, fifth, sixth, seventh);
    }

    /// Makes a timestamp as make_timestamp_ntz does, and gives NULL where there is no such time.
    public static Column try_make_timestamp_ntz(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth) {
        return of("try_make_timestamp_ntz", argument, second, third, fourth, fifth, sixth);
    }

    /// Does the same as make_interval, and gives NULL where the result is too large.
    public static Column try_make_interval(Column argument) {
        return of("try_make_interval", argument);
    }

    /// Does the same as make_interval, and gives NULL where the result is too large.
    public static Column try_make_interval(Column argument, Object second) {
        return of("try_make_interval", argument, second);
    }

    /// Does the same as make_interval, and gives NULL where the result is too large.
    public static Column try_make_interval(Column argument, Object second, Object third) {
        return of("try_make_interval", argument, second, third);
    }

    /// Does the same as make_interval, and gives NULL where the result is too large.
    public static Column try_make_interval(Column argument, Object second, Object third, Object fourth) {
        return of("try_make_interval", argument, second, third, fourth);
    }

    /// Does the same as make_interval, and gives NULL where the result is too large.
    public static Column try_make_interval(Column argument, Object second, Object third, Object fourth, Object fifth) {
        return of("try_make_interval", argument, second, third, fourth, fifth);
    }

    /// Does the same as make_interval, and gives NULL where the result is too large.
    public static Column try_make_interval(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth) {
        return of("try_make_interval", argument, second, third, fourth, fifth, sixth);
    }

    /// Does the same as make_interval, and gives NULL where the result is too large.
    public static Column try_make_interval(
            Column argument, Object second, Object third, Object fourth, Object fifth, Object sixth, Object seventh) {
        return of("try_make_interval", argument, second, third, fourth, fifth, sixth, seventh);
    }
}
