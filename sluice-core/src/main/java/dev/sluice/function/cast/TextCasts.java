package dev.sluice.function.cast;

import dev.sluice.format.ValueText;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import java.util.Optional;

/// To STRING: every type has a text, the one that `show()` prints.
final class TextCasts {

    private TextCasts() {}

    static Optional<Kernel> to(Conversion conversion) {
        DataType from = conversion.from();
        // The bytes stay as they are, whether they are UTF-8 or not.
        if (from == Atomic.BINARY) return Optional.of((arguments, _, _, _) -> arguments[0]);
        return Optional.of(Kernels.rowsToText((row, out) -> {
            var text = new StringBuilder();
            ValueText.append(
                    text, row.vector(0), row.position(0), from, row.context().zone());
            out.append(text.toString());
        }));
    }
}
