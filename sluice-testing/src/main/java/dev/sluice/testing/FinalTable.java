package dev.sluice.testing;

import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a reader of a query's output has in the end, whatever the micro-batches.
final class FinalTable {

    private FinalTable() {}

    /// All rows in append mode, the last micro-batch in complete mode; in update mode rows replace those of the same
    /// key.
    ///
    /// @param microBatches what each wrote, in turn
    static List<ScriptRow> of(ScriptTarget target, List<List<ScriptRow>> microBatches, DataType.Struct columns) {
        return switch (target.mode()) {
            case APPEND -> microBatches.stream().flatMap(List::stream).toList();
            case COMPLETE -> microBatches.isEmpty() ? List.of() : microBatches.getLast();
            case UPDATE -> {
                List<ScriptRow> all =
                        microBatches.stream().flatMap(List::stream).toList();
                yield target.key().isEmpty() ? all : folded(all, keyOrdinals(target, columns));
            }
        };
    }

    private static int[] keyOrdinals(ScriptTarget target, DataType.Struct columns) {
        return target.key().stream()
                .mapToInt(name -> {
                    int ordinal = columns.indexOf(name);
                    if (ordinal < 0) {
                        throw new IllegalArgumentException("no key column " + name + " in " + columns.names());
                    }
                    return ordinal;
                })
                .toArray();
    }

    private static List<ScriptRow> folded(List<ScriptRow> rows, int[] key) {
        Map<List<@Nullable String>, ScriptRow> table = new LinkedHashMap<>();
        for (ScriptRow row : rows) {
            List<@Nullable String> values = new ArrayList<>();
            for (int ordinal : key) values.add(row.cells().get(ordinal));
            table.put(values, row);
        }
        return List.copyOf(table.values());
    }

    /// Whether these are the same rows, in whatever order.
    static boolean sameRows(List<ScriptRow> some, List<ScriptRow> others) {
        return sorted(some).equals(sorted(others));
    }

    /// Whether the first has nothing that the second has not, as often.
    static boolean isPartOf(List<ScriptRow> some, List<ScriptRow> all) {
        List<String> left = new ArrayList<>(sorted(all));
        return sorted(some).stream().allMatch(left::remove);
    }

    /// Whether these are the same micro-batches, each with its rows in whatever order.
    static boolean sameBatches(List<ScriptStep.Batch> some, List<ScriptStep.Batch> others) {
        if (some.size() != others.size()) return false;
        for (int i = 0; i < some.size(); i++) {
            if (some.get(i).id() != others.get(i).id()) return false;
            if (!sameRows(some.get(i).rows(), others.get(i).rows())) return false;
        }
        return true;
    }

    private static List<String> sorted(List<ScriptRow> rows) {
        return rows.stream().map(ScriptRow::toString).sorted().toList();
    }
}
