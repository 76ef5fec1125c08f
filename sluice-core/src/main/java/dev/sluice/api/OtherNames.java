package dev.sluice.api;

import dev.sluice.ast.Expr;
import java.util.Arrays;
import java.util.List;

/// Methods of [functions] that are not called as their SQL function is, or whose function is said otherwise than by a
/// call: Spark's older names, and names of functions that are rewritten.
abstract class OtherNames extends SketchFunctions {

    OtherNames() {}

    private static Column of(String function, Column... arguments) {
        return functions.call_function(function, arguments);
    }

    private static Column distinct(String function, Column... arguments) {
        List<Expr> exprs = Arrays.stream(arguments).map(Column::expr).toList();
        return new Column(new Expr.Call(function, exprs, true, null, null));
    }

    // ---- order

    public static Column asc_nulls_first(String name) {
        return functions.col(name).asc_nulls_first();
    }

    public static Column asc_nulls_last(String name) {
        return functions.col(name).asc_nulls_last();
    }

    public static Column desc_nulls_first(String name) {
        return functions.col(name).desc_nulls_first();
    }

    public static Column desc_nulls_last(String name) {
        return functions.col(name).desc_nulls_last();
    }

    // ---- missing values

    public static Column nvl(Column value, Column otherwise) {
        return of("nvl", value, otherwise);
    }

    public static Column ifnull(Column value, Column otherwise) {
        return of("ifnull", value, otherwise);
    }

    public static Column nvl2(Column tested, Column ifNot, Column ifNull) {
        return of("nvl2", tested, ifNot, ifNull);
    }

    public static Column nullif(Column value, Column other) {
        return of("nullif", value, other);
    }

    public static Column nullifzero(Column value) {
        return of("nullifzero", value);
    }

    public static Column zeroifnull(Column value) {
        return of("zeroifnull", value);
    }

    // ---- numbers and bits

    public static Column negate(Column value) {
        return value.negate();
    }

    public static Column bitwise_not(Column value) {
        return of("~", value);
    }

    public static Column bitwiseNOT(Column value) {
        return bitwise_not(value);
    }

    public static Column shiftLeft(Column value, int bits) {
        return of("shiftleft", value, functions.lit(bits));
    }

    public static Column shiftRight(Column value, int bits) {
        return of("shiftright", value, functions.lit(bits));
    }

    public static Column shiftRightUnsigned(Column value, int bits) {
        return of("shiftrightunsigned", value, functions.lit(bits));
    }

    public static Column toDegrees(Column value) {
        return of("degrees", value);
    }

    public static Column toDegrees(String name) {
        return toDegrees(functions.col(name));
    }

    public static Column toRadians(Column value) {
        return of("radians", value);
    }

    public static Column toRadians(String name) {
        return toRadians(functions.col(name));
    }

    // ---- times

    /// @param field a constant text, such as `YEAR`
    public static Column extract(Column field, Column source) {
        return of("extract", field, source);
    }

    /// @param field a constant text, such as `YEAR`
    public static Column date_part(Column field, Column source) {
        return of("date_part", field, source);
    }

    /// @param field a constant text, such as `YEAR`
    public static Column datepart(Column field, Column source) {
        return of("datepart", field, source);
    }

    // ---- texts and structs

    public static Column like(Column text, Column pattern) {
        return of("like", text, pattern);
    }

    public static Column named_struct(Column... namesAndValues) {
        return of("named_struct", namesAndValues);
    }

    // ---- aggregates

    public static Column any(Column condition) {
        return of("any", condition);
    }

    public static Column sumDistinct(Column value) {
        return functions.sum_distinct(value);
    }

    public static Column sumDistinct(String name) {
        return sumDistinct(functions.col(name));
    }

    public static Column listagg_distinct(Column text) {
        return distinct("listagg", text);
    }

    public static Column listagg_distinct(Column text, Column delimiter) {
        return distinct("listagg", text, delimiter);
    }

    public static Column string_agg_distinct(Column text) {
        return distinct("string_agg", text);
    }

    public static Column string_agg_distinct(Column text, Column delimiter) {
        return distinct("string_agg", text, delimiter);
    }
}
