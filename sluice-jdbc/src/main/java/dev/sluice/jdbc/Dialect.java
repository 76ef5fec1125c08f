package dev.sluice.jdbc;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where databases differ: names of types, and how a row is written in the place of an older one.
enum Dialect {
    POSTGRESQL,
    SQLITE,
    H2,
    MYSQL,
    /// What all understand.
    OTHER;

    static Dialect of(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        if (lower.startsWith("jdbc:postgresql:")) return POSTGRESQL;
        if (lower.startsWith("jdbc:sqlite:")) return SQLITE;
        if (lower.startsWith("jdbc:h2:")) return H2;
        return lower.startsWith("jdbc:mysql:") || lower.startsWith("jdbc:mariadb:") ? MYSQL : OTHER;
    }

    String quoted(String name) {
        return this == MYSQL ? "`" + name.replace("`", "``") + "`" : "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /// Whether dates and times go as `java.time` has them, and not as the classes that mean the machine's zone.
    boolean takesJavaTime() {
        return this == POSTGRESQL || this == H2;
    }

    /// The type of a new column, as Spark creates it; null if there is none.
    ///
    /// @param key whether the column belongs to a key
    @Nullable
    String columnType(DataType type, boolean key) {
        return switch (type) {
            case DataType.Decimal(int precision, int scale) ->
                (this == POSTGRESQL ? "NUMERIC(" : "DECIMAL(") + precision + "," + scale + ")";
            case Atomic atomic -> atomicType(atomic, key);
            case DataType.Interval _, DataType.Array _, DataType.Map _, DataType.Struct _ -> null;
        };
    }

    private @Nullable String atomicType(Atomic type, boolean key) {
        boolean postgres = this == POSTGRESQL;
        return switch (type) {
            case BOOLEAN -> this == OTHER || this == MYSQL ? "BIT(1)" : "BOOLEAN";
            case BYTE -> postgres ? "SMALLINT" : this == H2 || this == MYSQL ? "TINYINT" : "SMALLINT";
            case SHORT -> "SMALLINT";
            // Not INTEGER: as a key that is the number of the row to SQLite, which makes one up for NULL.
            case INT -> this == SQLITE ? "INT" : "INTEGER";
            case LONG -> "BIGINT";
            case FLOAT -> postgres ? "FLOAT4" : "REAL";
            case DOUBLE -> postgres ? "FLOAT8" : "DOUBLE PRECISION";
            case STRING -> key && !postgres && this != SQLITE ? "VARCHAR(255)" : this == H2 ? "CLOB" : "TEXT";
            case BINARY -> postgres ? "BYTEA" : "BLOB";
            case DATE -> "DATE";
            case TIMESTAMP ->
                postgres || this == H2 ? "TIMESTAMP WITH TIME ZONE" : this == MYSQL ? "TIMESTAMP(6)" : "TIMESTAMP";
            case TIMESTAMP_NTZ -> this == MYSQL ? "DATETIME(6)" : "TIMESTAMP";
            case CALENDAR_INTERVAL, NULL -> null;
        };
    }

    String insert(String table, DataType.Struct schema) {
        return "INSERT INTO " + table + " (" + list(schema.names()) + ") VALUES (" + marks(schema.size()) + ")";
    }

    /// Writes a row in the place of the one with the same keys, if any; null if it takes an update and then an insert.
    @Nullable
    String upsert(String table, DataType.Struct schema, List<String> keys) {
        List<String> rest = rest(schema, keys);
        return switch (this) {
            case POSTGRESQL, SQLITE ->
                insert(table, schema) + " ON CONFLICT (" + list(keys) + ") DO "
                        + (rest.isEmpty()
                                ? "NOTHING"
                                : "UPDATE SET "
                                        + rest.stream()
                                                .map(name -> quoted(name) + " = excluded." + quoted(name))
                                                .collect(Collectors.joining(", ")));
            case H2 ->
                "MERGE INTO " + table + " (" + list(schema.names()) + ") KEY (" + list(keys) + ") VALUES ("
                        + marks(schema.size()) + ")";
            case MYSQL ->
                insert(table, schema) + " ON DUPLICATE KEY UPDATE "
                        + (rest.isEmpty() ? keys : rest)
                                .stream()
                                        .map(name -> quoted(name) + " = VALUES(" + quoted(name) + ")")
                                        .collect(Collectors.joining(", "));
            case OTHER -> null;
        };
    }

    static List<String> rest(DataType.Struct schema, List<String> keys) {
        return schema.names().stream()
                .filter(name -> keys.stream().noneMatch(name::equalsIgnoreCase))
                .toList();
    }

    String createTable(String table, DataType.Struct schema, List<String> keys, String more) {
        StringBuilder sql = new StringBuilder("CREATE TABLE ").append(table).append(" (");
        boolean nullInKey = false;
        for (int i = 0; i < schema.size(); i++) {
            Field field = schema.field(i);
            boolean key = keys.stream().anyMatch(field.name()::equalsIgnoreCase);
            String type = columnType(field.type(), key);
            if (type == null) throw JdbcTypes.unwritable(field);
            if (i > 0) sql.append(", ");
            sql.append(quoted(field.name())).append(' ').append(type);
            if (!field.nullable()) sql.append(" NOT NULL");
            nullInKey |= key && field.nullable();
        }
        // A group's key may be NULL, and columns of a primary key may not.
        if (!keys.isEmpty()) {
            sql.append(nullInKey ? ", UNIQUE (" : ", PRIMARY KEY (")
                    .append(list(keys))
                    .append(')');
        }
        return sql.append(") ").append(more).toString().strip();
    }

    private String list(List<String> names) {
        return names.stream().map(this::quoted).collect(Collectors.joining(", "));
    }

    private static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
