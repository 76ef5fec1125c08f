package dev.sluice.encoder;

import static java.lang.invoke.MethodType.methodType;

import dev.sluice.error.ErrorCondition;
import dev.sluice.vector.VectorBuilder;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Compiles writers: for each part of a shape a handle `(part, builder) -> void`, put together into one.
final class Writing {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
    private static final MethodHandle APPEND_NULL = find("appendNull", Object.class, VectorBuilder.class);
    private static final MethodHandle END_ROW = find("endRow", Object.class, VectorBuilder.class);

    private Writing() {}

    /// `(Object, VectorBuilder) -> void`, of a shape whose fields are the columns: the builder is one of structs.
    static MethodHandle row(Shape shape) {
        MethodHandle writer = switch (shape) {
            case Shape.Composite composite -> parts(composite);
            case Shape.Foreign(_, _, _, var write) ->
                MethodHandles.insertArguments(
                        find("writeRow", Function.class, Object.class, VectorBuilder.class), 0, write);
            default -> alone(shape);
        };
        return writer.asType(methodType(void.class, Object.class, VectorBuilder.class));
    }

    /// The only column of a row.
    private static MethodHandle alone(Shape shape) {
        MethodHandle value = MethodHandles.filterArguments(value(shape), 1, fieldAt(0));
        MethodHandle end = END_ROW.asType(methodType(void.class, shape.javaType(), VectorBuilder.class));
        return MethodHandles.foldArguments(end, value);
    }

    /// `(javaType, builder) -> void`; null is written as null.
    private static MethodHandle value(Shape shape) {
        MethodHandle present = present(shape).asType(methodType(void.class, shape.javaType(), VectorBuilder.class));
        if (!shape.nullable()) return present;
        Class<?> type = shape.javaType();
        return MethodHandles.guardWithTest(
                find("isNull", boolean.class, new Class<?>[] {Object.class}).asType(methodType(boolean.class, type)),
                APPEND_NULL.asType(present.type()),
                present);
    }

    private static MethodHandle present(Shape shape) {
        return switch (shape) {
            case Shape.Scalar(var javaType, _) -> Scalars.writer(javaType);
            case Shape.Constant _ -> find("writeConstant", Object.class, VectorBuilder.class);
            case Shape.OptionalOf(var value) ->
                MethodHandles.insertArguments(
                        find("writeOptional", MethodHandle.class, Object.class, VectorBuilder.class),
                        0,
                        any(value(value)));
            case Shape.ListOf(var javaType, var element) -> list(javaType, element);
            case Shape.MapOf(_, var key, var value) ->
                MethodHandles.insertArguments(
                        find("writeMap", MethodHandle.class, MethodHandle.class, Object.class, VectorBuilder.class),
                        0,
                        any(value(key)),
                        any(value(value)));
            case Shape.Composite composite -> parts(composite);
            case Shape.Foreign(_, _, _, var write) ->
                MethodHandles.insertArguments(
                        find("writeRow", Function.class, Object.class, VectorBuilder.class), 0, write);
            case Shape.Value _ -> throw new IllegalStateException("a value outside of a row");
        };
    }

    /// `(object, structs) -> { a(object.a(), structs.field(0)); …; structs.endRow(); }`
    private static MethodHandle parts(Shape.Composite shape) {
        Class<?> type = shape.javaType();
        MethodHandle rest = END_ROW.asType(methodType(void.class, type, VectorBuilder.class));
        for (int i = shape.parts().size() - 1; i >= 0; i--) {
            Shape.Part part = shape.parts().get(i);
            MethodHandle getter = part.getter().asType(methodType(part.shape().javaType(), type));
            MethodHandle one = MethodHandles.filterArguments(named(part), 0, getter, fieldAt(i));
            rest = MethodHandles.foldArguments(rest, one);
        }
        return rest;
    }

    /// The writer of a part, which says its name where a value does not fit.
    private static MethodHandle named(Shape.Part part) {
        MethodHandle writer = value(part.shape());
        if (!mayNotFit(part.shape())) return writer;
        MethodHandle within = MethodHandles.insertArguments(
                find("within", Misfit.class, new Class<?>[] {String.class, Misfit.class}), 0, part.name());
        MethodHandle thrown = MethodHandles.throwException(void.class, Misfit.class);
        return MethodHandles.catchException(writer, Misfit.class, MethodHandles.filterArguments(thrown, 0, within));
    }

