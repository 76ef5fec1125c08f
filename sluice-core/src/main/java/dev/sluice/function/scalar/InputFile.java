package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vectors;

/// Which file a row comes from. Where rows come from files the analyzer makes a field of `_metadata` of these; what is
/// said here is for all other rows.
public final class InputFile {

    public static final ScalarFunction NAME = named("input_file_name", Atomic.STRING, "")
            .summary("Gives the path of the file that a row comes from, as a URI; nothing if it comes from none.")
            .example("input_file_name()", "")
            .build();

    public static final ScalarFunction BLOCK_START = named("input_file_block_start", Atomic.LONG, -1L)
            .summary("Gives where in its file the part begins that was read together with a row; -1 if there is none.")
            .example("input_file_block_start()", -1)
            .build();

    public static final ScalarFunction BLOCK_LENGTH = named("input_file_block_length", Atomic.LONG, -1L)
            .summary("Gives how long the part of its file is that was read together with a row; -1 if there is none.")
            .example("input_file_block_length()", -1)
            .build();

    private InputFile() {}

    private static ScalarFunction.Builder named(String name, DataType type, Object otherwise) {
        return ScalarFunction.named(name)
                .nullability(Nullability.NEVER)
                .notFoldable()
                .overload(
                        "() -> " + type.sql(),
                        (_, _, size, _) -> new ConstantVector(Vectors.single(type, otherwise), size));
    }
}
