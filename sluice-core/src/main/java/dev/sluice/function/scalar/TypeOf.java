package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vectors;
import java.util.List;
import java.util.Optional;

/// `typeof(a)`.
public final class TypeOf {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("typeof")
            .summary("Gives the name of a value's type.")
            .example("typeof(1)", "int")
            .example("typeof(array(1))", "array<int>")
            .example("typeof(NULL)", "void")
            .nullability(Nullability.NEVER)
            .overload("(T) -> STRING", TypeOf::bind)
            .build();

    private TypeOf() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        DataType type = arguments.getFirst().type();
        Kernel kernel = (_, _, size, _) -> new ConstantVector(Vectors.single(Atomic.STRING, type.simpleString()), size);
        return Optional.of(new Candidate(List.of(type), Atomic.STRING, 0, kernel));
    }
}
