package dev.sluice.filesink;

import dev.sluice.format.ValueText;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Vector;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// Directories that say the values of columns: `day=2020-01-02/kind=a%2Fb`, written and escaped as Spark does.
public final class PartitionPath {

    /// What stands for null, and for a string without content.
    public static final String NULL = "__HIVE_DEFAULT_PARTITION__";

    private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";

    private PartitionPath() {}

    /// A column's name as directories say it.
    public static String name(String column) {
        var name = new StringBuilder();
        escape(column, name);
        return name.toString();
    }

    /// The directories of a row, with a slash behind each.
    static String of(Chunk chunk, int row, DataType.Struct schema, int[] columns, ZoneId zone) {
        var path = new StringBuilder();
        var value = new StringBuilder();
        for (int column : columns) {
            value.setLength(0);
            Vector vector = chunk.column(column);
            if (!vector.isNull(row)) {
                ValueText.append(value, vector, row, schema.field(column).type(), zone);
            }
            escape(schema.field(column).name(), path);
            path.append('=');
            escape(value.isEmpty() ? NULL : value, path);
            path.append('/');
        }
        return path.toString();
    }

    private static void escape(CharSequence text, StringBuilder out) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c > 0 && c < ' ') || ESCAPED.indexOf(c) >= 0) {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            } else {
                out.append(c);
            }
        }
    }

    /// What a part of a directory's name says, or null if it stands for null.
    public static @Nullable String unescape(String text) {
        if (text.equals(NULL)) return null;
        if (text.indexOf('%') < 0) return text;
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low < 0) {
                out.append(c);
            } else {
                out.append((char) (high * 16 + low));
                i += 2;
            }
        }
        return out.toString();
    }
}
