package dev.sluice.vector;

import org.jspecify.annotations.Nullable;

/// A vector laid flat, once for as long as the same one is asked for: what stands within structs and lists is met row
/// by row. In one thread.
public final class Flat {

    private @Nullable Vector seen;
    private @Nullable Vector flat;

    public Flat() {}

    public Vector of(Vector vector) {
        Vector known = flat;
        if (known != null && seen == vector) return known;
        Vector laid = Vectors.flatten(vector);
        seen = vector;
        flat = laid;
        return laid;
    }
}
