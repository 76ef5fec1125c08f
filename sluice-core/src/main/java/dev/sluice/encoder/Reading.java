package dev.sluice.encoder;

import static java.lang.invoke.MethodType.methodType;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Compiles readers: for each part of a shape a handle `(cursor) -> part`, put together into one.
///
/// ```text
/// record Word(String text, long n)     new Word(readString(0, cursor), readLong(1, cursor))
/// ```
///
/// The whole is one tree of handles without boxing, which the JVM compiles as if it were written out.
final class Reading {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle IS_NULL = find("isNull", boolean.class, int.class, Cursor.class);
    private static final MethodHandle REFUSE_NULL = find("refuseNull", void.class, TypePath.class);
    private static final MethodHandle FIELDS = find("fields", Cursor.class, int.class, Cursor.class);

    private Reading() {}

    /// `(cursor) -> Object`, of a shape whose fields are the columns.
    static MethodHandle row(Shape shape, List<DataType> columns, TypePath path) {
        MethodHandle made = switch (shape) {
            case Shape.Composite composite -> composite(composite, inOrder(columns.size()), columns, path);
            case Shape.Foreign(_, _, var read, _) ->
                MethodHandles.insertArguments(
                        find("readRow", Object.class, Function.class, List.class, Cursor.class), 0, read, columns);
            default -> value(shape, 0, columns.getFirst(), path);
        };
        return made.asType(methodType(Object.class, Cursor.class));
    }

    private static List<Integer> inOrder(int count) {
        List<Integer> ordinals = new ArrayList<>();
        for (int i = 0; i < count; i++) ordinals.add(i);
        return ordinals;
    }

    /// `(cursor) -> value` of a column; null is refused where the Java type has none.
    private static MethodHandle value(Shape shape, int ordinal, DataType type, TypePath path) {
        MethodHandle present = present(shape, ordinal, type, path);
        MethodHandle absent;
        if (shape instanceof Shape.OptionalOf) {
            absent = MethodHandles.constant(Optional.class, Optional.empty());
        } else if (shape.nullable()) {
            absent = MethodHandles.zero(present.type().returnType());
        } else {
            MethodHandle refusal = MethodHandles.dropArguments(REFUSE_NULL.bindTo(path), 0, Cursor.class);
            absent = MethodHandles.foldArguments(
                    MethodHandles.dropArguments(
                            MethodHandles.zero(present.type().returnType()), 0, Cursor.class),
                    refusal);
            return MethodHandles.guardWithTest(MethodHandles.insertArguments(IS_NULL, 0, ordinal), absent, present);
        }
        return MethodHandles.guardWithTest(
                MethodHandles.insertArguments(IS_NULL, 0, ordinal),
                MethodHandles.dropArguments(absent, 0, Cursor.class),
                present);
    }

    private static MethodHandle present(Shape shape, int ordinal, DataType type, TypePath path) {
        MethodHandle read = switch (shape) {
            case Shape.Scalar(var javaType, _) -> MethodHandles.insertArguments(Scalars.reader(javaType), 0, ordinal);
            case Shape.Constant(var javaType) ->
                MethodHandles.insertArguments(
                        find("readConstant", Object.class, Map.class, int.class, Cursor.class),
                        0,
                        constants(javaType),
                        ordinal);
            case Shape.OptionalOf(var inner) -> {
                MethodHandle value = present(inner, ordinal, type, path.option(inner));
                yield MethodHandles.filterReturnValue(
                        value.asType(value.type().changeReturnType(Object.class)),
                        find("optional", Optional.class, Object.class));
            }
            case Shape.ListOf list -> list(list, ordinal, ((DataType.Array) type).element(), path);
            case Shape.MapOf map -> map(map, ordinal, (DataType.Map) type, path);
            case Shape.Composite composite -> {
                var struct = (Struct) type;
                List<Integer> places = new ArrayList<>();
                for (int i = 0; i < composite.parts().size(); i++) {
                    String name = composite.parts().get(i).name();
                    places.add(composite.byOrder() ? i : Acceptance.ordinal(struct, name));
                }
                List<DataType> types =
                        struct.fields().stream().map(field -> field.type()).toList();
                MethodHandle fields = MethodHandles.insertArguments(FIELDS, 0, ordinal);
                yield MethodHandles.filterArguments(composite(composite, places, types, path), 0, fields);
            }
            case Shape.Foreign(_, var schema, var made, _) ->
                MethodHandles.insertArguments(
                        find("readStruct", Object.class, Function.class, Struct.class, int.class, Cursor.class),
                        0,
                        made,
                        schema,
                        ordinal);
            case Shape.Value _ -> throw new IllegalStateException("a value outside of a row");
        };
        return read.asType(methodType(shape.javaType(), Cursor.class));
    }

