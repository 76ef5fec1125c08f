package dev.sluice.api;

import dev.sluice.ast.Expr;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions that only make sense over a window, `row_number().over(Window.orderBy("id"))`, or of the groups of
/// [Dataset#rollup] and [Dataset#cube].
abstract class OverFunctions extends UserFunctions {

    OverFunctions() {}

    /// Numbers the rows of a partition in their order, from 1.
    public static Column row_number() {
        return over("row_number");
    }

    /// Counts the rows that come earlier in the order, and adds one; equal rows share a rank.
    public static Column rank() {
        return over("rank");
    }

    /// Counts the different places in the order up to the row's.
    public static Column dense_rank() {
        return over("dense_rank");
    }

    /// Gives the share of the partition's other rows that come earlier in the order.
    public static Column percent_rank() {
        return over("percent_rank");
    }

    /// Gives the share of the partition's rows that come no later in the order.
    public static Column cume_dist() {
        return over("cume_dist");
    }

    /// The one part of everything.
    public static Column ntile() {
        return over("ntile");
    }

    /// Divides the partition's rows into so many parts, and gives the number of the row's.
    public static Column ntile(int parts) {
        return over("ntile", parts);
    }

    public static Column lag(Column value) {
        return lag(value, 1);
    }

    public static Column lag(String name, int offset) {
        return lag(functions.col(name), offset);
    }

    /// Gives the value of the row so many rows before, NULL where there is none.
    public static Column lag(Column value, int offset) {
        return over("lag", value, offset);
    }

    /// @param otherwise what it gives where there is no such row: a Column or a constant
    public static Column lag(Column value, int offset, @Nullable Object otherwise) {
        return over("lag", value, offset, otherwise);
    }

    public static Column lag(Column value, int offset, @Nullable Object otherwise, boolean ignoreNulls) {
        return over("lag", value, offset, otherwise, ignoreNulls);
    }

    public static Column lead(Column value) {
        return lead(value, 1);
    }

    public static Column lead(String name, int offset) {
        return lead(functions.col(name), offset);
    }

    /// Gives the value of the row so many rows behind, NULL where there is none.
    public static Column lead(Column value, int offset) {
        return over("lead", value, offset);
    }

    /// @param otherwise what it gives where there is no such row: a Column or a constant
    public static Column lead(Column value, int offset, @Nullable Object otherwise) {
        return over("lead", value, offset, otherwise);
    }

    public static Column lead(Column value, int offset, @Nullable Object otherwise, boolean ignoreNulls) {
        return over("lead", value, offset, otherwise, ignoreNulls);
    }

    /// Gives the value of the frame's row of this number, from 1.
    public static Column nth_value(Column value, int number) {
        return over("nth_value", value, number);
    }

    public static Column nth_value(Column value, int number, boolean ignoreNulls) {
        return over("nth_value", value, number, ignoreNulls);
    }

    /// 1 where the group is of all values of a key, otherwise 0.
    public static Column grouping(Column key) {
        return over("grouping", key);
    }

    public static Column grouping(String name) {
        return grouping(functions.col(name));
    }

    /// A bit for each key, the first one the highest, which is 1 where the group is of all its values.
    public static Column grouping_id(Column... keys) {
        return over("grouping_id", (Object[]) keys);
    }

    private static Column over(String name, @Nullable Object... arguments) {
        List<Expr> args =
                Arrays.stream(arguments).map(each -> Column.of(each).expr()).toList();
        return new Column(new Expr.Call(name, args, false, null, null));
    }
}
