package dev.sluice.function.scalar;

import dev.sluice.function.Argument;
import dev.sluice.function.Columns;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.Signature;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `concat(a, b, …)` and `a || b`: texts, binary values or arrays, one behind the other.
public final class Concat {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("concat", "||")
            .summary("Puts texts, binary values or arrays one behind the other.")
            .example("concat('Spark', 'SQL')", "SparkSQL")
            .example("'a' || 1", "a1")
            .example("concat(array(1, 2), array(3))", "[1, 2, 3]")
            .example("concat('a', NULL)", null)
            .overload("(STRING...) -> STRING", bytes())
            .overload("(BINARY...) -> BINARY", Concat::binaries)
            .generic("(ARRAY<T>...) -> ARRAY<T>", Concat::arrays)
            .build();

    private Concat() {}

    /// Only where all are binary, since text and a binary value make text.
    private static Optional<Candidate> binaries(List<Argument> arguments) {
        List<DataType> types = Argument.types(arguments);
        if (!types.contains(Atomic.BINARY)) return Optional.empty();
        if (!types.stream().allMatch(type -> type == Atomic.BINARY || type == Atomic.NULL)) return Optional.empty();
        List<DataType> parameters = Collections.nCopies(types.size(), Atomic.BINARY);
        return Optional.of(new Candidate(parameters, Atomic.BINARY, 0, bytes()));
    }

    /// The bytes of all rows are counted first, so that they are copied once.
    private static Kernel bytes() {
        return Kernels.overFlat((arguments, rows, size, _) -> {
            boolean @Nullable [] nulls = Columns.anyNull(arguments, size);
            int[] offsets = new int[size];
            int[] lengths = new int[size];
            long total = 0;
            for (Vector argument : arguments) total += addLengths(argument, rows, nulls, lengths);
            byte[] out = new byte[Math.toIntExact(total)];
            int used = 0;
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.row(i);
                offsets[row] = used;
                used += lengths[row];
            }
            int[] ends = offsets.clone();
            for (Vector argument : arguments) copy(argument, rows, nulls, out, ends);
            return new BytesVector(out, offsets, lengths, nulls, size);
        });
    }

    private static long addLengths(Vector argument, Selection rows, boolean @Nullable [] nulls, int[] lengths) {
        int[] added = Columns.bytes(argument).lengths();
        int mask = Columns.mask(argument);
        long total = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls != null && nulls[row]) continue;
            lengths[row] += added[row & mask];
            total += added[row & mask];
        }
        return total;
    }

    private static void copy(Vector argument, Selection rows, boolean @Nullable [] nulls, byte[] out, int[] ends) {
        BytesVector from = Columns.bytes(argument);
        int mask = Columns.mask(argument);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (nulls != null && nulls[row]) continue;
            int source = row & mask;
            int length = from.lengths()[source];
            System.arraycopy(from.bytes(), from.offsets()[source], out, ends[row], length);
            ends[row] += length;
        }
    }

    private static Kernel arrays(Signature.Match match) {
        return Kernels.rowsTo(match.result(), VectorBuilder.Lists.class, (row, out) -> {
            for (int argument = 0; argument < row.argumentCount(); argument++) {
                var list = (ArrayVector) row.vector(argument);
                int position = row.position(argument);
                int start = list.offsets()[position];
                for (int i = 0; i < list.lengths()[position]; i++)
                    out.elements().append(list.elements(), start + i);
            }
            out.endRow();
        });
    }
}
