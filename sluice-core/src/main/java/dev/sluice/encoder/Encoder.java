package dev.sluice.encoder;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How objects of a class are kept in columns. `dev.sluice.api.Encoders` makes them.
///
/// Immutable and safe for several threads.
public final class Encoder<T> {

    /// What the only column of a value without fields is called.
    public static final String VALUE = "value";

    private final Shape shape;
    private final Class<T> type;
    private final Map<List<DataType>, MethodHandle> reading = new ConcurrentHashMap<>();
    private volatile @Nullable MethodHandle writing;

    private Encoder(Shape shape, Class<T> type) {
        this.shape = shape;
        this.type = type;
    }

    // ---- making one

    /// An encoder for a class: a plain value (`String`, `Long`, `Instant` …), an enum, a record, or else a bean.
    ///
    /// @throws dev.sluice.error.SluiceException if the class is none of these, or can't be reached
    public static <T> Encoder<T> of(Class<T> type) {
        return new Encoder<>(Shapes.of(type), type);
    }

    /// The same for a type that may have type arguments, such as `List<String>`.
    ///
    /// @throws dev.sluice.error.SluiceException if it is none of these, or can't be reached
    public static Encoder<?> ofType(Type type) {
        Shape shape = Shapes.of(type);
        return new Encoder<>(shape, shape.javaType());
    }

    /// An encoder for a record class.
    ///
    /// @throws dev.sluice.error.SluiceException if it is no record, or can't be reached
    public static <T> Encoder<T> record(Class<T> type) {
        return new Encoder<>(Shapes.record(type), type);
    }

    /// An encoder for a class with a constructor without parameters, getters and setters.
    ///
    /// @throws dev.sluice.error.SluiceException if it is no such class, or can't be reached
    public static <T> Encoder<T> bean(Class<T> type) {
        return new Encoder<>(Shapes.bean(type), type);
    }

    /// An encoder for a record of values that have encoders of their own, found in columns by their order.
    ///
    /// @param type a record with a component for each part
    @SuppressWarnings("unchecked") // whoever calls says what the parts are
    public static <T> Encoder<T> tuple(Class<?> type, Encoder<?>... parts) {
        List<Shape> shapes = Arrays.stream(parts).map(part -> part.shape).toList();
        return new Encoder<>(Shapes.tuple(type, shapes), (Class<T>) type);
    }

    /// An encoder for objects that hold values as [dev.sluice.vector.Values] gives them.
    ///
    /// @param read makes an object of the values of a row
    /// @param write gives its values
    public static <T> Encoder<T> ofValues(
            Class<T> type,
            Struct schema,
            Function<List<@Nullable Object>, T> read,
            Function<T, List<@Nullable Object>> write) {
        @SuppressWarnings("unchecked") // only objects that `read` made, or that a program says are of the type
        Function<Object, List<@Nullable Object>> values = object -> write.apply((T) object);
        return new Encoder<>(new Shape.Foreign(type, schema, read::apply, values), type);
    }

    // ---- what it is

    /// The columns that objects are written into.
    public Struct schema() {
        if (shape.type() instanceof Struct struct) return struct;
        return Struct.of(new Field(VALUE, shape.type(), shape.nullable()));
    }

    /// The type of an object that is one value among others.
    public DataType type() {
        return shape.type();
    }

    public Class<T> clsTag() {
        return type;
    }

    /// Whether objects are one value without fields, in one column.
    public boolean isFlat() {
        return !(shape.type() instanceof Struct);
    }

    /// Whether the fields are found in columns by their order and not by name.
    public boolean byOrder() {
        return !(shape instanceof Shape.Composite composite) || composite.byOrder();
    }

    /// The same, for who does not know the class.
    @SuppressWarnings("unchecked") // what is read is an Object, and what is written came from the program
    public Encoder<Object> erased() {
        return (Encoder<Object>) this;
    }

    // ---- columns to read

    /// @throws dev.sluice.error.SluiceException if fields are found by their order, and there are more or fewer columns
    public void checkWidth(Struct columns) {
        int width = schema().size();
        if (byOrder() && columns.size() != width) throw Acceptance.fieldNumbers(columns, width);
    }

    /// The type a column must be cast to, so that it can be read as a field; mostly the type that it has.
    ///
    /// @param field its place in [#schema]
    /// @param said what the column is called, for errors
    /// @throws dev.sluice.error.SluiceException if that could lose something
    public DataType accepted(int field, DataType column, String said) {
        return switch (shape) {
            case Shape.Composite composite -> {
                Shape.Part part = composite.parts().get(field);
                yield Acceptance.of(
                        part.shape(), column, said, TypePath.root(type).field(part));
            }
            case Shape.Foreign foreign ->
                Acceptance.of(new Shape.Value(foreign.schema().field(field).type()), column, said, TypePath.root(type));
            default -> Acceptance.of(shape, column, said, TypePath.root(type));
        };
    }

    /// A reader of objects out of columns, one for each field, of the types that [#accepted] said.
    public ObjectReader<T> reader(List<DataType> columns) {
        MethodHandle handle = reading.computeIfAbsent(columns, types -> Reading.row(shape, types, TypePath.root(type)));
        return new ObjectReader<>(handle, columns);
    }

    /// A reader of what a writer of this encoder wrote.
    public ObjectReader<T> reader() {
        return reader(types());
    }

    /// A writer of objects into columns.
    public ObjectWriter<T> writer() {
        return writer(64);
    }

    /// A writer of objects into columns.
    ///
    /// @param rows how many rows to have room for at first
    public ObjectWriter<T> writer(int rows) {
        MethodHandle handle = writing;
        if (handle == null) writing = handle = Writing.row(shape);
        return new ObjectWriter<>(handle, schema(), isFlat(), rows);
    }

    private List<DataType> types() {
        List<DataType> types = new ArrayList<>();
        schema().fields().forEach(field -> types.add(field.type()));
        return types;
    }

    @Override
    public String toString() {
        return schema().toDdl();
    }
}
