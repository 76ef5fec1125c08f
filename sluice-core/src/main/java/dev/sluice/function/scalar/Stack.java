package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.GeneratorFunction;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import dev.sluice.vector.VectorBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `stack(n, a, b, …)`: the values in `n` rows, row by row; what is missing at the end is NULL.
public final class Stack {

    public static final GeneratorFunction FUNCTION = GeneratorFunction.ofStructs(ScalarFunction.named("stack")
            .summary(
                    "Makes so many rows of values, row by row; what is missing in the last is NULL. For SELECT, LATERAL "
                            + "VIEW and FROM.")
            .example("SELECT stack(2, 1, 'a', 2, 'b')", "1, a; 2, b")
            .example("SELECT stack(2, 1, 2, 3)", "1, 2; 3, NULL")
            .example(
                    "SELECT id, k, v FROM VALUES (7, 10, 20) t(id, a, b) LATERAL VIEW stack(2, 'a', a, 'b', b) s AS k, v",
                    "7, a, 10; 7, b, 20")
            .overload("(INT, any...) -> ARRAY<STRUCT>", Stack::bind)
            .nullability(Nullability.NEVER)
            .exact()
            .build());

    private Stack() {}

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments) {
        if (arguments.size() < 2) throw wrongCount(arguments.size());
        Argument count = arguments.getFirst();
        if (count.type() != Atomic.INT) {
            throw ErrorCondition.UNEXPECTED_INPUT_TYPE
                    .error()
                    .with("paramIndex", "first")
                    .with("requiredType", "\"INT\"")
                    .with("inputType", '"' + count.type().sql() + '"')
                    .build();
        }
        if (!count.constant()) {
            throw ErrorCondition.NON_FOLDABLE_INPUT
                    .error()
                    .with("inputName", "`n`")
                    .with("inputType", "\"INT\"")
                    .build();
        }
        int rows = count.value() instanceof Integer said ? said : 0;
        if (rows <= 0) {
            throw ErrorCondition.VALUE_OUT_OF_RANGE
                    .error()
                    .with("exprName", "`n`")
                    .with("valueRange", "(0, " + Integer.MAX_VALUE + "]")
                    .with("currentValue", rows)
                    .build();
        }
        int width = (arguments.size() - 1 + rows - 1) / rows;
        List<Field> fields = new ArrayList<>();
        for (int c = 0; c < width; c++) fields.add(new Field("col" + c, columnType(arguments, c, width), true));
        var list = new DataType.Array(new DataType.Struct(fields), false);
        return Optional.of(new ScalarFunction.Candidate(
                arguments.stream().map(Argument::type).toList(),
                list,
                0,
                Kernels.rowsWithNullsTo(list, VectorBuilder.Lists.class, (row, out) -> make(row, rows, width, out))));
    }

    private static SluiceException wrongCount(int count) {
        return ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION
                .error()
                .with("functionName", "`stack`")
                .with("expectedNum", "> 1")
                .with("actualNum", count)
                .build();
    }

    /// All values of a column have one type, if they are no bare NULL.
    private static DataType columnType(List<Argument> arguments, int column, int width) {
        DataType type = Atomic.NULL;
        int first = 0;
        for (int i = 1 + column; i < arguments.size(); i += width) {
            DataType other = arguments.get(i).type();
            if (other == Atomic.NULL) continue;
            if (type == Atomic.NULL) {
                type = other;
                first = i;
            } else if (!DataType.sameIgnoringNullability(type, other)) {
                throw ErrorCondition.STACK_COLUMN_DIFF_TYPES
                        .error()
                        .with("columnIndex", column)
                        .with("leftType", '"' + type.sql() + '"')
                        .with("leftParamIndex", first)
                        .with("rightType", '"' + other.sql() + '"')
                        .with("rightParamIndex", i)
                        .build();
            }
        }
        return type;
    }

    private static void make(Row row, int rows, int width, VectorBuilder.Lists out) {
        var structs = (VectorBuilder.Structs) out.elements();
        for (int i = 0; i < rows * width; i++) {
            VectorBuilder field = structs.field(i % width);
            if (i + 1 < row.argumentCount() && !row.isNull(i + 1)) {
                Item.at(row, i + 1).appendTo(field);
            } else {
                field.appendNull();
            }
            if (i % width == width - 1) structs.endRow();
        }
        out.endRow();
    }
}
