package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Expression;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundHigherOrder;
import dev.sluice.function.lambda.Transform;
import dev.sluice.function.scalar.Subscript;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes fields out of structs, and out of arrays of structs and maps, by name.
final class Members {

    private Members() {}

    /// @param said how the base was written, for errors
    static Expression of(Expression base, String name, String said, @Nullable SourcePosition at) {
        if (base.type() instanceof DataType.Array(DataType.Struct item, boolean containsNull)) {
            var each = new Expression.Variable(0, 0, "x", item, containsNull);
            return ofEach(base, new Expression.Lambda(List.of(each), of(each, name, said, at)), at);
        }
        if (base.type() instanceof DataType.Map map && map.key() == Atomic.STRING) {
            return ofKey(base, map, new Expression.Literal(name, Atomic.STRING), at);
        }
        if (!(base.type() instanceof DataType.Struct struct)) {
            throw ErrorCondition.INVALID_EXTRACT_BASE_FIELD_TYPE
                    .error()
                    .with("base", '"' + said + '"')
                    .with("other", '"' + base.type().sql() + '"')
                    .at(at)
                    .build();
        }
        int ordinal = struct.indexOf(name);
        if (ordinal < 0) {
            throw ErrorCondition.FIELD_NOT_FOUND
                    .error()
                    .with("fieldName", Field.quote(name))
                    .with("fields", struct.names().stream().map(Field::quote).collect(Collectors.joining(", ")))
                    .at(at)
                    .build();
        }
        long named = struct.fields().stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .count();
        if (named > 1) {
            throw ErrorCondition.AMBIGUOUS_REFERENCE_TO_FIELDS
                    .error()
                    .with("field", Field.quote(name))
                    .with("count", named)
                    .at(at)
                    .build();
        }
        return new Expression.FieldOf(base, ordinal);
    }

    /// A map has a field for each key.
    private static Expression ofKey(
            Expression base, DataType.Map map, Expression.Literal key, @Nullable SourcePosition at) {
        var arguments = List.of(Argument.of(map, base.nullable()), Argument.constant(key.type(), key.value()));
        var function =
                Subscript.FUNCTION.bind(Subscript.FUNCTION.name(), arguments).orElseThrow();
        return new Expression.Call(function, List.of(base, key), at);
    }

    /// The field of each struct of an array is the array of what `transform` gives.
    private static Expression ofEach(Expression array, Expression.Lambda field, @Nullable SourcePosition at) {
        var bound = Transform.FUNCTION
                .binding()
                .bind(
                        List.of(Argument.of(array.type(), array.nullable())),
                        List.of(Argument.of(field.body().type(), field.body().nullable())));
        var function =
                new BoundHigherOrder(Transform.FUNCTION.name(), bound.result(), bound.nullable(), bound.kernel());
        return new Expression.HigherOrderCall(function, List.of(array), List.of(field), at);
    }
}
