package dev.sluice.function.scalar;

import dev.sluice.format.JsonParts;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.VectorBuilder;

/// `json_object_keys(text)`.
public final class JsonObjectKeys {

    private static final DataType NAMES = new DataType.Array(Atomic.STRING, true);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("json_object_keys")
            .summary("Gives the names of a JSON object's own fields; NULL if the text is none.")
            .example("json_object_keys('{\"b\":1, \"a\":{\"c\":2}}')", "[b, a]")
            .example("json_object_keys('[1]')", null)
            .example("json_object_keys(NULL)", null)
            .overload("(STRING) -> ARRAY<STRING>", Kernels.overFlat((arguments, rows, size, _) -> {
                var texts = (BytesVector) arguments[0];
                var parts = new JsonParts(0);
                var out = (VectorBuilder.Lists) VectorBuilder.of(NAMES, size);
                for (int i = 0; i < rows.size(); i++) {
                    int row = rows.row(i);
                    while (out.size() < row) out.appendNull();
                    if (texts.isNull(row)) {
                        out.appendNull();
                    } else {
                        int from = texts.offsets()[row];
                        parts.appendNames(texts.bytes(), from, from + texts.lengths()[row], out);
                    }
                }
                while (out.size() < size) out.appendNull();
                return out.build();
            }))
            .exact()
            .nullability(Nullability.ALWAYS)
            .build();

    private JsonObjectKeys() {}
}
