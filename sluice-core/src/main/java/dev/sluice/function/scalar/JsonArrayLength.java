package dev.sluice.function.scalar;

import dev.sluice.format.JsonParts;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.VectorBuilder;

/// `json_array_length(text)`.
public final class JsonArrayLength {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("json_array_length")
            .summary("Counts the items of a JSON array; NULL if the text is none.")
            .example("json_array_length('[1, [2, 3], null]')", 3)
            .example("json_array_length('{\"a\":[1]}')", null)
            .example("json_array_length(NULL)", null)
            .overload("(STRING) -> INT", Kernels.overFlat((arguments, rows, size, _) -> {
                var texts = (BytesVector) arguments[0];
                var parts = new JsonParts(0);
                var out = new VectorBuilder.Ints(size);
                for (int i = 0; i < rows.size(); i++) {
                    int row = rows.row(i);
                    while (out.size() < row) out.appendNull();
                    int from = texts.offsets()[row];
                    int count = texts.isNull(row)
                            ? JsonParts.NO_LIST
                            : parts.itemCount(texts.bytes(), from, from + texts.lengths()[row]);
                    if (count == JsonParts.NO_LIST) {
                        out.appendNull();
                    } else {
                        out.append(count);
                    }
                }
                while (out.size() < size) out.appendNull();
                return out.build();
            }))
            .exact()
            .nullability(Nullability.ALWAYS)
            .build();

    private JsonArrayLength() {}
}
