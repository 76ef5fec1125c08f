package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `str_to_map(s, pairs, values)`.
public final class TextToMap {

    private static final DataType TYPE = new DataType.Map(Atomic.STRING, Atomic.STRING, true);
    private static final Memo<Pattern> PATTERNS = new Memo<>(regex -> Patterns.compile("str_to_map", regex));
    private static final Memo<Pattern> INNER_PATTERNS = new Memo<>(regex -> Patterns.compile("str_to_map", regex));

    public static final ScalarFunction FUNCTION = ScalarFunction.named("str_to_map")
            .summary("Makes a map of a text of pairs, split at matches of two regular expressions.")
            .example("str_to_map('a:1,b:2')", "{a -> 1, b -> 2}")
            .example("str_to_map('a=1;b', ';', '=')", "{a -> 1, b -> null}")
            .example("str_to_map(NULL)", null)
            .orElse(",")
            .orElse(":")
            .exact()
            .overload(
                    "(STRING, STRING, STRING) -> MAP<STRING, STRING>",
                    Kernels.rowsTo(TYPE, VectorBuilder.Maps.class, TextToMap::split))
            .build();

    private TextToMap() {}

    private static void split(Row row, VectorBuilder.Maps out) {
        Map<String, @Nullable String> entries = new LinkedHashMap<>();
        for (String pair : PATTERNS.of(row.textAt(1)).split(row.textAt(0), -1)) {
            String[] parts = INNER_PATTERNS.of(row.textAt(2)).split(pair, 2);
            if (entries.containsKey(parts[0])) throw MapEntries.duplicate(parts[0]);
            entries.put(parts[0], parts.length > 1 ? parts[1] : null);
        }
        out.appendValue(entries);
    }
}
