package dev.sluice.api;

import dev.sluice.api.function.UserFunction;
import dev.sluice.ast.Expr;
import dev.sluice.catalog.UserFunction.Code;
import dev.sluice.encoder.Encoder;
import dev.sluice.function.NamedFunction;
import dev.sluice.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A function of a program's code that can be applied to columns. [functions#udf] and [functions#udaf] make them, and
/// [UDFRegistration] gives them names for SQL. Immutable.
///
/// It is deterministic unless [#asNondeterministic] says otherwise: then it is called once for each row, where it was
/// said, and a stream that runs a micro-batch again after a failure may get other values from it. What a sink wrote of
/// the first run is then replaced by those of the second, as a whole.
public final class UserDefinedFunction {

    private static final String UNNAMED = "UDF";
    private static final String UNNAMED_AGGREGATE = "UDAF";

    private final String name;
    private final Code code;
    private final @Nullable UserCode scalar;
    private final Function<String, Code> naming;

    private UserDefinedFunction(String name, @Nullable UserCode scalar, Function<String, Code> naming) {
        this.name = name;
        this.scalar = scalar;
        this.naming = naming;
        code = naming.apply(name);
    }

    static UserDefinedFunction of(UserFunction function, DataType type) {
        return of(UNNAMED, UserCode.of(function, type));
    }

    static UserDefinedFunction of(UserFunction function, Encoder<?> result) {
        return of(UNNAMED, UserCode.of(function, result));
    }

    private static UserDefinedFunction of(String name, UserCode code) {
        String className = code.function().getClass().getName();
        return new UserDefinedFunction(name, code, as -> new Code(code.named(as), className));
    }

    static <I> UserDefinedFunction of(Aggregator<I, ?, ?> aggregator, Encoder<I> input) {
        String className = aggregator.getClass().getName();
        return new UserDefinedFunction(
                UNNAMED_AGGREGATE, null, as -> new Code(UserAggregate.named(as, aggregator, input), className));
    }

    /// The function with a name, which columns and plans show.
    public UserDefinedFunction withName(String other) {
        return new UserDefinedFunction(other, scalar, naming);
    }

    /// The function as one that never gives null.
    ///
    /// @throws UnsupportedOperationException for aggregates, whose encoder says it
    public UserDefinedFunction asNonNullable() {
        return of(name, known("asNonNullable").asNonNullable());
    }

    /// The function as one that may give other results for the same values.
    ///
    /// @throws UnsupportedOperationException for aggregates
    public UserDefinedFunction asNondeterministic() {
        return of(name, known("asNondeterministic").asNondeterministic());
    }

    private UserCode known(String asked) {
        if (scalar == null) throw new UnsupportedOperationException(asked + "() of an aggregate");
        return scalar;
    }

    /// The name, if it was given one.
    public Optional<String> name() {
        return Optional.of(name).filter(own -> !own.equals(UNNAMED) && !own.equals(UNNAMED_AGGREGATE));
    }

    public boolean deterministic() {
        return scalar == null || scalar.deterministic();
    }

    public boolean nullable() {
        return scalar == null || scalar.nullable();
    }

    /// The function of these columns.
    public Column apply(Column... columns) {
        return applied(false, columns);
    }

    /// The aggregate of what is different in these columns.
    public Column distinct(Column... columns) {
        return applied(true, columns);
    }

    private Column applied(boolean distinct, Column... columns) {
        NamedFunction function = code.function();
        List<Expr> arguments = Arrays.stream(columns).map(Column::expr).toList();
        return new Column(new Expr.Call(name, arguments, distinct, null, List.of(), Expr.Nulls.UNSAID, function, null));
    }

    Code inCatalog() {
        return code;
    }
}
