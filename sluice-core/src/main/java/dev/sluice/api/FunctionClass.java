package dev.sluice.api;

import dev.sluice.api.function.UserFunction;
import dev.sluice.ast.FunctionStatement.CreateOfClass;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.extension.ProgramJars;
import java.lang.reflect.Type;
import java.net.MalformedURLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A function by the name of its class: one that implements UDF0 … UDF10, or extends [Aggregator]. What it takes and
/// gives is what it says of itself, `implements UDF1<String, Integer>`.
final class FunctionClass {

    private static final String KINDS = "it must implement one of UDF0 … UDF10 of dev.sluice.api.function, or extend "
            + "dev.sluice.api.Aggregator, have a public constructor without parameters, ";

    private final CreateOfClass said;
    private final String shown;

    private FunctionClass(CreateOfClass said, String shown) {
        this.said = said;
        this.shown = shown;
    }

    /// @param shown the function's name for errors, quoted
    /// @throws SluiceException if there is no such class, or it is no function
    static UserDefinedFunction open(CreateOfClass said, String shown) {
        var opened = new FunctionClass(said, shown);
        return opened.of(opened.instance());
    }

    private UserDefinedFunction of(Object instance) {
        if (instance instanceof UserFunction function) {
            Encoder<?> result = DeclaredTypes.result(function).orElseThrow(() -> refused("name types of values", null));
            return UserDefinedFunction.of(function, result);
        }
        if (instance instanceof Aggregator<?, ?, ?> aggregator) return of(aggregator);
        throw refused("and be one of these", null);
    }

    @SuppressWarnings("unchecked") // the class says so of itself
    private <I> UserDefinedFunction of(Aggregator<I, ?, ?> aggregator) {
        List<Type> types = DeclaredTypes.of(aggregator.getClass(), Aggregator.class);
        Optional<Encoder<?>> input = types.isEmpty() ? Optional.empty() : DeclaredTypes.encoder(types.getFirst());
        Encoder<?> found = input.orElseThrow(() -> refused("and name the type of what it takes in", null));
        return UserDefinedFunction.of(aggregator, (Encoder<I>) found);
    }

    private Object instance() {
        try {
            return ProgramJars.load(said.className(), said.jars())
                    .getConstructor()
                    .newInstance();
        } catch (ClassNotFoundException | LinkageError | MalformedURLException e) {
            throw ErrorCondition.CANNOT_LOAD_FUNCTION_CLASS
                    .error()
                    .with("className", said.className())
                    .with("functionName", shown)
                    .hint("add it to the program, to SLUICE_JARS of ./sluice, or say USING JAR 'path'.")
                    .cause(e)
                    .build();
        } catch (ReflectiveOperationException e) {
            throw refused("and be a public class", e);
        }
    }

    private SluiceException refused(String wanted, @Nullable Exception cause) {
        var error = ErrorCondition.INVALID_UDF_IMPLEMENTATION
                .error()
                .with("funcName", shown)
                .hint(KINDS + wanted + ".");
        if (cause != null) error.cause(cause);
        return error.build();
    }
}
