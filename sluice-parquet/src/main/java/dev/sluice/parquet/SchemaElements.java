package dev.sluice.parquet;

import static dev.sluice.parquet.Metadata.said;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DateType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MapType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.schema.DecimalMetadata;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.OriginalType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/// The schema as the metadata of a file has it: the tree's nodes in a list, parents before their children.
@SuppressWarnings("deprecation") // the old way of saying meanings, which files have besides the new one
final class SchemaElements {

    private final List<SchemaElement> elements;
    private int next;

    private SchemaElements(List<SchemaElement> elements) {
        this.elements = elements;
    }

    // ---- out of a file

    static MessageType read(List<SchemaElement> elements) throws IOException {
        var reading = new SchemaElements(elements);
        SchemaElement root = reading.take();
        try {
            return new MessageType(root.getName(), reading.children(root.getNum_children()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new IOException("the schema in the footer makes no sense: " + e.getMessage(), e);
        }
    }

    private SchemaElement take() throws IOException {
        if (next >= elements.size()) throw new IOException("the schema in the footer ends too early");
        return elements.get(next++);
    }

    private List<Type> children(int count) throws IOException {
        List<Type> children = new ArrayList<>();
        for (int i = 0; i < count; i++) children.add(child());
        return children;
    }

    private Type child() throws IOException {
        SchemaElement element = take();
        var repetition =
                Type.Repetition.valueOf(said(element.getRepetition_type()).name());
        LogicalTypeAnnotation meaning = meaning(element);
        if (element.isSetNum_children()) {
            return Types.buildGroup(repetition)
                    .as(meaning)
                    .addFields(children(element.getNum_children()).toArray(Type[]::new))
                    .named(element.getName());
        }
        return Types.primitive(physical(said(element.getType())), repetition)
                .length(element.getType_length())
                .as(meaning)
                .named(element.getName());
    }

    private static @Nullable LogicalTypeAnnotation meaning(SchemaElement element) {
        LogicalType type = element.getLogicalType();
        if (type != null && type.isSetTIMESTAMP()) {
            TimestampType timestamp = type.getTIMESTAMP();
            return LogicalTypeAnnotation.timestampType(timestamp.isAdjustedToUTC, unit(said(timestamp.getUnit())));
        }
        if (type != null && type.isSetTIME()) {
            return LogicalTypeAnnotation.timeType(
                    type.getTIME().isAdjustedToUTC, unit(said(type.getTIME().getUnit())));
        }
        if (type != null && type.isSetUUID()) return LogicalTypeAnnotation.uuidType();
        if (type != null && type.isSetFLOAT16()) return LogicalTypeAnnotation.float16Type();
        if (type != null && type.isSetUNKNOWN()) return LogicalTypeAnnotation.unknownType();
        if (type != null && type.isSetDECIMAL()) {
            return LogicalTypeAnnotation.decimalType(
                    type.getDECIMAL().getScale(), type.getDECIMAL().getPrecision());
        }
        if (!element.isSetConverted_type()) return type == null ? null : withoutConvertedType(type);
        OriginalType original =
                OriginalType.valueOf(said(element.getConverted_type()).name());
        DecimalMetadata decimal = original == OriginalType.DECIMAL
                ? new DecimalMetadata(element.getPrecision(), element.getScale())
                : null;
        return LogicalTypeAnnotation.fromOriginalType(original, decimal);
    }

    private static @Nullable LogicalTypeAnnotation withoutConvertedType(LogicalType type) {
        if (type.isSetSTRING()) return LogicalTypeAnnotation.stringType();
        if (type.isSetLIST()) return LogicalTypeAnnotation.listType();
        if (type.isSetMAP()) return LogicalTypeAnnotation.mapType();
        if (type.isSetENUM()) return LogicalTypeAnnotation.enumType();
        if (type.isSetDATE()) return LogicalTypeAnnotation.dateType();
        if (type.isSetJSON()) return LogicalTypeAnnotation.jsonType();
        if (type.isSetBSON()) return LogicalTypeAnnotation.bsonType();
        if (type.isSetINTEGER()) {
            return LogicalTypeAnnotation.intType(
                    type.getINTEGER().getBitWidth(), type.getINTEGER().isIsSigned());
        }
        return null;
    }

    private static PrimitiveTypeName physical(org.apache.parquet.format.Type type) {
        return type == org.apache.parquet.format.Type.BYTE_ARRAY
                ? PrimitiveTypeName.BINARY
                : PrimitiveTypeName.valueOf(type.name());
    }

    /// The same kind of value has two names.
    static org.apache.parquet.format.Type physical(PrimitiveTypeName name) {
        return name == PrimitiveTypeName.BINARY
                ? org.apache.parquet.format.Type.BYTE_ARRAY
                : org.apache.parquet.format.Type.valueOf(name.name());
    }

    private static TimeUnit unit(org.apache.parquet.format.TimeUnit unit) {
        if (unit.isSetMILLIS()) return TimeUnit.MILLIS;
        return unit.isSetMICROS() ? TimeUnit.MICROS : TimeUnit.NANOS;
    }

    // ---- into a file

    static List<SchemaElement> write(MessageType schema) {
        List<SchemaElement> elements = new ArrayList<>();
        elements.add(new SchemaElement(schema.getName()).setNum_children(schema.getFieldCount()));
        schema.getFields().forEach(field -> write(field, elements));
        return elements;
    }

    private static void write(Type type, List<SchemaElement> into) {
        var element = new SchemaElement(type.getName())
                .setRepetition_type(
                        FieldRepetitionType.valueOf(type.getRepetition().name()));
        into.add(element);
        if (type.isPrimitive()) {
            PrimitiveType primitive = type.asPrimitiveType();
            element.setType(physical(primitive.getPrimitiveTypeName()));
            if (primitive.getTypeLength() > 0) element.setType_length(primitive.getTypeLength());
        }
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning != null) mean(element, meaning);
        if (!type.isPrimitive()) {
            element.setNum_children(type.asGroupType().getFieldCount());
            type.asGroupType().getFields().forEach(field -> write(field, into));
        }
    }

    /// Both ways of saying it, the new and the old, of the meanings that [ParquetTypes] gives.
    private static void mean(SchemaElement element, LogicalTypeAnnotation meaning) {
        OriginalType original = meaning.toOriginalType();
        if (original != null) element.setConverted_type(ConvertedType.valueOf(original.name()));
        switch (meaning) {
            case LogicalTypeAnnotation.StringLogicalTypeAnnotation _ ->
                element.setLogicalType(LogicalType.STRING(new StringType()));
            case LogicalTypeAnnotation.ListLogicalTypeAnnotation _ ->
                element.setLogicalType(LogicalType.LIST(new ListType()));
            case LogicalTypeAnnotation.MapLogicalTypeAnnotation _ ->
                element.setLogicalType(LogicalType.MAP(new MapType()));
            case LogicalTypeAnnotation.DateLogicalTypeAnnotation _ ->
                element.setLogicalType(LogicalType.DATE(new DateType()));
            case LogicalTypeAnnotation.IntLogicalTypeAnnotation ints ->
                element.setLogicalType(LogicalType.INTEGER(new IntType((byte) ints.getBitWidth(), ints.isSigned())));
            case LogicalTypeAnnotation.DecimalLogicalTypeAnnotation decimal ->
                element.setScale(decimal.getScale())
                        .setPrecision(decimal.getPrecision())
                        .setLogicalType(
                                LogicalType.DECIMAL(new DecimalType(decimal.getScale(), decimal.getPrecision())));
            case LogicalTypeAnnotation.TimestampLogicalTypeAnnotation timestamp -> {
                var unit = timestamp.getUnit() == TimeUnit.MILLIS
                        ? org.apache.parquet.format.TimeUnit.MILLIS(new MilliSeconds())
                        : org.apache.parquet.format.TimeUnit.MICROS(new MicroSeconds());
                element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(timestamp.isAdjustedToUTC(), unit)));
            }
            default -> throw new IllegalArgumentException("not written here: " + meaning);
        }
    }
}
