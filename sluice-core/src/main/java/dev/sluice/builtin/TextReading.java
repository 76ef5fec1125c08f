package dev.sluice.builtin;

import dev.sluice.format.ValueParser;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the texts of a column by a parser that goes from chunk to chunk; tasks that come while it is away make their
/// own.
final class TextReading {

    private record Parser(ValueParser values, ZoneId zone) {}

    private final @Nullable ZoneId ownZone;
    private final Function<ZoneId, ValueParser> parsers;
    private final AtomicReference<@Nullable Parser> idle = new AtomicReference<>();

    /// @param ownZone what timestamps without zone mean, or null if the session says
    /// @param parsers makes a parser for a zone
    TextReading(@Nullable ZoneId ownZone, Function<ZoneId, ValueParser> parsers) {
        this.ownZone = ownZone;
        this.parsers = parsers;
    }

    Kernel kernel() {
        return Kernels.overFlat((arguments, rows, size, context) -> {
            ZoneId zone = ownZone == null ? context.zone() : ownZone;
            Parser parser = idle.getAndSet(null);
            if (parser == null || !parser.zone.equals(zone)) parser = new Parser(parsers.apply(zone), zone);
            Vector read = read(parser.values, (BytesVector) arguments[0], rows, size);
            idle.set(parser);
            return read;
        });
    }

    private static Vector read(ValueParser parser, BytesVector texts, Selection rows, int size) {
        byte[] bytes = texts.bytes();
        int[] offsets = texts.offsets();
        int[] lengths = texts.lengths();
        boolean[] nulls = texts.nulls();
        int next = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            for (; next < row; next++) parser.addNull();
            next++;
            if (nulls != null && nulls[row]) {
                parser.addNull();
            } else {
                parser.add(bytes, offsets[row], offsets[row] + lengths[row]);
            }
        }
        for (; next < size; next++) parser.addNull();
        return parser.build(bytes);
    }
}
