package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Expression;
import dev.sluice.function.Argument;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `input_file_name()` and its like are fields of the column `_metadata`, where there is one.
final class InputFileCalls {

    private static final String COLUMN = "_metadata";

    private static final Map<String, String> FIELDS = Map.of(
            "input_file_name", "file_path",
            "input_file_block_start", "file_block_start",
            "input_file_block_length", "file_block_length");

    /// The name, of the path that `_metadata` says: `file:///a` for `file:/a`. Queries can't say it.
    private static final ScalarFunction NAME_OF_PATH = ScalarFunction.named("input_file_name_of_path")
            .overload("(STRING) -> STRING", Kernels.textToText(InputFileCalls::withAuthority))
            .build();

    private InputFileCalls() {}

    private static String withAuthority(String path) {
        return path.startsWith("file:/") ? "file://" + path.substring("file:".length()) : path;
    }

    static boolean isNamed(String function) {
        return FIELDS.containsKey(function);
    }

    /// @param otherwise what the call is where rows come from no file
    static Expression of(String function, Expr.Call call, Names names, Expression otherwise) {
        return column(function, call, names)
                .map(column -> Members.of(column, FIELDS.getOrDefault(function, ""), COLUMN, call.at()))
                .map(field -> field.type() == Atomic.STRING ? nameOfPath(field, call) : field)
                .orElse(otherwise);
    }

    private static Expression nameOfPath(Expression path, Expr.Call call) {
        return NAME_OF_PATH
                .bind(NAME_OF_PATH.names().getFirst(), List.of(Argument.of(path.type(), path.nullable())))
                .map(bound -> new Expression.Call(bound, List.of(path), call.at()))
                .orElseThrow();
    }

    private static Optional<Expression> column(String function, Expr.Call call, Names names) {
        try {
            return names.resolve(new Expr.Name(List.of(COLUMN), null, call.at()))
                    .filter(column -> column instanceof Expression.ColumnRef);
        } catch (SluiceException e) {
            if (e.condition() != ErrorCondition.AMBIGUOUS_REFERENCE) throw e;
            throw ErrorCondition.MULTI_SOURCES_UNSUPPORTED
                    .error()
                    .with("expr", "\"" + function + "()\"")
                    .at(call.at())
                    .cause(e)
                    .build();
        }
    }
}