    private static boolean mayNotFit(Shape shape) {
        return switch (shape) {
            case Shape.Scalar(var javaType, _) -> Scalars.mayNotFit(javaType);
            case Shape.OptionalOf(var value) -> mayNotFit(value);
            case Shape.ListOf(_, var element) -> mayNotFit(element);
            case Shape.MapOf(_, var key, var value) -> mayNotFit(key) || mayNotFit(value);
            case Shape.Composite(_, var parts, _, _) -> parts.stream().anyMatch(part -> mayNotFit(part.shape()));
            case Shape.Constant _, Shape.Foreign _, Shape.Value _ -> false;
        };
    }

    private static MethodHandle list(Class<?> javaType, Shape element) {
        MethodHandle writer = value(element);
        if (!javaType.isArray()) {
            return MethodHandles.insertArguments(
                    find("writeAll", MethodHandle.class, Object.class, VectorBuilder.class), 0, any(writer));
        }
        MethodHandle getter = MethodHandles.arrayElementGetter(javaType);
        MethodHandle one = MethodHandles.collectArguments(
                        writer.asType(writer.type().changeParameterType(0, javaType.getComponentType())), 0, getter)
                .asType(methodType(void.class, Object.class, int.class, VectorBuilder.class));
        MethodHandle length = MethodHandles.arrayLength(javaType).asType(methodType(int.class, Object.class));
        return MethodHandles.insertArguments(
                find("writeArray", MethodHandle.class, MethodHandle.class, Object.class, VectorBuilder.class),
                0,
                length,
                one);
    }

    private static MethodHandle any(MethodHandle writer) {
        return writer.asType(methodType(void.class, Object.class, VectorBuilder.class));
    }

    private static MethodHandle fieldAt(int ordinal) {
        return MethodHandles.insertArguments(
                find("field", VectorBuilder.class, new Class<?>[] {int.class, VectorBuilder.class}), 0, ordinal);
    }

    private static MethodHandle find(String name, Class<?>... parameters) {
        return find(name, void.class, parameters);
    }

    private static MethodHandle find(String name, Class<?> result, Class<?>[] parameters) {
        try {
            return LOOKUP.findStatic(Writing.class, name, methodType(result, parameters));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- called through handles; not private, since nobody names them

    static Misfit within(String name, Misfit misfit) {
        return misfit.within(name);
    }

    static boolean isNull(@Nullable Object value) {
        return value == null;
    }

    static void appendNull(@Nullable Object value, VectorBuilder to) {
        to.appendNull();
    }

    static void endRow(@Nullable Object value, VectorBuilder to) {
        ((VectorBuilder.Structs) to).endRow();
    }

    static VectorBuilder field(int ordinal, VectorBuilder structs) {
        return ((VectorBuilder.Structs) structs).field(ordinal);
    }

    static void writeConstant(Object value, VectorBuilder to) {
        ((VectorBuilder.Bytes) to).append(((Enum<?>) value).name());
    }

    static void writeOptional(MethodHandle writer, Object optional, VectorBuilder to) throws Throwable {
        Object value = ((Optional<?>) optional).orElse(null);
        if (value == null) {
            to.appendNull();
        } else {
            writer.invokeExact(value, to);
        }
    }

    static void writeAll(MethodHandle writer, Object list, VectorBuilder to) throws Throwable {
        var lists = (VectorBuilder.Lists) to;
        VectorBuilder elements = lists.elements();
        for (Object element : (Iterable<?>) list) writer.invokeExact(element, elements);
        lists.endRow();
    }

    static void writeArray(MethodHandle length, MethodHandle writer, Object array, VectorBuilder to) throws Throwable {
        var lists = (VectorBuilder.Lists) to;
        VectorBuilder elements = lists.elements();
        int count = (int) length.invokeExact(array);
        for (int i = 0; i < count; i++) writer.invokeExact(array, i, elements);
        lists.endRow();
    }

    static void writeMap(MethodHandle key, MethodHandle value, Object map, VectorBuilder to) throws Throwable {
        var maps = (VectorBuilder.Maps) to;
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
            if (entry.getKey() == null)
                throw ErrorCondition.NULL_MAP_KEY.error().build();
            key.invokeExact((Object) entry.getKey(), maps.keys());
            value.invokeExact((Object) entry.getValue(), maps.values());
        }
        maps.endRow();
    }

    static void writeRow(Function<Object, List<@Nullable Object>> values, Object row, VectorBuilder to) {
        to.appendValue(values.apply(row));
    }
}
