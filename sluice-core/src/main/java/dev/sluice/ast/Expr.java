package dev.sluice.ast;

import dev.sluice.error.SourcePosition;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// An expression as it was said: names are not looked up, types are not known.
///
/// `at` is where it stands in the text, null where it was built by the DataFrame API.
public sealed interface Expr {

    @Nullable
    SourcePosition at();

    /// A column by name, perhaps qualified: `word`, `t.word`, `t.address.city`.
    ///
    /// @param frame the tag of the DataFrame it was taken from (see [Relation.Tagged]), or null if it was only named
    record Name(
            List<String> parts,
            @Nullable Long frame,
            @Nullable SourcePosition at) implements Expr {
        public Name {
            parts = List.copyOf(parts);
        }
    }

    /// `*` or `t.*`.
    record Star(List<String> qualifier, @Nullable SourcePosition at) implements Expr {
        public Star {
            qualifier = List.copyOf(qualifier);
        }
    }

    /// A constant of known type.
    ///
    /// @param value null, or in the form of [dev.sluice.type.Physical]: Boolean; Integer for TINYINT, SMALLINT, INT,
    ///     DATE and months; Long for BIGINT, timestamps and day-time intervals; Float, Double, BigDecimal; String for
    ///     STRING; byte[] for BINARY
    record Literal(
            @Nullable Object value, DataType type, @Nullable SourcePosition at) implements Expr {}

    /// `DATE '2020-01-01'`, `TIMESTAMP '…'`, `TIMESTAMP_NTZ '…'`: text whose meaning may depend on the session.
    ///
    /// @param type in upper case
    record TypedLiteral(String type, String text, @Nullable SourcePosition at) implements Expr {}

    /// A function or an operator applied to arguments. Operators go by their sign or word: `+`, `=`, `<=>`, `and`,
    /// `not`, `isnull`, `isnotnull`, `in`, `between`, `like`, `rlike`, `||` …; unary minus is `negative`.
    ///
    /// @param name as it was said
    /// @param filter the condition of `FILTER (WHERE …)`, for aggregates
    record Call(
            String name,
            List<Expr> args,
            boolean distinct,
            @Nullable Expr filter,
            @Nullable SourcePosition at) implements Expr {
        public Call {
            args = List.copyOf(args);
        }
    }

    /// @param isTry whether a value that cannot be converted becomes null (`TRY_CAST`)
    record Cast(
            Expr value,
            DataType type,
            boolean isTry,
            @Nullable SourcePosition at) implements Expr {}

    /// `CASE [operand] WHEN … THEN … [ELSE otherwise] END`.
    record Case(
            @Nullable Expr operand,
            List<When> whens,
            @Nullable Expr otherwise,
            @Nullable SourcePosition at) implements Expr {
        public Case {
            whens = List.copyOf(whens);
        }
    }

    record When(Expr condition, Expr value) {}

    /// An expression with a name, or, for a generator, several.
    record Alias(Expr value, List<String> names, @Nullable SourcePosition at) implements Expr {
        public Alias {
            names = List.copyOf(names);
        }
    }

    /// `base[key]`.
    record Subscript(Expr base, Expr key, @Nullable SourcePosition at) implements Expr {}

    /// `base.name` where the base is not a name itself.
    record Member(Expr base, String name, @Nullable SourcePosition at) implements Expr {}

    /// A function of rows in order: `row_number() OVER (PARTITION BY partition ORDER BY order)`.
    record Over(
            Call function,
            List<Expr> partition,
            List<Relation.SortKey> order,
            @Nullable SourcePosition at) implements Expr {
        public Over {
            partition = List.copyOf(partition);
            order = List.copyOf(order);
        }
    }

    /// A function said as an argument: `x -> x + 1`, `(x, i) -> x * i`. In its body the parameters are names.
    record Lambda(
            List<String> parameters, Expr body, @Nullable SourcePosition at) implements Expr {
        public Lambda {
            parameters = List.copyOf(parameters);
        }
    }

    /// A query inside an expression. What it reads of the query around it is not among the expression's parts.
    ///
    /// @param values what `IN` compares with the query's columns; empty for the other kinds
    record Subquery(
            SubqueryKind kind,
            List<Expr> values,
            Relation query,
            @Nullable SourcePosition at) implements Expr {
        public Subquery {
            values = List.copyOf(values);
        }
    }

    /// What is asked of a query inside an expression.
    enum SubqueryKind {
        /// `(SELECT …)`: its only value.
        SCALAR,
        /// `EXISTS (SELECT …)`: whether it has rows.
        EXISTS,
        /// `x IN (SELECT …)`: whether it has such a row.
        IN
    }

    /// The same expression over other parts; itself, if none changes.
    default Expr mapChildren(UnaryOperator<Expr> change) {
        return switch (this) {
            case Name _, Star _, Literal _, TypedLiteral _ -> this;
            case Call(String name, List<Expr> args, boolean distinct, Expr filter, SourcePosition at) -> {
                List<Expr> changed = args.stream().map(change).toList();
                Expr kept = filter == null ? null : change.apply(filter);
                yield same(args, changed) && kept == filter ? this : new Call(name, changed, distinct, kept, at);
            }
            case Cast(Expr value, DataType type, boolean isTry, SourcePosition at) -> {
                Expr changed = change.apply(value);
                yield changed == value ? this : new Cast(changed, type, isTry, at);
            }
            case Case(Expr operand, List<When> whens, Expr otherwise, SourcePosition at) ->
                new Case(
                        operand == null ? null : change.apply(operand),
                        whens.stream()
                                .map(when -> new When(change.apply(when.condition), change.apply(when.value)))
                                .toList(),
                        otherwise == null ? null : change.apply(otherwise),
                        at);
            case Alias(Expr value, List<String> names, SourcePosition at) -> {
                Expr changed = change.apply(value);
                yield changed == value ? this : new Alias(changed, names, at);
            }
            case Subscript(Expr base, Expr key, SourcePosition at) -> {
                Expr changed = change.apply(base);
                Expr changedKey = change.apply(key);
                yield changed == base && changedKey == key ? this : new Subscript(changed, changedKey, at);
            }
            case Over(Call function, List<Expr> partition, List<Relation.SortKey> order, SourcePosition at) ->
                new Over(
                        (Call) function.mapChildren(change),
                        partition.stream().map(change).toList(),
                        order.stream()
                                .map(key -> new Relation.SortKey(
                                        change.apply(key.value()), key.ascending(), key.nullsFirst()))
                                .toList(),
                        at);
            case Lambda(List<String> parameters, Expr body, SourcePosition at) -> {
                Expr changed = change.apply(body);
                yield changed == body ? this : new Lambda(parameters, changed, at);
            }
            case Subquery(SubqueryKind kind, List<Expr> values, Relation query, SourcePosition at) -> {
                List<Expr> changed = values.stream().map(change).toList();
                yield same(values, changed) ? this : new Subquery(kind, changed, query, at);
            }
            case Member(Expr base, String name, SourcePosition at) -> {
                Expr changed = change.apply(base);
                yield changed == base ? this : new Member(changed, name, at);
            }
        };
    }

    private static boolean same(List<Expr> before, List<Expr> after) {
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) != after.get(i)) return false;
        }
        return true;
    }

    static Call call(String name, @Nullable SourcePosition at, Expr... args) {
        return new Call(name, List.of(args), false, null, at);
    }
}
