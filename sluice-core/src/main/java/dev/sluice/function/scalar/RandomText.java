package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Columns;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.VectorBuilder;

/// `randstr(length)`: a random text for each row.
public final class RandomText {

    private static final String SIGNS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static final ScalarFunction FUNCTION = ScalarFunction.named("randstr")
            .summary(
                    "Gives a random text of so many digits and letters for each row. A seed gives the texts that Spark "
                            + "gives.")
            .example("randstr(5, 3)", "nurJI")
            .example("length(randstr(5))", 5)
            .nullability(Nullability.NEVER)
            .notFoldable()
            .overload("(INT) -> STRING", texts(-1))
            .overload("(INT, BIGINT) -> STRING", texts(1))
            .build();

    private RandomText() {}

    private static Kernel texts(int seedAt) {
        return Chance.kernel(seedAt, (state, arguments, rows, size, _) -> {
            int length = Columns.ints(arguments[0])[rows.row(0) & Columns.mask(arguments[0])];
            if (length < 0) throw negative(length);
            String[] texts = new String[size];
            for (int i = 0; i < rows.size(); i++) {
                var text = new StringBuilder(length);
                for (int j = 0; j < length; j++) text.append(SIGNS.charAt(Math.abs(state.nextInt() % SIGNS.length())));
                texts[rows.row(i)] = text.toString();
            }
            var out = VectorBuilder.of(dev.sluice.type.DataType.Atomic.STRING, size);
            for (String text : texts) out.appendValue(text);
            return out.build();
        });
    }

    private static SluiceException negative(int length) {
        return ErrorCondition.INVALID_LENGTH
                .error()
                .with("parameter", "`length`")
                .with("functionName", "`randstr`")
                .with("length", length)
                .build();
    }
}
