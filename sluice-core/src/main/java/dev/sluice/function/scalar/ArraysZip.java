package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `arrays_zip(a, b, …)`: the first items of all arrays as a struct, then the second, as long as the longest is.
///
/// Fields are called by the places of the arguments; the analyzer gives them the names of columns.
public final class ArraysZip {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("arrays_zip")
            .summary(
                    "Makes an array of structs: of the first items of all arrays, of the second, and so on to the end of the "
                            + "longest. The fields are called as the arrays that are columns, and others by their places.")
            .example("arrays_zip(array(1, 2), array('a'))", "[{1, a}, {2, null}]")
            .example("arrays_zip(array(1), NULL)", null)
            .overload("(ARRAY<T>...) -> ARRAY<STRUCT>", ArraysZip::bind)
            .build();

    private ArraysZip() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        List<DataType> parameters = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        for (Argument argument : arguments) {
            Optional<DataType.Array> array = ArrayTypes.array(argument);
            if (array.isEmpty()) return Optional.empty();
            fields.add(new Field(String.valueOf(fields.size()), array.get().element(), true));
            parameters.add(array.get());
        }
        var list = new DataType.Array(new DataType.Struct(fields), false);
        return Optional.of(
                new Candidate(parameters, list, 0, Kernels.rowsTo(list, VectorBuilder.Lists.class, ArraysZip::zip)));
    }

    private static void zip(Row row, VectorBuilder.Lists out) {
        List<List<Item>> lists = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < row.argumentCount(); i++) {
            lists.add(Item.of(row, i));
            longest = Math.max(longest, lists.getLast().size());
        }
        var structs = (VectorBuilder.Structs) out.elements();
        for (int at = 0; at < longest; at++) {
            for (int i = 0; i < lists.size(); i++) {
                List<Item> list = lists.get(i);
                if (at < list.size() && !list.get(at).isNull()) {
                    list.get(at).appendTo(structs.field(i));
                } else {
                    structs.field(i).appendNull();
                }
            }
            structs.endRow();
        }
        out.endRow();
    }
}
