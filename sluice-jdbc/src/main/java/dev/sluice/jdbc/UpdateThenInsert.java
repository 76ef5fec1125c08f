package dev.sluice.jdbc;

import dev.sluice.error.ErrorCondition;
import dev.sluice.format.JsonText;
import dev.sluice.format.TimeStyle;
import dev.sluice.type.DataType;
import dev.sluice.vector.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a row in the place of the one with the same keys by an update, and an insert if that found nothing.
///
/// Databases that replace rows in one statement need it too, for rows with NULL in a key: two NULLs are one group to a
/// query, but no unique index knows them as the same.
final class UpdateThenInsert implements AutoCloseable {

    private final Connection connection;
    private final JdbcOptions options;
    private final DataType.Struct schema;
    private final Dialect dialect;
    private final Cells cells;
    private final int[] keys;
    private final int[] changed;
    private final PreparedStatement insert;
    /// By which of the keys are NULL: `= ?` finds none, and `IS NULL` uses an index everywhere.
    private final Map<BitSet, PreparedStatement> updates = new HashMap<>();

    UpdateThenInsert(Connection connection, JdbcOptions options, DataType.Struct schema, Cells cells)
            throws SQLException {
        this.connection = connection;
        this.options = options;
        this.schema = schema;
        this.cells = cells;
        dialect = Dialect.of(options.url());
        keys = cells.places(options.keyColumns());
        List<String> rest = Dialect.rest(schema, options.keyColumns());
        // Without other columns the keys are set to themselves: what counts is whether the row is there.
        changed = rest.isEmpty() ? keys : cells.places(rest);
        insert = connection.prepareStatement(dialect.insert(options.table(), schema));
        insert.setQueryTimeout(options.queryTimeoutSeconds());
    }

    void write(List<@Nullable Object> row) throws SQLException {
        BitSet nulls = new BitSet();
        for (int i = 0; i < keys.length; i++) nulls.set(i, row.get(keys[i]) == null);
        PreparedStatement update = updates.get(nulls);
        if (update == null) {
            if (!nulls.isEmpty()) checkNullable(nulls, row);
            update = connection.prepareStatement(updateSql(nulls));
            update.setQueryTimeout(options.queryTimeoutSeconds());
            updates.put(nulls, update);
        }
        if (updated(update, row)) return;
        cells.set(insert, row);
        insert.executeUpdate();
        // SQLite and MySQL put a number of their own in the place of a NULL that numbers the rows.
        if (!nulls.isEmpty() && !updated(update, row)) throw nullInKey(keys[nulls.nextSetBit(0)], row);
    }

    private boolean updated(PreparedStatement update, List<@Nullable Object> row) throws SQLException {
        int place = 1;
        for (int column : changed) cells.set(update, place++, column, row.get(column));
        for (int column : keys) {
            Object value = row.get(column);
            if (value != null) cells.set(update, place++, column, value);
        }
        return update.executeUpdate() > 0;
    }

    private String updateSql(BitSet nulls) {
        List<String> set = new ArrayList<>();
        for (int column : changed) set.add(quoted(column) + " = ?");
        List<String> where = new ArrayList<>();
        for (int i = 0; i < keys.length; i++) where.add(quoted(keys[i]) + (nulls.get(i) ? " IS NULL" : " = ?"));
        return "UPDATE " + options.table() + " SET " + String.join(", ", set) + " WHERE " + String.join(" AND ", where);
    }

    private String quoted(int column) {
        return dialect.quoted(schema.field(column).name());
    }

    private void checkNullable(BitSet nulls, List<@Nullable Object> row) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int column : keys) names.add(quoted(column));
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery(
                        "SELECT " + String.join(", ", names) + " FROM " + options.table() + " WHERE 1=0")) {
            ResultSetMetaData columns = none.getMetaData();
            for (int i = nulls.nextSetBit(0); i >= 0; i = nulls.nextSetBit(i + 1)) {
                if (columns.isNullable(i + 1) == ResultSetMetaData.columnNoNulls) throw nullInKey(keys[i], row);
            }
        }
    }

    private RuntimeException nullInKey(int column, List<@Nullable Object> row) {
        StringBuilder text = new StringBuilder();
        JsonText.append(text, Values.chunk(schema, List.of(row)), 0, schema, TimeStyle.usual(ZoneOffset.UTC), true);
        return ErrorCondition.JDBC_NULL_IN_KEY
                .error()
                .with("column", schema.field(column).name())
                .with("table", options.table())
                .with("row", text)
                .build();
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        for (PreparedStatement update : updates.values()) update.close();
    }
}
