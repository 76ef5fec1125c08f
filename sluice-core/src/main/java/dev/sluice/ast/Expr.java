package dev.sluice.ast;

import dev.sluice.error.SourcePosition;
import dev.sluice.function.NamedFunction;
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

    /// `*`, `t.*`, `* EXCEPT (a, t.b)`; or the columns whose names fit a pattern, `colRegex`.
    ///
    /// @param except what it does not stand for
    /// @param pattern a regular expression that whole names fit, in any case; null for all
    record Star(
            List<String> qualifier,
            List<Name> except,
            @Nullable String pattern,
            @Nullable SourcePosition at) implements Expr {
        public Star(List<String> qualifier, @Nullable SourcePosition at) {
            this(qualifier, List.of(), null, at);
        }

        /// Whether nothing is left out of what it stands for.
        public boolean isWhole() {
            return except.isEmpty() && pattern == null;
        }

        public Star {
            qualifier = List.copyOf(qualifier);
            except = List.copyOf(except);
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
    /// @param order of `WITHIN GROUP (ORDER BY …)`, for aggregates
    /// @param nulls what was said of nulls, for aggregates and functions over rows
    /// @param given the function, if a program gave it with the call; else the name says which
    record Call(
            String name,
            List<Expr> args,
            boolean distinct,
            @Nullable Expr filter,
            List<Relation.SortKey> order,
            Nulls nulls,
            @Nullable NamedFunction given,
            @Nullable SourcePosition at)
            implements Expr {
        public Call(
                String name, List<Expr> args, boolean distinct, @Nullable Expr filter, @Nullable SourcePosition at) {
            this(name, args, distinct, filter, List.of(), Nulls.UNSAID, null, at);
        }

        public Call(
                String name,
                List<Expr> args,
                boolean distinct,
                @Nullable Expr filter,
                List<Relation.SortKey> order,
                Nulls nulls,
                @Nullable SourcePosition at) {
            this(name, args, distinct, filter, order, nulls, null, at);
        }

        public Call {
            args = List.copyOf(args);
            order = List.copyOf(order);
        }

        /// The same call of the rows where a condition holds.
        public Call withFilter(Expr other) {
            return new Call(name, args, distinct, other, order, nulls, given, at);
        }

        /// The same call with other arguments.
        public Call withArgs(List<Expr> other) {
            return new Call(name, other, distinct, filter, order, nulls, given, at);
        }
    }

    /// Whether a call was said with `IGNORE NULLS`, with `RESPECT NULLS` or with neither.
    enum Nulls {
        UNSAID,
        RESPECTED,
        IGNORED
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

    /// A function of the rows around a row: `sum(a) OVER (PARTITION BY b ORDER BY c)`.
    ///
    /// @param function a [Call], if it makes sense
    record Over(Expr function, WindowSpec window, @Nullable SourcePosition at) implements Expr {}

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
            case Call(
                    var name,
                    List<Expr> args,
                    var distinct,
                    Expr filter,
                    var order,
                    var nulls,
                    var given,
                    var at) -> {
                List<Expr> changed = args.stream().map(change).toList();
                Expr kept = filter == null ? null : change.apply(filter);
                List<Relation.SortKey> ordered =
                        order.stream().map(key -> key.mapValue(change)).toList();
                yield same(args, changed) && kept == filter && ordered.equals(order)
                        ? this
                        : new Call(name, changed, distinct, kept, ordered, nulls, given, at);
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
            case Over(Expr function, WindowSpec window, SourcePosition at) ->
                new Over(function.mapChildren(change), window.mapChildren(change), at);
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
