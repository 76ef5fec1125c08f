package dev.sluice.testing;

import dev.sluice.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A row of a script: each cell as `CAST(… AS STRING)` prints it, or null.
///
/// On a line cells stand between ` | ` and are stripped. `NULL` is null; a JSON string (`""`, `" a"`, `"a | b"`,
/// `"NULL"`) is that string, for text that would be misread.
public record ScriptRow(List<@Nullable String> cells) {

    public ScriptRow {
        cells = Collections.unmodifiableList(new ArrayList<>(cells)); // List.of has no place for null
    }

    /// Reads a line.
    static ScriptRow parse(String line) {
        List<@Nullable String> cells = new ArrayList<>();
        for (String part : CellText.split(line, '|')) {
            String cell = part.strip();
            cells.add(cell.equals("NULL") ? null : CellText.unquote(cell));
        }
        return new ScriptRow(cells);
    }

    @Override
    public String toString() {
        return cells.stream().map(ScriptRow::shown).collect(Collectors.joining(" | "));
    }

    private static String shown(@Nullable String cell) {
        if (cell == null) return "NULL";
        return isMisread(cell) ? JsonValue.of(cell).toText() : cell;
    }

    private static boolean isMisread(String cell) {
        return cell.isEmpty()
                || !cell.equals(cell.strip())
                || cell.equals("NULL")
                || cell.startsWith("\"")
                || cell.startsWith("--")
                || cell.chars().anyMatch(c -> c == '|' || c < ' ');
    }
}
