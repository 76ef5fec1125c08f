package dev.sluice.ast;

import java.util.List;

/// Names of views that all sessions have in common: `global_temp.name`.
public final class GlobalNames {

    /// Spark's `spark.sql.globalTempDatabase`, which nobody sets.
    public static final String SCHEMA = "global_temp";

    private GlobalNames() {}

    public static boolean isSchema(List<String> place) {
        return place.size() == 1 && place.getFirst().equalsIgnoreCase(SCHEMA);
    }

    /// The whole name of such a view.
    public static List<String> path(String name) {
        return List.of(SCHEMA, name);
    }

    /// Whether it can only be the name of such a view.
    public static boolean isName(List<String> parts) {
        return parts.size() == 2 && isSchema(parts.subList(0, 1));
    }
}
