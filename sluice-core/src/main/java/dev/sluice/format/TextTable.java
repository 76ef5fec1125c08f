package dev.sluice.format;

import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Rows drawn as `Dataset.show()` draws them: for the console sink, the command line and test failures.
///
/// ```text
/// +------+----+        right-aligned while long values are cut, left-aligned if they are not;
/// |number|word|        a wide (East Asian) character counts as two columns
/// +------+----+
/// |     1|   a|
/// +------+----+
/// ```
public final class TextTable {

    private static final int MINIMUM_WIDTH = 3;
    private static final String DOTS = "...";

    private final DataType.Struct schema;
    private final int rowLimit;
    private final int cutAt;
    private final ZoneId zone;

    private final List<String[]> rows = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private boolean more;

    /// @param rowLimit how many rows are shown at most; what is below zero counts as zero
    /// @param cutAt how many characters of a value are shown at most, the last three of them dots; 0 shows all
    public TextTable(DataType.Struct schema, int rowLimit, int cutAt, ZoneId zone) {
        this.schema = schema;
        this.rowLimit = Math.max(0, rowLimit);
        this.cutAt = cutAt;
        this.zone = zone;
    }

    /// All rows, no value cut, as a test failure shows them.
    public static String of(DataType.Struct schema, List<Chunk> chunks, ZoneId zone) {
        var table = new TextTable(schema, Integer.MAX_VALUE, 0, zone);
        chunks.forEach(table::add);
        return table.horizontal();
    }

    /// Adds the chunk's rows, as far as they are shown.
    public void add(Chunk chunk) {
        for (int i = 0; i < chunk.rowCount(); i++) {
            if (rows.size() == rowLimit) {
                more = true;
                return;
            }
            String[] row = new String[schema.size()];
            for (int c = 0; c < row.length; c++) {
                cell.setLength(0);
                ValueText.show(
                        cell,
                        chunk.column(c),
                        chunk.selection().row(i),
                        schema.field(c).type(),
                        zone);
                row[c] = cut(escape(cell.toString()));
            }
            rows.add(row);
        }
    }

    /// The table with a line for each row, ending in a new line unless rows were left out.
    public String horizontal() {
        String[] names = names();
        int[] widths = new int[names.length];
        for (int c = 0; c < names.length; c++) {
            widths[c] = Math.max(MINIMUM_WIDTH, width(names[c]));
            for (String[] row : rows) widths[c] = Math.max(widths[c], width(row[c]));
        }
        var out = new StringBuilder();
        rule(out, widths);
        line(out, names, widths);
        rule(out, widths);
        for (String[] row : rows) line(out, row, widths);
        rule(out, widths);
        footer(out);
        return out.toString();
    }

    /// The table with a line for each value, record by record, ending in a new line unless rows were left out or there
    /// are none.
    public String vertical() {
        var out = new StringBuilder();
        if (rows.isEmpty()) return out.append("(0 rows)").toString();
        String[] names = names();
        int nameWidth = MINIMUM_WIDTH;
        for (String name : names) nameWidth = Math.max(nameWidth, width(name));
        int valueWidth = MINIMUM_WIDTH;
        for (String[] row : rows) {
            for (String value : row) valueWidth = Math.max(valueWidth, width(value));
        }
        for (int i = 0; i < rows.size(); i++) {
            String head = "-RECORD " + i;
            out.append(head)
                    .repeat('-', Math.max(0, nameWidth + valueWidth + 5 - head.length()))
                    .append('\n');
            for (int c = 0; c < names.length; c++) {
                String value = rows.get(i)[c];
                out.append(' ').append(names[c]).repeat(' ', nameWidth - width(names[c]));
                out.append(" | ").append(value).repeat(' ', valueWidth - width(value));
                out.append(" \n");
            }
        }
        footer(out);
        return out.toString();
    }

    private String[] names() {
        return schema.fields().stream().map(field -> escape(field.name())).toArray(String[]::new);
    }

    /// The table in HTML, ending in a new line.
    public String html() {
        var out = new StringBuilder("<table border='1'>\n");
        row(out, "th", names());
        for (String[] row : rows) row(out, "td", row);
        out.append("</table>\n");
        footer(out);
        return more ? out.append('\n').toString() : out.toString();
    }

    private static void row(StringBuilder out, String element, String[] cells) {
        out.append("<tr>");
        for (String text : cells) {
            out.append('<').append(element).append('>');
            out.append(text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;"));
            out.append("</").append(element).append('>');
        }
        out.append("</tr>\n");
    }

    private void footer(StringBuilder out) {
        if (more) out.append("only showing top ").append(rowLimit).append(rowLimit == 1 ? " row" : " rows");
    }

    private static void rule(StringBuilder out, int[] widths) {
        out.append('+');
        Arrays.stream(widths).forEach(width -> out.repeat('-', width).append('+'));
        // Without columns there is a frame all the same.
        out.append(widths.length == 0 ? "+\n" : "\n");
    }

    private void line(StringBuilder out, String[] values, int[] widths) {
        out.append('|');
        for (int c = 0; c < values.length; c++) {
            int padding = widths[c] - width(values[c]);
            if (cutAt > 0) {
                out.repeat(' ', padding).append(values[c]);
            } else {
                out.append(values[c]).repeat(' ', padding);
            }
            out.append('|');
        }
        out.append(values.length == 0 ? "|\n" : "\n");
    }

    private String cut(String text) {
        if (cutAt <= 0 || text.length() <= cutAt) return text;
        return cutAt <= DOTS.length() ? text.substring(0, cutAt) : text.substring(0, cutAt - DOTS.length()) + DOTS;
    }

    private static String escape(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char letter = switch (text.charAt(i)) {
                case '\n' -> 'n';
                case '\r' -> 'r';
                case '\t' -> 't';
                case '\f' -> 'f';
                case '\b' -> 'b';
                case '\u000B' -> 'v';
                case '\u0007' -> 'a';
                default -> '\0';
            };
            if (letter != '\0') {
                if (out == null) out = new StringBuilder(text.substring(0, i));
                out.append('\\').append(letter);
            } else if (out != null) {
                out.append(text.charAt(i));
            }
        }
        return out == null ? text : out.toString();
    }

    private static int width(String text) {
        int width = text.length();
        for (int i = 0; i < text.length(); i++) {
            if (isWide(text.charAt(i))) width++;
        }
        return width;
    }

    private static boolean isWide(char c) {
        return c >= 0x1100
                && (c <= 0x115F
                        || (c >= 0x2E80 && c <= 0xA4CF)
                        || (c >= 0xAC00 && c <= 0xD7A3)
                        || (c >= 0xF900 && c <= 0xFAFF)
                        || (c >= 0xFE30 && c <= 0xFE6F)
                        || (c >= 0xFF00 && c <= 0xFF60)
                        || (c >= 0xFFE0 && c <= 0xFFE6));
    }
}
