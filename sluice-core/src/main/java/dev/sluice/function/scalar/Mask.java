package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// `mask(s, upper, lower, digit, other)`: NULL for a kind leaves its characters as they are.
public final class Mask {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("mask")
            .summary("Hides a text: upper-case letters become X, lower-case ones x, digits n, or what is said instead; "
                    + "other characters stay unless something is said for them. NULL leaves a kind as it is.")
            .example("mask('abcd-EFGH-8765-4321')", "xxxx-XXXX-nnnn-nnnn")
            .example("mask('AbCD123-@$#', 'Q', 'q', 'd', 'o')", "QqQQdddoooo")
            .example("mask(NULL)", null)
            .nullability(Nullability.ALWAYS)
            .orElse("X")
            .orElse("x")
            .orElse("n")
            .orElse(ScalarFunction.NOTHING)
            .exact()
            .overload("(STRING, STRING, STRING, STRING, STRING) -> STRING", Mask::bind)
            .build();

    private static final List<String> MASKS = List.of("upperChar", "lowerChar", "digitChar", "otherChar");

    private static final Kernel KERNEL =
            Kernels.rowsWithNullsTo(Atomic.STRING, VectorBuilder.Bytes.class, (row, out) -> {
                if (row.isNull(0)) {
                    out.appendNull();
                } else {
                    out.append(masked(row));
                }
            });

    private Mask() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 5 || !arguments.stream().allMatch(Mask::isText)) return Optional.empty();
        for (int i = 0; i < MASKS.size(); i++) check(MASKS.get(i), arguments.get(i + 1));
        return Optional.of(new Candidate(Collections.nCopies(5, Atomic.STRING), Atomic.STRING, 0, KERNEL));
    }

    private static boolean isText(Argument argument) {
        return argument.type() == Atomic.STRING || argument.type() == Atomic.NULL;
    }

    private static void check(String name, Argument mask) {
        if (!mask.constant()) {
            throw ErrorCondition.NON_FOLDABLE_INPUT
                    .error()
                    .with("inputName", '`' + name + '`')
                    .with("inputType", "\"STRING\"")
                    .build();
        }
        if (mask.value() instanceof String said && said.length() != 1) {
            throw ErrorCondition.INPUT_SIZE_NOT_ONE
                    .error()
                    .with("exprName", name)
                    .build();
        }
    }

    private static String masked(Row row) {
        String text = row.textAt(0);
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int mask = maskFor(text.charAt(i));
            out.append(row.isNull(mask) ? text.charAt(i) : row.textAt(mask).charAt(0));
        }
        return out.toString();
    }

    /// Which argument says what becomes of a character.
    private static int maskFor(char character) {
        return switch (Character.getType(character)) {
            case Character.UPPERCASE_LETTER -> 1;
            case Character.LOWERCASE_LETTER -> 2;
            case Character.DECIMAL_DIGIT_NUMBER -> 3;
            default -> 4;
        };
    }
}
