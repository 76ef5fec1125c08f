package dev.sluice.type;

import dev.sluice.json.JsonValue;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A named, typed part of a struct. Two are equal whatever their comments are.
///
/// @param name as it was said, in its own case
/// @param nullable whether null is a possible value
/// @param comment what was said of it, or null
public record Field(
        String name,
        DataType type,
        boolean nullable,
        @Nullable String comment) {

    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    public Field(String name, DataType type, boolean nullable) {
        this(name, type, nullable, null);
    }

    public static Field of(String name, DataType type) {
        return new Field(name, type, true);
    }

    /// As a column is declared, in Spark's form: `word STRING NOT NULL COMMENT 'in small letters'`.
    public String toDdl() {
        return quoteIfNeeded(name) + " " + type.sql() + (nullable ? "" : " NOT NULL") + commentClause();
    }

    private String commentClause() {
        return comment == null
                ? ""
                : " COMMENT '" + comment.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    JsonValue toJson() {
        return JsonValue.object()
                .put("name", name)
                .put("type", type.toJson())
                .put("nullable", nullable)
                .put("metadata", JsonValue.of(comment == null ? Map.of() : Map.of("comment", comment)))
                .build();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Field that
                && name.equals(that.name)
                && type.equals(that.type)
                && nullable == that.nullable;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, nullable);
    }

    /// The name in backticks, unless it is a plain identifier.
    public static String quoteIfNeeded(String name) {
        return PLAIN.matcher(name).matches() ? name : quote(name);
    }

    /// The name in backticks, inner backticks doubled.
    public static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
