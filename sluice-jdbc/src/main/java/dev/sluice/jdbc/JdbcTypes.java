package dev.sluice.jdbc;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which type a database's column has here: Spark's choice.
final class JdbcTypes {

    /// What a number without known size becomes.
    private static final DataType USUAL_DECIMAL = new DataType.Decimal(38, 18);

    private JdbcTypes() {}

    static DataType.Struct schema(ResultSetMetaData columns, Dialect dialect, boolean preferNtz) throws SQLException {
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            fields.add(Field.of(columns.getColumnLabel(i), type(columns, i, dialect, preferNtz)));
        }
        return new DataType.Struct(fields);
    }

    private static DataType type(ResultSetMetaData columns, int i, Dialect dialect, boolean preferNtz)
            throws SQLException {
        String name = columns.getColumnTypeName(i).toLowerCase(Locale.ROOT);
        int type = columns.getColumnType(i);
        if (dialect == Dialect.POSTGRESQL) {
            // The driver calls these BIT, TIMESTAMP and OTHER.
            if (name.equals("bool")) return Atomic.BOOLEAN;
            if (name.equals("timestamptz")) return Atomic.TIMESTAMP;
            if (type == Types.REAL) return Atomic.FLOAT;
            if (type == Types.SQLXML || type == Types.OTHER || name.equals("money")) return Atomic.STRING;
        }
        // SQLite's driver looks at the row, and there is none.
        boolean signed = dialect == Dialect.SQLITE || columns.isSigned(i);
        return switch (type) {
            case Types.BIT, Types.BOOLEAN -> Atomic.BOOLEAN;
            case Types.TINYINT -> signed ? Atomic.BYTE : Atomic.SHORT;
            case Types.SMALLINT -> signed ? Atomic.SHORT : Atomic.INT;
            case Types.INTEGER -> signed ? Atomic.INT : Atomic.LONG;
            case Types.BIGINT -> signed ? Atomic.LONG : new DataType.Decimal(20, 0);
            case Types.FLOAT, Types.DOUBLE, Types.REAL -> Atomic.DOUBLE;
            case Types.DECIMAL, Types.NUMERIC -> decimal(columns.getPrecision(i), columns.getScale(i));
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB,
                    Types.SQLXML,
                    Types.ROWID -> Atomic.STRING;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Atomic.BINARY;
            case Types.DATE -> Atomic.DATE;
            case Types.TIMESTAMP -> preferNtz ? Atomic.TIMESTAMP_NTZ : Atomic.TIMESTAMP;
            case Types.TIME, Types.TIMESTAMP_WITH_TIMEZONE -> Atomic.TIMESTAMP;
            case Types.NULL -> Atomic.NULL;
            default ->
                throw ErrorCondition.UNRECOGNIZED_SQL_TYPE
                        .error()
                        .with("typeName", columns.getColumnTypeName(i))
                        .with("jdbcType", type)
                        .build();
        };
    }

    private static DataType decimal(int precision, int scale) {
        if (precision <= 0) return USUAL_DECIMAL;
        int behind = Math.clamp(scale, 0, DataType.Decimal.MAX_PRECISION);
        return new DataType.Decimal(Math.clamp(precision, Math.max(1, behind), DataType.Decimal.MAX_PRECISION), behind);
    }

    static SluiceException unwritable(Field field) {
        return ErrorCondition.UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE
                .error()
                .with("format", "JDBC")
                .with("columnName", Field.quote(field.name()))
                .with("columnType", "\"" + field.type().sql() + "\"")
                .build();
    }
}
