package dev.sluice.function;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Keeps what was last made of a text, such as a compiled pattern, since the text is nearly always the same constant.
///
/// May be used by several threads: at worst something is made twice.
public final class Memo<T> {

    private record Made<T>(String text, T thing) {}

    private final Function<String, T> making;
    private volatile @Nullable Made<T> last;

    public Memo(Function<String, T> making) {
        this.making = making;
    }

    public T of(String text) {
        Made<T> known = last;
        if (known == null || !known.text.equals(text)) {
            known = new Made<>(text, making.apply(text));
            last = known;
        }
        return known.thing;
    }
}
