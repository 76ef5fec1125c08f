package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An expression over the columns of a DataFrame, with Spark's method names.
///
/// It is only said: what it means is found when a DataFrame uses it.
public final class Column {

    private final Expr expr;
    private final Relation.@Nullable SortKey sort;

    /// What another language has said, as a column.
    public Column(Expr expr) {
        this(expr, null);
    }

    private Column(Expr expr, Relation.@Nullable SortKey sort) {
        this.expr = expr;
        this.sort = sort;
    }

    /// What was said.
    public Expr expr() {
        return expr;
    }

    Relation.SortKey sortKey() {
        return sort == null ? new Relation.SortKey(expr, true, null) : sort;
    }

    /// The constant, or the expression if it is a Column already.
    static Column of(@Nullable Object value) {
        return functions.lit(value);
    }

    private Column call(String function, @Nullable Object... others) {
        Expr[] args = Stream.concat(Stream.of(expr), Arrays.stream(others).map(o -> of(o).expr))
                .toArray(Expr[]::new);
        return new Column(Expr.call(function, null, args));
    }

    public Column plus(Object other) {
        return call("+", other);
    }

    public Column minus(Object other) {
        return call("-", other);
    }

    public Column multiply(Object other) {
        return call("*", other);
    }

    public Column divide(Object other) {
        return call("/", other);
    }

    public Column mod(Object other) {
        return call("%", other);
    }

    public Column equalTo(Object other) {
        return call("=", other);
    }

    public Column eqNullSafe(@Nullable Object other) {
        return call("<=>", other);
    }

    public Column notEqual(Object other) {
        return call("<>", other);
    }

    public Column gt(Object other) {
        return call(">", other);
    }

    public Column geq(Object other) {
        return call(">=", other);
    }

    public Column lt(Object other) {
        return call("<", other);
    }

    public Column leq(Object other) {
        return call("<=", other);
    }

    public Column between(Object low, Object high) {
        return geq(low).and(leq(high));
    }

    public Column and(Column other) {
        return call("and", other);
    }

    public Column or(Column other) {
        return call("or", other);
    }

    public Column negate() {
        return call("negative");
    }

    public Column isNull() {
        return call("isnull");
    }

    public Column isNotNull() {
        return call("isnotnull");
    }

    public Column isNaN() {
        return call("isnan");
    }

    public Column isin(Object... values) {
        return call("in", values);
    }

    /// Whether the value is in a collection of constants.
    public Column isInCollection(Iterable<?> values) {
        List<@Nullable Object> all = new ArrayList<>();
        values.forEach(all::add);
        return isin(all.toArray());
    }

    public Column like(String pattern) {
        return call("like", pattern);
    }

    public Column ilike(String pattern) {
        return call("ilike", pattern);
    }

    public Column rlike(String pattern) {
        return call("rlike", pattern);
    }

    public Column contains(Object other) {
        return call("contains", other);
    }

    public Column startsWith(Object other) {
        return call("startswith", other);
    }

    public Column endsWith(Object other) {
        return call("endswith", other);
    }

    public Column substr(int position, int length) {
        return call("substring", position, length);
    }

    public Column bitwiseAND(Object other) {
        return call("&", other);
    }

    public Column bitwiseOR(Object other) {
        return call("|", other);
    }

    public Column bitwiseXOR(Object other) {
        return call("^", other);
    }

    /// An item of a list or map.
    public Column getItem(Object key) {
        return new Column(new Expr.Subscript(expr, of(key).expr, null));
    }

    /// A field of a struct.
    public Column getField(String name) {
        return new Column(new Expr.Member(expr, name, null));
    }

    /// The struct with a field of that name, in place of the one it had, or behind the others.
    ///
    /// @param name with dots for a field of a field, which must be a struct: `address.city`
    public Column withField(String name, Column value) {
        return StructFields.with(this, SqlParser.attributeName(name), value);
    }

    /// The struct without these fields; what it does not have is ignored.
    public Column dropFields(String... names) {
        Column changed = this;
        for (String name : names) changed = StructFields.without(changed, SqlParser.attributeName(name));
        return changed;
    }

    public Column cast(DataType type) {
        return new Column(new Expr.Cast(expr, type, false, null));
    }

    /// @param type in SQL, such as `int`
    public Column cast(String type) {
        return cast(SqlParser.dataType(type));
    }

    public Column try_cast(String type) {
        return new Column(new Expr.Cast(expr, SqlParser.dataType(type), true, null));
    }

    public Column as(String alias) {
        return new Column(new Expr.Alias(expr, List.of(alias), null));
    }

    /// Names for the columns that a generator makes.
    public Column as(String[] aliases) {
        return new Column(new Expr.Alias(expr, List.of(aliases), null));
    }

    public Column alias(String alias) {
        return as(alias);
    }

    public Column name(String alias) {
        return as(alias);
    }

    /// Another branch behind [functions#when].
    public Column when(Column condition, @Nullable Object value) {
        if (!(expr instanceof Expr.Case(Expr operand, List<Expr.When> whens, Expr otherwise, _))
                || otherwise != null) {
            throw new IllegalStateException("when() goes behind when(), and not behind otherwise()");
        }
        List<Expr.When> more = new ArrayList<>(whens);
        more.add(new Expr.When(condition.expr, of(value).expr));
        return new Column(new Expr.Case(operand, more, null, null));
    }

    /// What the value is if no branch of [functions#when] holds.
    public Column otherwise(@Nullable Object value) {
        if (!(expr instanceof Expr.Case(Expr operand, List<Expr.When> whens, Expr otherwise, _))
                || otherwise != null) {
            throw new IllegalStateException("otherwise() goes behind when(), once");
        }
        return new Column(new Expr.Case(operand, whens, of(value).expr, null));
    }

    /// The function over the rows around each row: `sum(col("n")).over(Window.partitionBy("shop"))`.
    public Column over(WindowSpec window) {
        return new Column(new Expr.Over(expr, window.said(), null));
    }

    /// The function over all rows.
    public Column over() {
        return over(WindowSpec.EMPTY);
    }

    public Column asc() {
        return sorted(true, null);
    }

    public Column desc() {
        return sorted(false, null);
    }

    public Column asc_nulls_first() {
        return sorted(true, true);
    }

    public Column asc_nulls_last() {
        return sorted(true, false);
    }

    public Column desc_nulls_first() {
        return sorted(false, true);
    }

    public Column desc_nulls_last() {
        return sorted(false, false);
    }

    private Column sorted(boolean ascending, @Nullable Boolean nullsFirst) {
        return new Column(expr, new Relation.SortKey(expr, ascending, nullsFirst));
    }

    @Override
    public String toString() {
        return expr.toString();
    }
}
