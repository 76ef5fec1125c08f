package dev.sluice.sketches;

import dev.sluice.function.Accumulator;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.VectorBuilder;
import dev.sluice.vector.Vectors;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An aggregate whose state is a sketch, as its bytes. A sketch is opened once for the rows of a chunk, since that
/// costs more than to add a value.
///
/// @param <S> see [Sketching]
final class SketchAccumulator<S> implements Accumulator {

    private final Sketching<S> sketching;

    SketchAccumulator(Sketching<S> sketching) {
        this.sketching = sketching;
    }

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        Vector[] flat = new Vector[arguments.length];
        for (int i = 0; i < flat.length; i++) flat[i] = Vectors.flatten(arguments[i]);
        Map<Integer, S> open = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (flat[0].isNull(row)) continue;
            S known = open.containsKey(slots[i]) ? open.get(slots[i]) : opened(state, slots[i]);
            open.put(slots[i], sketching.add(known, flat, row));
        }
        keep(state, open);
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        if (!(Vectors.flatten(partial[0]) instanceof BytesVector sketches)) return; // all of them null
        Map<Integer, S> open = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (sketches.isNull(row)) continue;
            S other = sketching.read(sketches.copy(row));
            S known = open.containsKey(slots[i]) ? open.get(slots[i]) : opened(state, slots[i]);
            open.put(slots[i], known == null ? other : sketching.merge(known, other));
        }
        keep(state, open);
    }

    private @Nullable S opened(MutableVector[] state, int slot) {
        byte[] bytes = ((MutableVector.Bytes) state[0]).get(slot);
        return bytes == null ? null : sketching.read(bytes);
    }

    private void keep(MutableVector[] state, Map<Integer, S> open) {
        var sketches = (MutableVector.Bytes) state[0];
        open.forEach((slot, sketch) -> sketches.set(slot, sketching.write(sketch)));
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var out = new VectorBuilder.Bytes(count);
        for (int i = 0; i < count; i++) {
            byte[] sketch = sketching.result(opened(state, slots[i]));
            out.append(sketch, 0, sketch.length);
        }
        return out.build();
    }
}
