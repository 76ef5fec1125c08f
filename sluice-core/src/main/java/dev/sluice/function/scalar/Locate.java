package dev.sluice.function.scalar;

import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;

/// `locate(part, s, start)`: where the part stands at or behind a position.
public final class Locate {

    public static final ScalarFunction FUNCTION = ScalarFunction.named("locate", "position")
            .summary("Gives the position of a text in another, at or behind a start, counted from 1; 0 if it "
                    + "is not there.")
            .example("locate('b', 'abcb', 3)", 4)
            .example("position('길', '물길')", 2)
            .example("locate('b', 'abc', 0)", 0)
            .example("locate('b', NULL)", null)
            .orElse(1)
            .overload("(STRING, STRING, INT) -> INT", Kernels.rowsToInt((row, out) -> {
                int start = row.intAt(2);
                boolean empty = row.bytes(0).lengths()[row.position(0)] == 0;
                if (start < 1) {
                    out.append(0);
                } else {
                    out.append(
                            empty
                                    ? 1
                                    : Instr.position(
                                            row.bytes(1), row.position(1), row.bytes(0), row.position(0), start));
                }
            }))
            .build();

    private Locate() {}
}
