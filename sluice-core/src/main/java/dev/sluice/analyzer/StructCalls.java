package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.expression.Expression;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;

/// Calls that make structs.
final class StructCalls {

    private StructCalls() {}

    /// `struct(a, b AS c)`: fields are called as they are said.
    static Expression struct(Expr.Call call, List<Expression> values) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < call.args().size(); i++) {
            fields.add(
                    switch (call.args().get(i)) {
                        case Expr.Alias(_, List<String> aliases, _) -> aliases.getFirst();
                        case Expr.Name(List<String> parts, _, _) -> parts.getLast();
                        case Expr.Member(_, String member, _) -> member;
                        default -> "col" + (i + 1);
                    });
        }
        return new Expression.MakeStruct(fields, values);
    }

    /// `arrays_zip(a, b)`: the fields are called as the columns they come from.
    ///
    /// @param zipped the same with fields called by their places
    static Expression zipped(Expr.Call call, Expression zipped) {
        if (!(zipped.type() instanceof DataType.Array(DataType.Struct struct, boolean nulls))) return zipped;
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < struct.size(); i++) {
            Field field = struct.field(i);
            String name = switch (call.args().get(i)) {
                case Expr.Name(List<String> parts, _, _) -> parts.getLast();
                case Expr.Member(_, String member, _) -> member;
                default -> field.name();
            };
            fields.add(new Field(name, field.type(), field.nullable()));
        }
        var type = new DataType.Array(new DataType.Struct(fields), nulls);
        return type.equals(zipped.type()) ? zipped : new Expression.Cast(zipped, type, false, call.at());
    }

    /// `named_struct('a', 1, 'b', 2)`.
    ///
    /// @param all names and values in turn
    static Expression named(Expr.Call call, List<Expression> all, SqlText text) {
        List<String> fields = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 2) {
            if (!(all.get(i) instanceof Expression.Literal(String field, _))) {
                throw ErrorCondition.CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING
                        .error()
                        .with("sqlExpr", '"' + text.of(call) + '"')
                        .with("inputExprs", "[\"" + text.of(call.args().get(i)) + "\"]")
                        .at(call.at())
                        .build();
            }
            fields.add(field);
            values.add(all.get(i + 1));
        }
        return new Expression.MakeStruct(fields, values);
    }
}
