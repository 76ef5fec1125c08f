package dev.sluice.analyzer;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Expression;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes fields out of structs by name.
final class Members {

    private Members() {}

    /// @param said how the base was written, for errors
    static Expression of(Expression base, String name, String said, @Nullable SourcePosition at) {
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
}
