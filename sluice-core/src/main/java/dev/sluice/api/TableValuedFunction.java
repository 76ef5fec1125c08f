package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import java.util.Arrays;

/// Functions in the place of a table, with Spark's names: `session.tvf().explode(array(lit(1), lit(2)))`.
public final class TableValuedFunction {

    private final Session session;

    TableValuedFunction(Session session) {
        this.session = session;
    }

    private DataFrame of(String name, Column... arguments) {
        return session.frame(new Relation.TableFunction(
                name, Arrays.stream(arguments).<Expr>map(Column::expr).toList(), false, null));
    }

    public DataFrame range(long end) {
        return session.range(end);
    }

    public DataFrame range(long start, long end) {
        return session.range(start, end);
    }

    public DataFrame range(long start, long end, long step) {
        return session.range(start, end, step);
    }

    public DataFrame explode(Column collection) {
        return of("explode", collection);
    }

    public DataFrame explode_outer(Column collection) {
        return of("explode_outer", collection);
    }

    public DataFrame posexplode(Column collection) {
        return of("posexplode", collection);
    }

    public DataFrame posexplode_outer(Column collection) {
        return of("posexplode_outer", collection);
    }

    public DataFrame inline(Column structs) {
        return of("inline", structs);
    }

    public DataFrame inline_outer(Column structs) {
        return of("inline_outer", structs);
    }

    /// @param jsonAndFields the text, then the names of fields
    public DataFrame json_tuple(Column... jsonAndFields) {
        return of("json_tuple", jsonAndFields);
    }

    /// @param countAndValues how many rows, then their values, row by row
    public DataFrame stack(Column... countAndValues) {
        return of("stack", countAndValues);
    }
}
