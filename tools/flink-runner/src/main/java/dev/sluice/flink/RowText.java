package dev.sluice.flink;

import dev.sluice.runner.Answer;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

/** Rows as texts, as {@link Answer} wants them; not safe for use by several threads. */
final class RowText {

    private static final int MILLIS = 3;

    private final List<LogicalType> types;
    private final StringBuilder text = new StringBuilder();

    RowText(List<LogicalType> types) {
        this.types = types;
    }

    /** All cells; what was given before is lost. */
    CharSequence row(RowData row) {
        text.setLength(0);
        for (int column = 0; column < types.size(); column++) append(row, column);
        return text;
    }

    String cells(RowData row, int[] columns) {
        text.setLength(0);
        for (int column : columns) append(row, column);
        return text.toString();
    }

    private void append(RowData row, int column) {
        if (text.length() > 0) text.append(Answer.BETWEEN);
        if (row.isNullAt(column)) {
            text.append("NULL");
            return;
        }
        LogicalType type = types.get(column);
        switch (type.getTypeRoot()) {
            case BIGINT -> text.append(row.getLong(column));
            case INTEGER -> text.append(row.getInt(column));
            case DOUBLE -> text.append(row.getDouble(column));
            case CHAR, VARCHAR -> text.append(row.getString(column));
            case DECIMAL -> {
                var decimal = (DecimalType) type;
                text.append(row.getDecimal(column, decimal.getPrecision(), decimal.getScale()));
            }
            case TIMESTAMP_WITHOUT_TIME_ZONE -> append(row.getTimestamp(column, MILLIS));
            default -> throw new IllegalStateException("no text of " + type);
        }
    }

    /** Such as 2026-01-01 00:00:10.05: without the zeros behind. */
    private void append(TimestampData timestamp) {
        LocalDateTime time = timestamp.toLocalDateTime();
        two(text.append(time.getYear()).append('-'), time.getMonthValue());
        two(text.append('-'), time.getDayOfMonth());
        two(text.append(' '), time.getHour());
        two(text.append(':'), time.getMinute());
        two(text.append(':'), time.getSecond());
        int millis = time.getNano() / 1_000_000;
        if (millis == 0) return;
        text.append('.').append(millis / 100);
        if (millis % 100 == 0) return;
        text.append(millis / 10 % 10);
        if (millis % 10 != 0) text.append(millis % 10);
    }

    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
