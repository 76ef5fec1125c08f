package dev.sluice.sketches;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/// Reads sketches that may be none: the bytes are a user's.
final class Broken {

    /// No sketch is shorter.
    private static final int LEAST_BYTES = 8;

    private Broken() {}

    /// @param reading what the library does with the bytes; whatever it throws means that they are no sketch
    static <S> S refused(byte[] bytes, ErrorCondition condition, String function, Function<MemorySegment, S> reading) {
        if (bytes.length < LEAST_BYTES) throw error(condition, function).build();
        try {
            return reading.apply(MemorySegment.ofArray(bytes));
        } catch (SluiceException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw error(condition, function).cause(e).build();
        }
    }

    private static SluiceException.Builder error(ErrorCondition condition, String function) {
        return condition.error().with("function", "`" + function + "`");
    }
}
