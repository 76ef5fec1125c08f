package dev.sluice.streaming;

import dev.sluice.error.ErrorCondition;
import dev.sluice.type.Field;
import java.util.HashMap;
import java.util.Map;

/// Which output of a query goes where, so that no two of them go to the same place.
public final class SinkPlaces {

    public static final String RESULT = "its result";
    public static final String LATE_ROWS = "late rows";
    public static final String BAD_ROWS = "bad rows";

    /// One of several results.
    public static String rowsOf(String table) {
        return "the rows of " + Field.quote(table);
    }

    private final Map<String, String> taken = new HashMap<>();

    public SinkPlaces() {}

    /// @param what goes there
    /// @throws dev.sluice.error.SluiceException if something else goes there too
    public void take(String place, String what) {
        String before = taken.putIfAbsent(place, what);
        if (before == null) return;
        throw ErrorCondition.SINK_SHARED
                .error()
                .with("first", before)
                .with("second", what)
                .with("place", place)
                .build();
    }
}
