package dev.sluice.builtin;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.file.InputFile;
import dev.sluice.filesink.PartitionPath;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The columns that directories say, found as Spark finds them: `out/day=2020-01-02/kind=a/part-0.json` below the path
/// `out` has the columns `day` and `kind`, and what the values look like says their types.
///
/// @param roots the paths that files are read from; only what is below them counts
/// @param columns in the order of directories
record PartitionColumns(List<String> roots, List<Field> columns) {

    static final PartitionColumns NONE = new PartitionColumns(List.of(), List.of());

    /// @param roots paths, of which patterns are passed over: what they match is read for its own sake
    static PartitionColumns of(List<String> roots, List<InputFile> files) {
        Map<String, List<@Nullable String>> values = new LinkedHashMap<>();
        var shapes = new TreeSet<List<String>>((a, b) -> a.toString().compareTo(b.toString()));
        var directories = new TreeSet<String>();
        for (InputFile file : files) {
            Map<String, @Nullable String> said = said(roots, file.path());
            directories.add(file.path().substring(0, file.path().lastIndexOf('/') + 1));
            shapes.add(List.copyOf(said.keySet()));
            said.forEach((name, value) ->
                    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
        }
        if (shapes.size() > 1) throw conflict(shapes, directories);
        List<Field> columns = new ArrayList<>();
        for (Map.Entry<String, List<@Nullable String>> column : values.entrySet()) {
            columns.add(Field.of(column.getKey(), PartitionTypes.of(column.getValue())));
        }
        return columns.isEmpty() ? NONE : new PartitionColumns(roots, columns);
    }

    private static SluiceException conflict(Set<List<String>> shapes, Set<String> directories) {
        var lists = new StringBuilder();
        int number = 0;
        for (List<String> shape : shapes) {
            if (number > 0) lists.append('\n');
            lists.append("\tPartition column name list #").append(number++).append(": ");
            lists.append(String.join(", ", shape));
        }
        return ErrorCondition.CONFLICTING_PARTITION_COLUMN_NAMES
                .error()
                .with("distinctPartColLists", lists)
                .with("suspiciousPaths", "\t" + String.join("\n\t", directories))
                .build();
    }

    /// What the directories between a root and a file say, by name.
    private static Map<String, @Nullable String> said(List<String> roots, String path) {
        Map<String, @Nullable String> said = new LinkedHashMap<>();
        String rest = below(roots, path);
        String[] parts = rest.split("/");
        for (int i = 0; i < parts.length - 1; i++) {
            int equals = parts[i].indexOf('=');
            if (equals <= 0) continue;
            String name = PartitionPath.unescape(parts[i].substring(0, equals));
            said.put(name == null ? PartitionPath.NULL : name, PartitionPath.unescape(parts[i].substring(equals + 1)));
        }
        return said;
    }

    private static String below(List<String> roots, String path) {
        String longest = null;
        for (String root : roots) {
            String prefix = root.endsWith("/") ? root : root + "/";
            if (path.startsWith(prefix) && (longest == null || prefix.length() > longest.length())) longest = prefix;
        }
        return longest == null ? "" : path.substring(longest.length());
    }

    int size() {
        return columns.size();
    }

    /// The columns with those of directories at the end; a type that is said there already stays.
    DataType.Struct joined(DataType.Struct data) {
        List<Field> fields = new ArrayList<>(dataOf(data).fields());
        for (Field column : columns) {
            fields.add(data.fields().stream()
                    .filter(field -> field.name().equalsIgnoreCase(column.name()))
                    .findFirst()
                    .orElse(column));
        }
        return new DataType.Struct(fields);
    }

    /// The columns that stand in the bytes.
    DataType.Struct dataOf(DataType.Struct whole) {
        return new DataType.Struct(whole.fields().stream()
                .filter(field -> columns.stream().noneMatch(c -> c.name().equalsIgnoreCase(field.name())))
                .toList());
    }

    /// These columns as far as they are at the end of a schema, which was made when other directories may have been
    /// there.
    PartitionColumns in(DataType.Struct schema) {
        List<Field> known = columns.stream()
                .filter(column ->
                        schema.fields().stream().anyMatch(field -> field.name().equalsIgnoreCase(column.name())))
                .toList();
        return new PartitionColumns(roots, known);
    }

    /// What a file's directories say of the i-th column, as a value of a type.
    @Nullable
    Object value(int i, String path, DataType type, ZoneId zone) {
        String name = columns.get(i).name();
        String text = said(roots, path).get(name);
        return text == null ? null : PartitionTypes.value(text, name, type, zone);
    }
}
