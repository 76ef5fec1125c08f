package dev.sluice.expression;

import dev.sluice.error.SourcePosition;
import dev.sluice.function.BoundFunction;
import dev.sluice.function.BoundHigherOrder;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An expression that is right: every name is a column, every function is bound, every type is known.
///
/// Constructors check what they are given, so an expression that exists makes sense.
public sealed interface Expression {

    DataType type();

    /// Whether null is a possible value.
    boolean nullable();

    List<Expression> children();

    /// The same node over other children.
    Expression withChildren(List<Expression> children);

    record ColumnRef(Column column) implements Expression {
        @Override
        public DataType type() {
            return column.type();
        }

        @Override
        public boolean nullable() {
            return column.nullable();
        }

        @Override
        public List<Expression> children() {
            return List.of();
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return this;
        }

        @Override
        public String toString() {
            return column.toString();
        }
    }

    /// @param value in the form of [dev.sluice.vector.Values]
    record Literal(@Nullable Object value, DataType type) implements Expression {
        public static final Literal TRUE = new Literal(true, Atomic.BOOLEAN);
        public static final Literal FALSE = new Literal(false, Atomic.BOOLEAN);

        @Override
        public boolean nullable() {
            return value == null;
        }

        @Override
        public List<Expression> children() {
            return List.of();
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return this;
        }

        @Override
        public String toString() {
            return value instanceof byte[] bytes
                    ? "X'" + java.util.HexFormat.of().formatHex(bytes) + "'"
                    : String.valueOf(value);
        }
    }

    /// @param at where it was said, for errors while running
    record Call(
            BoundFunction function,
            List<Expression> arguments,
            @Nullable SourcePosition at) implements Expression {
        @Override
        public boolean deterministic() {
            return function.deterministic() && arguments.stream().allMatch(Expression::deterministic);
        }

        /// Equal wherever it was said.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Call that && function.equals(that.function) && arguments.equals(that.arguments);
        }

        @Override
        public int hashCode() {
            return java.util.Objects.hash(function, arguments);
        }

        public Call {
            arguments = List.copyOf(arguments);
            if (arguments.size() != function.parameters().size()) {
                throw new IllegalArgumentException(function.name() + " takes " + function.parameters());
            }
            for (int i = 0; i < arguments.size(); i++) {
                if (!DataType.sameIgnoringNullability(
                        arguments.get(i).type(), function.parameters().get(i))) {
                    throw new IllegalArgumentException(function.name() + " takes " + function.parameters() + ", not "
                            + arguments.get(i).type().sql() + " as argument " + (i + 1));
                }
            }
        }

        @Override
        public DataType type() {
            return function.result();
        }

        @Override
        public boolean nullable() {
            return switch (function.nullability()) {
                case STRICT, DEPENDENT -> arguments.stream().anyMatch(Expression::nullable);
                case ALWAYS -> true;
                case NEVER -> false;
            };
        }

        @Override
        public List<Expression> children() {
            return arguments;
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Call(function, children, at);
        }

