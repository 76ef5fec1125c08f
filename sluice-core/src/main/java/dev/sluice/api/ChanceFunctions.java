package dev.sluice.api;

/// Functions of chance and of the session that [functions] itself does not have. Further arguments are Columns or
/// constants.
abstract class ChanceFunctions extends PathAndCipherFunctions {

    ChanceFunctions() {}

    /// Gives about how many different values there are, within a relative standard deviation of 0.05.
    public static Column approx_count_distinct(Column argument) {
        return of("approx_count_distinct", argument);
    }

    /// Gives about how many different values there are, within a relative standard deviation.
    public static Column approx_count_distinct(Column argument, Object second) {
        return of("approx_count_distinct", argument, second);
    }

    /// Gives the name of the catalog, which is always spark_catalog.
    public static Column current_catalog() {
        return of("current_catalog");
    }

    /// Gives the name of the schema, which is always default.
    public static Column current_database() {
        return of("current_database");
    }

    /// Gives the places where names of functions are looked up.
    public static Column current_path() {
        return of("current_path");
    }

    /// Gives the name of the schema, which is always default.
    public static Column current_schema() {
        return of("current_schema");
    }

    /// Gives the name of the user whose process this is.
    public static Column current_user() {
        return of("current_user");
    }

    /// Gives another number for each row, which grows within a partition.
    public static Column monotonically_increasing_id() {
        return of("monotonically_increasing_id");
    }

    /// Gives a random number for each row, from 0 to less than 1.
    public static Column rand() {
        return of("rand");
    }

    /// Gives a random number for each row, from 0 to less than 1; the seed gives the numbers that Spark gives.
    public static Column rand(Object first) {
        return of("rand", first);
    }

    /// Gives a random number for each row, normally distributed around 0.
    public static Column randn() {
        return of("randn");
    }

    /// Gives a random number for each row, normally distributed around 0; the seed gives the numbers that Spark gives.
    public static Column randn(Object first) {
        return of("randn", first);
    }

    /// Gives a random number for each row, from 0 to less than 1.
    public static Column random() {
        return of("random");
    }

    /// Gives a random number for each row, from 0 to less than 1; the seed gives the numbers that Spark gives.
    public static Column random(Object first) {
        return of("random", first);
    }

    /// Gives a random text of so many digits and letters for each row.
    public static Column randstr(Object first) {
        return of("randstr", first);
    }

    /// Gives a random text of so many digits and letters for each row; the seed gives the texts that Spark gives.
    public static Column randstr(Object first, Object second) {
        return of("randstr", first, second);
    }

    /// Gives the name of the user whose process this is.
    public static Column session_user() {
        return of("session_user");
    }

    /// Gives the items of an array in random order.
    public static Column shuffle(Column argument) {
        return of("shuffle", argument);
    }

    /// Gives the items of an array in random order; the seed gives the order that Spark gives.
    public static Column shuffle(Column argument, Object second) {
        return of("shuffle", argument, second);
    }

    /// Gives the number of the partition that a row is worked on in.
    public static Column spark_partition_id() {
        return of("spark_partition_id");
    }

    /// Gives the name of the user whose process this is.
    public static Column user() {
        return of("user");
    }

    /// Gives a random UUID for each row.
    public static Column uuid() {
        return of("uuid");
    }

    /// Gives a random UUID for each row, made of a seed.
    public static Column uuid(Object first) {
        return of("uuid", first);
    }

    /// Gives the version of Spark that is followed, and that of Sluice.
    public static Column version() {
        return of("version");
    }

    /// Gives the path of the file that a row comes from, as a URI; nothing if it comes from none.
    public static Column input_file_name() {
        return of("input_file_name");
    }

    /// Gives where in its file the part begins that was read together with a row; -1 if there is none.
    public static Column input_file_block_start() {
        return of("input_file_block_start");
    }

    /// Gives how long the part of its file is that was read together with a row; -1 if there is none.
    public static Column input_file_block_length() {
        return of("input_file_block_length");
    }
}
