package dev.sluice.function.cast;

import dev.sluice.function.CallContext;
import dev.sluice.function.Columns;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.type.DataType;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// To ARRAY, MAP and STRUCT: what is inside is cast, the outside stays.
final class NestedCasts {

    private NestedCasts() {}

    static Optional<Kernel> toArray(Conversion conversion, DataType.Array to) {
        if (!(conversion.from() instanceof DataType.Array from)) return Optional.empty();
        return Casts.kernel(from.element(), to.element(), conversion.isTry())
                .map(element -> Kernels.overFlat((arguments, rows, size, context) -> {
                    var in = (ArrayVector) arguments[0];
                    Selection used = used(
                            in.offsets(),
                            in.lengths(),
                            in.nulls(),
                            rows,
                            in.elements().size());
                    Vector elements = inner(element, in.elements(), used, context);
                    return new ArrayVector(in.offsets(), in.lengths(), elements, in.nulls(), size);
                }));
    }

    static Optional<Kernel> toMap(Conversion conversion, DataType.Map to) {
        if (!(conversion.from() instanceof DataType.Map from)) return Optional.empty();
        return Casts.kernel(from.key(), to.key(), conversion.isTry())
                .flatMap(key -> Casts.kernel(from.value(), to.value(), conversion.isTry())
                        .map(value -> Kernels.overFlat((arguments, rows, size, context) -> {
                            var in = (MapVector) arguments[0];
                            Selection used = used(
                                    in.offsets(),
                                    in.lengths(),
                                    in.nulls(),
                                    rows,
                                    in.keys().size());
                            Vector keys = inner(key, in.keys(), used, context);
                            Vector values = inner(value, in.values(), used, context);
                            return new MapVector(in.offsets(), in.lengths(), keys, values, in.nulls(), size);
                        })));
    }

    static Optional<Kernel> toStruct(Conversion conversion, DataType.Struct to) {
        if (!(conversion.from() instanceof DataType.Struct from) || from.size() != to.size()) return Optional.empty();
        List<Kernel> fields = new ArrayList<>();
        for (int i = 0; i < to.size(); i++) {
            Casts.kernel(from.field(i).type(), to.field(i).type(), conversion.isTry())
                    .ifPresent(fields::add);
        }
        if (fields.size() < to.size()) return Optional.empty();
        return Optional.of(Kernels.overFlat((arguments, rows, size, context) -> {
            var in = (StructVector) arguments[0];
            Selection present = present(in, rows, size);
            Vector[] out = new Vector[in.fields().length];
            for (int i = 0; i < out.length; i++) {
                out[i] = fields.get(i).apply(new Vector[] {in.fields()[i]}, present, size, context);
            }
            return new StructVector(out, in.nulls(), size);
        }));
    }

    private static Vector inner(Kernel kernel, Vector elements, Selection used, CallContext context) {
        return kernel.apply(new Vector[] {elements}, used, elements.size(), context);
    }

    /// The elements that selected rows have; rows may share elements and stand in any order.
    private static Selection used(
            int[] offsets, int[] lengths, boolean @Nullable [] nulls, Selection rows, int elementCount) {
        boolean[] used = new boolean[elementCount];
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls != null && nulls[row]) continue;
            java.util.Arrays.fill(used, offsets[row], offsets[row] + lengths[row], true);
        }
        return where(used);
    }

    private static Selection present(StructVector structs, Selection rows, int size) {
        boolean[] nulls = Columns.nulls(structs, size);
        if (nulls == null) return rows;
        boolean[] present = new boolean[size];
        for (int i = 0; i < rows.size(); i++) present[rows.row(i)] = !nulls[rows.row(i)];
        return where(present);
    }

    private static Selection where(boolean[] wanted) {
        int[] found = new int[wanted.length];
        int count = 0;
        for (int i = 0; i < wanted.length; i++) {
            found[count] = i;
            count += wanted[i] ? 1 : 0;
        }
        return new Selection(found, count);
    }
}
