package dev.sluice.catalog;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What is said of a format that nobody provides.
public final class Formats {

    /// Those that Spark has, or that its users know, and Sluice has not yet.
    private static final Set<String> NOT_YET = Set.of("delta", "iceberg", "hudi");

    /// Those of optional modules, for who has not got the module.
    private static final Map<String, String> MODULES = Map.of(
            "avro", "sluice-avro",
            "jdbc", "sluice-jdbc",
            "kafka", "sluice-kafka",
            "kinesis", "sluice-aws",
            "orc", "sluice-orc",
            "parquet", "sluice-parquet");

    private Formats() {}

    /// Whether it is one that Spark's users know.
    public static boolean isNotYet(String format) {
        return NOT_YET.contains(format.toLowerCase(Locale.ROOT));
    }

    /// @param known the names of the formats there are
    public static SluiceException unknown(String format, List<String> known) {
        if (isNotYet(format)) {
            return ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "the format " + format.toLowerCase(Locale.ROOT))
                    .hint("the formats here are " + String.join(", ", known) + ".")
                    .build();
        }
        String module = MODULES.get(format.toLowerCase(Locale.ROOT));
        if (module != null && !known.contains(format.toLowerCase(Locale.ROOT))) {
            return ErrorCondition.DATA_SOURCE_NOT_FOUND
                    .error()
                    .with("provider", format)
                    .hint(Modules.hint(module))
                    .build();
        }
        return ErrorCondition.DATA_SOURCE_NOT_FOUND
                .error()
                .with("provider", format)
                .hint(Suggestion.likely(format, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("the formats here are " + String.join(", ", known) + "."))
                .build();
    }
}