        @Override
        public String toString() {
            boolean operator =
                    arguments.size() == 2 && !Character.isLetter(function.name().charAt(0));
            return operator
                    ? "(" + arguments.get(0) + " " + function.name() + " " + arguments.get(1) + ")"
                    : function.name() + join(arguments);
        }
    }

    /// @param isTry whether a value that can't be converted becomes null instead of an error
    record Cast(
            Expression value,
            DataType type,
            boolean isTry,
            @Nullable SourcePosition at) implements Expression {
        /// Equal wherever it was said.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Cast that
                    && value.equals(that.value)
                    && type.equals(that.type)
                    && isTry == that.isTry;
        }

        @Override
        public int hashCode() {
            return java.util.Objects.hash(value, type, isTry);
        }

        @Override
        public boolean nullable() {
            return value.nullable()
                    || isTry && !value.type().equals(type) && mayFail()
                    || CastNulls.mayMakeNull(value.type(), type);
        }

        private boolean mayFail() {
            return type != Atomic.STRING;
        }

        @Override
        public List<Expression> children() {
            return List.of(value);
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Cast(children.getFirst(), type, isTry, at);
        }

        @Override
        public String toString() {
            return (isTry ? "try_cast(" : "cast(") + value + " as " + type.simpleString() + ")";
        }
    }

    /// The value behind the first condition that is true.
    record Case(List<When> whens, Expression otherwise) implements Expression {
        public Case {
            whens = List.copyOf(whens);
            for (When when : whens) {
                if (when.condition.type() != Atomic.BOOLEAN)
                    throw new IllegalArgumentException("not a condition: " + when);
                if (!DataType.sameIgnoringNullability(when.value.type(), otherwise.type())) {
                    throw new IllegalArgumentException("branches of different types: " + when + ", " + otherwise);
                }
            }
        }

        @Override
        public DataType type() {
            DataType type = otherwise.type();
            for (When when : whens) type = DataType.either(type, when.value.type());
            return type;
        }

        @Override
        public boolean nullable() {
            for (When when : whens) {
                if (when.value.nullable()) return true;
                if (when.condition.equals(Literal.TRUE)) return false; // no branch behind it is ever taken
            }
            return otherwise.nullable();
        }

        @Override
        public List<Expression> children() {
            return IntStream.rangeClosed(0, whens.size() * 2)
                    .mapToObj(i -> i == whens.size() * 2
                            ? otherwise
                            : i % 2 == 0 ? whens.get(i / 2).condition : whens.get(i / 2).value)
                    .toList();
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            List<When> replaced = IntStream.range(0, whens.size())
                    .mapToObj(i -> new When(children.get(2 * i), children.get(2 * i + 1)))
                    .toList();
            return new Case(replaced, children.getLast());
        }

        @Override
        public String toString() {
            var text = new StringBuilder("CASE");
            whens.forEach(when -> text.append(" WHEN ")
                    .append(when.condition)
                    .append(" THEN ")
                    .append(when.value));
            return text.append(" ELSE ").append(otherwise).append(" END").toString();
        }
    }

    record When(Expression condition, Expression value) {}

    /// The first argument that is not null.
    record Coalesce(List<Expression> arguments) implements Expression {
        public Coalesce {
            arguments = List.copyOf(arguments);
        }

        @Override
        public DataType type() {
            DataType type = arguments.getFirst().type();
            for (Expression argument : arguments) type = DataType.either(type, argument.type());
            return type;
        }

        @Override
        public boolean nullable() {
            return arguments.stream().allMatch(Expression::nullable);
        }

        @Override
        public List<Expression> children() {
            return arguments;
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Coalesce(children);
        }

        @Override
        public String toString() {
            return "coalesce" + join(arguments);
        }
    }

    /// SQL's AND or OR: three-valued, and the right side is only looked at where the left does not decide.
    record Logical(boolean and, Expression left, Expression right) implements Expression {
        public Logical {
            if (left.type() != Atomic.BOOLEAN || right.type() != Atomic.BOOLEAN) {
                throw new IllegalArgumentException("not conditions: " + left + ", " + right);
            }
        }

        @Override
        public DataType type() {
            return Atomic.BOOLEAN;
        }

        @Override
        public boolean nullable() {
            return left.nullable() || right.nullable();
        }

        @Override
        public List<Expression> children() {
            return List.of(left, right);
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new Logical(and, children.get(0), children.get(1));
        }

        @Override
        public String toString() {
            return "(" + left + (and ? " AND " : " OR ") + right + ")";
        }
    }

    /// A field of a struct.
    record FieldOf(Expression struct, int ordinal) implements Expression {
        public FieldOf {
            if (!(struct.type() instanceof DataType.Struct))
                throw new IllegalArgumentException("not a struct: " + struct);
        }

        public Field field() {
            return ((DataType.Struct) struct.type()).field(ordinal);
        }

        @Override
        public DataType type() {
            return field().type();
        }

        @Override
        public boolean nullable() {
            return struct.nullable() || field().nullable();
        }

        @Override
        public List<Expression> children() {
            return List.of(struct);
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new FieldOf(children.getFirst(), ordinal);
        }

        @Override
        public String toString() {
            return struct + "." + field().name();
        }
    }

    /// A struct made of values.
    record MakeStruct(List<String> names, List<Expression> values) implements Expression {
        public MakeStruct {
            names = List.copyOf(names);
            values = List.copyOf(values);
        }

        @Override
        public DataType type() {
            return new DataType.Struct(IntStream.range(0, names.size())
                    .mapToObj(i -> new Field(
                            names.get(i), values.get(i).type(), values.get(i).nullable()))
                    .toList());
        }

        @Override
        public boolean nullable() {
            return false;
        }

        @Override
        public List<Expression> children() {
            return values;
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return new MakeStruct(names, children);
        }

        @Override
        public String toString() {
            return "struct" + join(values);
        }
    }

    /// A parameter of a lambda function, in its body.
    ///
    /// @param depth how many lambda functions stood around its own
    /// @param ordinal which parameter it is, from zero
    record Variable(int depth, int ordinal, String name, DataType type, boolean nullable) implements Expression {
        /// Equal whatever it is called.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Variable that
                    && depth == that.depth
                    && ordinal == that.ordinal
                    && type.equals(that.type)
                    && nullable == that.nullable;
        }

        @Override
        public int hashCode() {
            return java.util.Objects.hash(depth, ordinal, type);
        }

        @Override
        public List<Expression> children() {
            return List.of();
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            return this;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// A function of one or more values, said inside a call: `x -> x + 1`. No expression itself, since it has no value.
    record Lambda(List<Variable> parameters, Expression body) {
        public Lambda {
            parameters = List.copyOf(parameters);
        }

        @Override
        public String toString() {
            String names = parameters.stream().map(Variable::name).collect(java.util.stream.Collectors.joining(", "));
            return (parameters.size() == 1 ? names : "(" + names + ")") + " -> " + body;
        }
    }

    /// A call of a function that takes functions. Its children are the values and then the bodies.
    ///
    /// @param at where it was said, for errors while running
    record HigherOrderCall(
            BoundHigherOrder function,
            List<Expression> values,
            List<Lambda> lambdas,
            @Nullable SourcePosition at) implements Expression {
        /// Equal wherever it was said.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof HigherOrderCall that
                    && function.equals(that.function)
                    && values.equals(that.values)
                    && lambdas.equals(that.lambdas);
        }

        @Override
        public int hashCode() {
            return java.util.Objects.hash(function, values, lambdas);
        }

        public HigherOrderCall {
            values = List.copyOf(values);
            lambdas = List.copyOf(lambdas);
        }

        @Override
        public DataType type() {
            return function.result();
        }

        @Override
        public boolean nullable() {
            return function.nullable();
        }

        @Override
        public List<Expression> children() {
            return Stream.concat(values.stream(), lambdas.stream().map(Lambda::body))
                    .toList();
        }

        @Override
        public Expression withChildren(List<Expression> children) {
            List<Lambda> changed = IntStream.range(0, lambdas.size())
                    .mapToObj(i -> new Lambda(lambdas.get(i).parameters, children.get(values.size() + i)))
                    .toList();
            return new HigherOrderCall(function, children.subList(0, values.size()), changed, at);
        }

        @Override
        public String toString() {
            return function.name()
                    + Stream.concat(values.stream(), lambdas.stream())
                            .map(String::valueOf)
                            .collect(java.util.stream.Collectors.joining(", ", "(", ")"));
        }
    }

    /// Rewrites the tree from its leaves up.
    default Expression rewrite(UnaryOperator<Expression> change) {
        List<Expression> before = children();
        List<Expression> after =
                before.stream().map(child -> child.rewrite(change)).toList();
        return change.apply(after.equals(before) ? this : withChildren(after));
    }

    /// Whether equal input always gives equal output, so that the expression may be moved and repeated.
    default boolean deterministic() {
        return children().stream().allMatch(Expression::deterministic);
    }

    /// Whether it is made of constants alone and may be computed beforehand.
    default boolean foldable() {
        return isConstant(this, List.of());
    }

    /// @param bound the parameters of the lambda functions around it, which are no less constant than what they stand
    /// for
    private static boolean isConstant(Expression expression, List<Variable> bound) {
        return switch (expression) {
            case ColumnRef _ -> false;
            case Variable variable -> bound.contains(variable);
            case Literal _ -> true;
            case Call call ->
                call.function.foldable() && call.arguments.stream().allMatch(part -> isConstant(part, bound));
            case HigherOrderCall call ->
                call.values.stream().allMatch(part -> isConstant(part, bound))
                        && call.lambdas.stream()
                                .allMatch(lambda -> isConstant(
                                        lambda.body,
                                        Stream.concat(bound.stream(), lambda.parameters.stream())
                                                .toList()));
            case Cast _, Case _, Coalesce _, Logical _, FieldOf _, MakeStruct _ ->
                expression.children().stream().allMatch(part -> isConstant(part, bound));
        };
    }

    /// The columns it reads.
    default java.util.Set<Column> references() {
        var found = new java.util.LinkedHashSet<Column>();
        collect(this, found);
        return found;
    }

    private static void collect(Expression expression, java.util.Set<Column> into) {
        if (expression instanceof ColumnRef(Column column)) into.add(column);
        expression.children().forEach(child -> collect(child, into));
    }

    private static String join(List<Expression> arguments) {
        return arguments.stream().map(String::valueOf).collect(java.util.stream.Collectors.joining(", ", "(", ")"));
    }
}
