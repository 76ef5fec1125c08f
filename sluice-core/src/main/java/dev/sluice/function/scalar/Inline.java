package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.GeneratorFunction;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.List;
import java.util.Optional;

/// `inline(structs)`: a row of each struct of a list, its fields as columns; of a NULL in the list a row of NULLs.
public final class Inline {

    public static final GeneratorFunction FUNCTION = GeneratorFunction.ofStructs(ScalarFunction.named("inline")
            .summary(
                    "Makes a row of each struct of a list, with its fields as columns; none of an empty list, or of NULL. "
                            + "For SELECT, LATERAL VIEW and FROM.")
            .example("SELECT inline(array(struct(1, 'a'), struct(2, 'b')))", "1, a; 2, b")
            .example("SELECT inline(array(named_struct('x', 1), NULL))", "1; NULL")
            .overload("(ARRAY<STRUCT>) -> ARRAY<STRUCT>", Inline::bind)
            .build());

    public static final GeneratorFunction OUTER = GeneratorFunction.ofStructsOuter(ScalarFunction.named("inline_outer")
            .summary(
                    "Makes a row of each struct of a list, with its fields as columns; a row of NULLs of an empty list, "
                            + "or of NULL. For SELECT, LATERAL VIEW and FROM.")
            .example("SELECT inline_outer(array(struct(1, 'a')))", "1, a")
            .example("SELECT inline_outer(CAST(NULL AS ARRAY<STRUCT<a: INT, b: STRING>>))", "NULL, NULL")
            .overload("(ARRAY<STRUCT>) -> ARRAY<STRUCT>", Inline::bind)
            .build());

    private Inline() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 1) return Optional.empty();
        DataType given = arguments.getFirst().type();
        if (!(given instanceof DataType.Array(DataType.Struct struct, boolean nulls))) {
            throw ErrorCondition.UNEXPECTED_INPUT_TYPE
                    .error()
                    .with("paramIndex", "first")
                    .with("requiredType", "\"ARRAY<STRUCT>\"")
                    .with("inputType", '"' + given.sql() + '"')
                    .build();
        }
        List<Field> fields = struct.fields().stream()
                .map(field -> new Field(field.name(), field.type(), field.nullable() || nulls))
                .toList();
        return Optional.of(new ScalarFunction.Candidate(
                List.of(given),
                new DataType.Array(new DataType.Struct(fields), false),
                0,
                Kernels.overFlat((values, _, size, _) -> inline(values, struct, size))));
    }

    /// A struct that is NULL is one of NULLs.
    private static Vector inline(Vector[] arguments, DataType.Struct struct, int size) {
        var lists = (ArrayVector) Vectors.flatten(arguments[0]);
        if (!(Vectors.flatten(lists.elements()) instanceof StructVector items) || items.nulls() == null) return lists;
        Vector[] fields = new Vector[items.fields().length];
        for (int f = 0; f < fields.length; f++) {
            VectorBuilder builder = VectorBuilder.of(struct.field(f).type(), items.size());
            for (int i = 0; i < items.size(); i++) {
                if (items.isNull(i)) {
                    builder.appendNull();
                } else {
                    builder.append(items.fields()[f], i);
                }
            }
            fields[f] = builder.build();
        }
        return new ArrayVector(
                lists.offsets(), lists.lengths(), new StructVector(fields, null, items.size()), lists.nulls(), size);
    }
}