    /// @param places where in the cursor's columns each part is
    private static MethodHandle composite(
            Shape.Composite shape, List<Integer> places, List<DataType> types, TypePath path) {
        MethodHandle[] parts = new MethodHandle[shape.parts().size()];
        for (int i = 0; i < parts.length; i++) {
            Shape.Part part = shape.parts().get(i);
            parts[i] = value(part.shape(), places.get(i), types.get(places.get(i)), path.field(part));
        }
        boolean bean = shape.parts().stream().anyMatch(part -> part.setter() != null);
        return bean ? set(shape, parts) : made(shape, parts);
    }

    private static MethodHandle made(Shape.Composite shape, MethodHandle[] parts) {
        if (parts.length == 0) return MethodHandles.dropArguments(shape.maker(), 0, Cursor.class);
        MethodHandle maker = shape.maker();
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].asType(
                    parts[i].type().changeReturnType(maker.type().parameterType(i)));
        }
        MethodHandle filtered = MethodHandles.filterArguments(maker, 0, parts);
        return MethodHandles.permuteArguments(
                filtered, methodType(maker.type().returnType(), Cursor.class), new int[parts.length]);
    }

    /// `cursor -> { var bean = new Bean(); bean.setA(a(cursor)); …; return bean; }`
    private static MethodHandle set(Shape.Composite shape, MethodHandle[] parts) {
        Class<?> type = shape.javaType();
        MethodHandle done = MethodHandles.dropArguments(MethodHandles.identity(type), 1, Cursor.class);
        for (int i = parts.length - 1; i >= 0; i--) {
            MethodHandle setter = shape.parts().get(i).setter();
            if (setter == null) continue;
            MethodHandle one = MethodHandles.filterArguments(
                    setter.asType(methodType(void.class, type, parts[i].type().returnType())), 1, parts[i]);
            done = MethodHandles.foldArguments(done, one);
        }
        MethodHandle maker = shape.maker().asType(methodType(type));
        return MethodHandles.foldArguments(done, maker);
    }

    private static MethodHandle list(Shape.ListOf shape, int ordinal, DataType type, TypePath path) {
        MethodHandle element = value(shape.element(), 0, type, path.element(shape.element()));
        Class<?> javaType = shape.javaType();
        if (javaType.isArray()) {
            MethodHandle setter = MethodHandles.filterArguments(
                            MethodHandles.arrayElementSetter(javaType),
                            2,
                            element.asType(methodType(javaType.getComponentType(), Cursor.class)))
                    .asType(methodType(void.class, Object.class, int.class, Cursor.class));
            MethodHandle maker = MethodHandles.arrayConstructor(javaType).asType(methodType(Object.class, int.class));
            return MethodHandles.insertArguments(
                    find("readArray", Object.class, MethodHandle.class, MethodHandle.class, int.class, Cursor.class),
                    0,
                    maker,
                    setter,
                    ordinal);
        }
        String reader = javaType.isAssignableFrom(ArrayList.class) ? "readList" : "readSet";
        return MethodHandles.insertArguments(
                find(reader, Collection.class, MethodHandle.class, int.class, Cursor.class),
                0,
                element.asType(methodType(Object.class, Cursor.class)),
                ordinal);
    }

    private static MethodHandle map(Shape.MapOf shape, int ordinal, DataType.Map type, TypePath path) {
        MethodType any = methodType(Object.class, Cursor.class);
        return MethodHandles.insertArguments(
                find("readMap", Map.class, MethodHandle.class, MethodHandle.class, int.class, Cursor.class),
                0,
                value(shape.key(), 0, type.key(), path.key(shape.key())).asType(any),
                value(shape.value(), 0, type.value(), path.value(shape.value())).asType(any),
                ordinal);
    }

    private static Map<String, Object> constants(Class<?> type) {
        Map<String, Object> constants = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) constants.put(((Enum<?>) constant).name(), constant);
        return constants;
    }

    private static MethodHandle find(String name, Class<?> result, Class<?>... parameters) {
        try {
            return LOOKUP.findStatic(Reading.class, name, methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- called through handles; not private, since nobody names them

    static boolean isNull(int ordinal, Cursor at) {
        return at.columns[ordinal].isNull(at.row);
    }

    @SuppressWarnings("DoNotCallSuggester") // called by a handle where a null was found
    static void refuseNull(TypePath path) {
        throw nullIn(path.toString());
    }

    /// The error for a null where there may be none.
    static SluiceException nullIn(String path) {
        return ErrorCondition.NOT_NULL_ASSERT_VIOLATION
                .error()
                .with("walkedTypePath", "\n" + path + "\n")
                .build();
    }

    static Cursor fields(int ordinal, Cursor at) {
        return new Cursor(((StructVector) at.columns[ordinal]).fields(), at.row);
    }

    static Object readConstant(Map<String, Object> constants, int ordinal, Cursor at) {
        String name = ((BytesVector) at.columns[ordinal]).string(at.row);
        Object constant = constants.get(name);
        if (constant != null) return constant;
        throw ErrorCondition.UNKNOWN_ENUM_CONSTANT
                .error()
                .with("name", name)
                .with("constants", String.join(", ", constants.keySet()))
                .build();
    }

    static Optional<Object> optional(Object value) {
        return Optional.of(value);
    }

    static Object readArray(MethodHandle maker, MethodHandle setter, int ordinal, Cursor at) throws Throwable {
        var lists = (ArrayVector) at.columns[ordinal];
        int start = lists.offsets()[at.row];
        int length = lists.lengths()[at.row];
        Object array = maker.invokeExact(length);
        var elements = new Cursor(new Vector[] {lists.elements()}, start);
        for (int i = 0; i < length; i++) {
            elements.row = start + i;
            setter.invokeExact(array, i, elements);
        }
        return array;
    }

    static Collection<@Nullable Object> readList(MethodHandle element, int ordinal, Cursor at) throws Throwable {
        return readInto(new ArrayList<>(), element, ordinal, at);
    }

    static Collection<@Nullable Object> readSet(MethodHandle element, int ordinal, Cursor at) throws Throwable {
        return readInto(new LinkedHashSet<>(), element, ordinal, at);
    }

    static Collection<@Nullable Object> readInto(
            Collection<@Nullable Object> list, MethodHandle element, int ordinal, Cursor at) throws Throwable {
        var lists = (ArrayVector) at.columns[ordinal];
        int start = lists.offsets()[at.row];
        int end = start + lists.lengths()[at.row];
        var elements = new Cursor(new Vector[] {lists.elements()}, start);
        for (; elements.row < end; elements.row++) list.add((Object) element.invokeExact(elements));
        return list;
    }

    static Map<@Nullable Object, @Nullable Object> readMap(MethodHandle key, MethodHandle value, int ordinal, Cursor at)
            throws Throwable {
        var maps = (MapVector) at.columns[ordinal];
        int start = maps.offsets()[at.row];
        int end = start + maps.lengths()[at.row];
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        var keys = new Cursor(new Vector[] {maps.keys()}, start);
        var values = new Cursor(new Vector[] {maps.values()}, start);
        for (; keys.row < end; keys.row++, values.row++) {
            map.put((Object) key.invokeExact(keys), (Object) value.invokeExact(values));
        }
        return map;
    }

    static Object readRow(Function<List<@Nullable Object>, Object> read, List<DataType> types, Cursor at) {
        @Nullable Object[] values = new Object[types.size()];
        for (int i = 0; i < values.length; i++) values[i] = Values.get(at.columns[i], at.row, types.get(i));
        return read.apply(Arrays.asList(values));
    }

    static Object readStruct(Function<List<@Nullable Object>, Object> read, Struct schema, int ordinal, Cursor at) {
        List<DataType> types =
                schema.fields().stream().map(field -> field.type()).toList();
        return readRow(read, types, fields(ordinal, at));
    }
}
