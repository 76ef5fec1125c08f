package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.format.JsonParts;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.CallContext;
import dev.sluice.function.Columns;
import dev.sluice.function.GeneratorFunction;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `json_tuple(text, name, …)`: a row of the values of an object's fields of these names, as text.
public final class JsonTuple {

    /// A list of one struct, whose fields become columns.
    public static final GeneratorFunction FUNCTION = GeneratorFunction.ofStructs(ScalarFunction.named("json_tuple")
            .summary("Makes a row of the values that fields of a JSON object have, as text; NULL where there is none. "
                    + "For SELECT, LATERAL VIEW and FROM.")
            .example("SELECT json_tuple('{\"a\":1, \"b\":\"x\"}', 'b', 'a', 'c')", "x, 1, NULL")
            .example(
                    "SELECT id, a FROM VALUES (7, '{\"a\":[1, 2]}') t(id, json) LATERAL VIEW json_tuple(json, 'a') j AS a",
                    "7, [1,2]")
            .example("SELECT json_tuple('no JSON', 'a')", "NULL")
            .overload("(STRING, STRING, STRING...) -> ARRAY<STRUCT>", JsonTuple::bind)
            .nullability(Nullability.NEVER)
            .build());

    private JsonTuple() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments) {
        if (arguments.size() < 2) return Optional.empty();
        if (arguments.stream().anyMatch(argument -> argument.type() != Atomic.STRING)) {
            throw ErrorCondition.NON_STRING_TYPE
                    .error()
                    .with("funcName", "`json_tuple`")
                    .build();
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < arguments.size() - 1; i++) fields.add(Field.of("c" + i, Atomic.STRING));
        return Optional.of(new ScalarFunction.Candidate(
                Collections.nCopies(arguments.size(), Atomic.STRING),
                new DataType.Array(new DataType.Struct(fields), false),
                0,
                Kernels.overFlat(JsonTuple::take)));
    }

    private static Vector take(Vector[] arguments, Selection rows, int size, CallContext context) {
        var texts = (BytesVector) Vectors.flatten(arguments[0]);
        var parts = new JsonParts(arguments.length - 1);
        byte[] @Nullable [] names = new byte[arguments.length - 1][];
        int next = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            for (; next < row; next++) parts.addNulls();
            next++;
            if (texts.isNull(row)) {
                parts.addNulls();
                continue;
            }
            for (int n = 0; n < names.length; n++) names[n] = name(arguments[n + 1], row);
            int from = texts.offsets()[row];
            parts.addFields(texts.bytes(), from, from + texts.lengths()[row], names);
        }
        for (; next < size; next++) parts.addNulls();
        int[] offsets = new int[size];
        int[] lengths = new int[size];
        Arrays.setAll(offsets, row -> row);
        Arrays.fill(lengths, 1);
        return new ArrayVector(offsets, lengths, new StructVector(parts.build(texts.bytes()), null, size), null, size);
    }

    private static byte @Nullable [] name(Vector names, int row) {
        BytesVector bytes = Columns.bytes(names);
        int at = row & Columns.mask(names);
        return bytes.isNull(at) ? null : bytes.copy(at);
    }
}
