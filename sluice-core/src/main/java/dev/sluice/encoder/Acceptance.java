package dev.sluice.encoder;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;

/// Which columns can be read as which Java types: those whose values are not lost by it. Source: Spark's `UpCast`.
final class Acceptance {

    private static final List<DataType> WIDENING =
            List.of(Atomic.BYTE, Atomic.SHORT, Atomic.INT, Atomic.LONG, Atomic.FLOAT, Atomic.DOUBLE);

    private Acceptance() {}

    /// The type to cast a column to, so that it can be read; nested structs keep the fields and the order they have.
    static DataType of(Shape shape, DataType column, String said, TypePath path) {
        if (column == Atomic.NULL) return shape.type();
        return switch (shape) {
            case Shape.Scalar(_, var type) -> scalar(type, column, said, path);
            case Shape.Constant _ -> scalar(Atomic.STRING, column, said, path);
            case Shape.OptionalOf(var value) -> of(value, column, said, path.option(value));
            case Shape.ListOf(_, var element) -> {
                if (!(column instanceof DataType.Array(var inner, boolean nulls))) throw mismatch("ARRAY", column);
                yield new DataType.Array(of(element, inner, said + ".element", path.element(element)), nulls);
            }
            case Shape.MapOf(_, var key, var value) -> {
                if (!(column instanceof DataType.Map(var k, var v, boolean nulls))) throw mismatch("MAP", column);
                yield new DataType.Map(
                        of(key, k, said + ".key", path.key(key)),
                        of(value, v, said + ".value", path.value(value)),
                        nulls);
            }
            case Shape.Composite composite -> composite(composite, column, said, path);
            case Shape.Foreign(_, var schema, _, _) -> scalar(schema, column, said, path);
            case Shape.Value(var type) -> scalar(type, column, said, path);
        };
    }

    private static Struct composite(Shape.Composite shape, DataType column, String said, TypePath path) {
        if (!(column instanceof Struct struct)) {
            throw ErrorCondition.INVALID_EXTRACT_BASE_FIELD_TYPE
                    .error()
                    .with("base", '"' + said + '"')
                    .with("other", '"' + column.sql() + '"')
                    .build();
        }
        if (shape.byOrder() && struct.size() != shape.parts().size())
            throw fieldNumbers(struct, shape.parts().size());
        List<Field> fields = new ArrayList<>(struct.fields());
        for (int i = 0; i < shape.parts().size(); i++) {
            Shape.Part part = shape.parts().get(i);
            int ordinal = shape.byOrder() ? i : ordinal(struct, part.name());
            Field field = struct.field(ordinal);
            DataType type = of(part.shape(), field.type(), said + "." + field.name(), path.field(part));
            fields.set(ordinal, new Field(field.name(), type, field.nullable()));
        }
        return new Struct(fields);
    }

    /// The place of a field in a struct.
    static int ordinal(Struct struct, String name) {
        int ordinal = struct.indexOf(name);
        if (ordinal >= 0) return ordinal;
        throw ErrorCondition.FIELD_NOT_FOUND
                .error()
                .with("fieldName", Field.quote(name))
                .with(
                        "fields",
                        String.join(
                                ", ", struct.names().stream().map(Field::quote).toList()))
                .build();
    }

    private static DataType scalar(DataType wanted, DataType column, String said, TypePath path) {
        if (DataType.sameIgnoringNullability(wanted, column)) return column;
        if (wanted instanceof DataType.Decimal && column instanceof DataType.Decimal) return column;
        if (loses(column, wanted)) {
            throw ErrorCondition.CANNOT_UP_CAST_DATATYPE
                    .error()
                    .with("expression", said)
                    .with("sourceType", '"' + column.sql() + '"')
                    .with("targetType", '"' + wanted.sql() + '"')
                    .with(
                            "details",
                            "The type path of the target object is:\n" + path
                                    + "\nYou can either add an explicit cast to the input data or choose a higher precision "
                                    + "type of the field in the target object")
                    .build();
        }
        return wanted;
    }

    private static boolean loses(DataType from, DataType to) {
        if (to == Atomic.STRING) {
            return from instanceof Struct || from instanceof DataType.Array || from instanceof DataType.Map;
        }
        if (to instanceof DataType.Decimal(int precision, int scale)) {
            return switch (from) {
                case Atomic.BYTE -> precision - scale < 3;
                case Atomic.SHORT -> precision - scale < 5;
                case Atomic.INT -> precision - scale < 10;
                case Atomic.LONG -> precision - scale < 20;
                default -> true;
            };
        }
        if (from instanceof DataType.DayTimeInterval && to instanceof DataType.DayTimeInterval) return false;
        if (from == Atomic.DATE) return to != Atomic.TIMESTAMP && to != Atomic.TIMESTAMP_NTZ;
        if (from == Atomic.TIMESTAMP || from == Atomic.TIMESTAMP_NTZ) {
            return to != Atomic.TIMESTAMP && to != Atomic.TIMESTAMP_NTZ;
        }
        int narrow = WIDENING.indexOf(from);
        return narrow < 0 || WIDENING.indexOf(to) < narrow;
    }

    private static SluiceException mismatch(String wanted, DataType column) {
        return ErrorCondition.DESERIALIZER_DATA_TYPE_MISMATCH
                .error()
                .with("desiredType", '"' + wanted + '"')
                .with("dataType", '"' + column.sql() + '"')
                .build();
    }

    /// The error for a tuple or value read out of another number of columns.
    static SluiceException fieldNumbers(Struct columns, int wanted) {
        return ErrorCondition.DESERIALIZER_FIELD_NUMBER_MISMATCH
                .error()
                .with("schema", '"' + columns.sql() + '"')
                .with("ordinal", wanted)
                .build();
    }
}
