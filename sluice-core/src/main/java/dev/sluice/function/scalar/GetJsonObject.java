package dev.sluice.function.scalar;

import dev.sluice.format.JsonLookup;
import dev.sluice.format.JsonPath;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.CallContext;
import dev.sluice.function.Columns;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.Optional;

/// `get_json_object(text, path)`.
public final class GetJsonObject {

    private static final Memo<Optional<JsonPath>> PATHS = new Memo<>(JsonPath::parse);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("get_json_object")
            .summary("Takes a value out of a JSON text by a path such as $.a.b[0] or $.a[*].b; gives it as text.")
            .example("get_json_object('{\"a\":{\"b\":[1, \"x\"]}}', '$.a.b[1]')", "x")
            .example("get_json_object('[{\"a\":1}, {\"a\":2}]', '$[*].a')", "[1,2]")
            .example("get_json_object('{\"a\":1}', '$.b')", null)
            .overload("(STRING, STRING) -> STRING", Kernels.overFlat(GetJsonObject::find))
            .exact()
            .nullability(Nullability.ALWAYS)
            .build();

    private GetJsonObject() {}

    private static Vector find(Vector[] arguments, Selection rows, int size, CallContext context) {
        BytesVector texts = Columns.bytes(arguments[0]);
        BytesVector paths = Columns.bytes(arguments[1]);
        int textMask = Columns.mask(arguments[0]);
        int pathMask = Columns.mask(arguments[1]);
        boolean[] nulls = Columns.anyNull(arguments, size);
        var lookup = new JsonLookup();
        var out = new VectorBuilder.Bytes(size);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            while (out.size() < row) out.appendNull();
            Optional<JsonPath> path =
                    nulls != null && nulls[row] ? Optional.empty() : PATHS.of(paths.string(row & pathMask));
            if (path.isEmpty()) {
                out.appendNull();
                continue;
            }
            int from = texts.offsets()[row & textMask];
            lookup.append(texts.bytes(), from, from + texts.lengths()[row & textMask], path.get(), out);
        }
        while (out.size() < size) out.appendNull();
        return out.build();
    }
}
