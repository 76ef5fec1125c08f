package dev.sluice.parquet;

import static dev.sluice.parquet.Metadata.said;

import dev.sluice.connector.Bound;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/// Tells row groups in which no row meets what is asked, by the smallest and the largest value that the file notes.
///
/// Where it can't tell it says that rows may: statistics are missing, of a form whose order is not sure (the old
/// fields, INT96), or of another type than the column that is asked for.
final class RowGroupBounds {

    private final MessageType file;
    private final DataType.Struct schema;
    private final List<Bound> bounds;

    RowGroupBounds(MessageType file, DataType.Struct schema, List<Bound> bounds) {
        this.file = file;
        this.schema = schema;
        this.bounds = bounds;
    }

    boolean mayMeet(RowGroup group) {
        for (Bound bound : bounds) {
            if (!mayMeet(group, bound)) return false;
        }
        return true;
    }

    private boolean mayMeet(RowGroup group, Bound bound) {
        Type type = Assemblies.field(file, schema.field(bound.column()).name());
        if (type == null) return false; // nothing but nulls
        ColumnMetaData column = column(group, type.getName());
        if (column == null || !type.isPrimitive() || !column.isSetStatistics()) return true;
        Statistics statistics = said(column.getStatistics());
        if (statistics.isSetNull_count() && statistics.getNull_count() == column.getNum_values()) return false;
        if (!statistics.isSetMin_value() || !statistics.isSetMax_value()) return true;
        Optional<Order> order =
                order(type.asPrimitiveType(), schema.field(bound.column()).type(), bound.value());
        if (order.isEmpty()) return true;
        int smallest = order.get().compare(statistics.getMin_value());
        int largest = order.get().compare(statistics.getMax_value());
        return switch (bound.relation()) {
            case LESS -> smallest < 0;
            case LESS_OR_EQUAL -> smallest <= 0;
            case EQUAL -> smallest <= 0 && largest >= 0;
            case GREATER_OR_EQUAL -> largest >= 0;
            case GREATER -> largest > 0;
        };
    }

    private static @Nullable ColumnMetaData column(RowGroup group, String name) {
        for (ColumnChunk column : said(group.getColumns())) {
            ColumnMetaData metadata = said(column.getMeta_data());
            if (said(metadata.getPath_in_schema()).equals(List.of(name))) return metadata;
        }
        return null;
    }

    /// Where a noted value stands to the constant.
    private interface Order {
        int compare(byte[] noted);
    }

    private static Optional<Order> order(PrimitiveType type, DataType asked, Object constant) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        PrimitiveTypeName name = type.getPrimitiveTypeName();
        if (meaning instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation ints && !ints.isSigned()) {
            return Optional.empty();
        }
        if (asked instanceof DataType.Decimal && meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return whole(name)
                    .map(unscaled -> noted -> BigDecimal.valueOf(unscaled.of(noted), decimal.getScale())
                            .compareTo((BigDecimal) constant));
        }
        if (meaning instanceof DecimalLogicalTypeAnnotation) return Optional.empty();
        if (asked == Atomic.STRING && name == PrimitiveTypeName.BINARY && constant instanceof String text) {
            byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
            return Optional.of(noted -> Arrays.compareUnsigned(noted, wanted));
        }
        boolean counted = asked == Atomic.TIMESTAMP || asked == Atomic.TIMESTAMP_NTZ;
        if (!counted && !asked.isIntegral() && asked != Atomic.DATE) return Optional.empty();
        boolean micros = meaning instanceof TimestampLogicalTypeAnnotation time && time.getUnit() == TimeUnit.MICROS;
        if (counted != micros || !(constant instanceof Number number)) return Optional.empty();
        return whole(name).map(value -> noted -> Long.compare(value.of(noted), number.longValue()));
    }

    private interface Whole {
        long of(byte[] noted);
    }

    private static Optional<Whole> whole(PrimitiveTypeName name) {
        return switch (name) {
            case INT32 ->
                Optional.of(noted ->
                        ByteBuffer.wrap(noted).order(ByteOrder.LITTLE_ENDIAN).getInt());
            case INT64 ->
                Optional.of(noted ->
                        ByteBuffer.wrap(noted).order(ByteOrder.LITTLE_ENDIAN).getLong());
            default -> Optional.empty();
        };
    }
}
