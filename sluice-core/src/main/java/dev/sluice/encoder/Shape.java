package dev.sluice.encoder;

import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How a Java type looks in columns.
sealed interface Shape {

    /// The Java type; a primitive can't be null.
    Class<?> javaType();

    DataType type();

    default boolean nullable() {
        return !javaType().isPrimitive();
    }

    /// A value without parts, see [Scalars].
    record Scalar(Class<?> javaType, DataType type) implements Shape {}

    /// An enum constant, by name.
    record Constant(Class<?> javaType) implements Shape {
        @Override
        public DataType type() {
            return DataType.Atomic.STRING;
        }
    }

    /// A record or bean.
    ///
    /// @param maker takes the parts in their order, if it is not a bean; else nothing
    /// @param byOrder whether parts are found by their order and not by name
    record Composite(Class<?> javaType, List<Part> parts, MethodHandle maker, boolean byOrder) implements Shape {
        public Composite {
            parts = List.copyOf(parts);
        }

        @Override
        public Struct type() {
            return new Struct(parts.stream()
                    .map(part -> new Field(
                            part.name(), part.shape().type(), part.shape().nullable()))
                    .toList());
        }
    }

    /// @param getter `(object) -> part`
    /// @param setter `(object, part) -> void` of a bean, else null
    record Part(
            String name,
            Shape shape,
            MethodHandle getter,
            @Nullable MethodHandle setter) {}

    /// A list, set or array.
    record ListOf(Class<?> javaType, Shape element) implements Shape {
        @Override
        public DataType type() {
            return new DataType.Array(element.type(), element.nullable());
        }
    }

    record MapOf(Class<?> javaType, Shape key, Shape value) implements Shape {
        @Override
        public DataType type() {
            return new DataType.Map(key.type(), value.type(), value.nullable());
        }
    }

    /// An `Optional`: null in columns if it is empty.
    record OptionalOf(Shape value) implements Shape {
        @Override
        public Class<?> javaType() {
            return java.util.Optional.class;
        }

        @Override
        public DataType type() {
            return value.type();
        }
    }

    /// Objects that hold the values of a row as `Values` gives them.
    record Foreign(
            Class<?> javaType,
            Struct schema,
            Function<List<@Nullable Object>, Object> read,
            Function<Object, List<@Nullable Object>> write)
            implements Shape {
        @Override
        public DataType type() {
            return schema;
        }
    }

    /// A value as `Values` gives it, inside a [Foreign] row.
    record Value(DataType type) implements Shape {
        @Override
        public Class<?> javaType() {
            return Object.class;
        }
    }
}
