package dev.sluice.connector;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is asked of an input, for those that can save work with it.
///
/// Chunks have all the input's columns whatever is wanted: what stands in a column that nobody wants is arbitrary, such
/// as a null for all rows. Rows that don't meet the bounds may be left out, and need not be.
///
/// @param columns the ordinals of the columns that are read, or null if all are
/// @param bounds what rows must meet, all of them
public record Wanted(int @Nullable [] columns, List<Bound> bounds) {

    /// Everything.
    public static final Wanted ALL = new Wanted(null, List.of());

    public Wanted {
        bounds = List.copyOf(bounds);
    }

    /// Some columns of all rows.
    public static Wanted only(int... ordinals) {
        return new Wanted(ordinals.clone(), List.of());
    }

    public boolean hasColumn(int ordinal) {
        return columns == null || Arrays.stream(columns).anyMatch(column -> column == ordinal);
    }
}
