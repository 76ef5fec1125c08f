package dev.sluice.function.scalar;

import dev.sluice.format.IntervalWords;
import dev.sluice.format.MalformedInterval;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.CallContext;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.Memo;
import dev.sluice.function.Row;
import dev.sluice.function.ScalarFunction;
import dev.sluice.function.ScalarFunction.Candidate;
import dev.sluice.function.ValueErrors;
import dev.sluice.type.CalendarInterval;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `session_window(time, gap)`: the session of a single event, which lasts until nothing more has come for the gap.
///
/// Where rows are grouped by it, sessions that touch become one. An event whose gap is no length of time, or not
/// positive, belongs to no session: null. Days and months of the gap are those of the calendar.
public final class SessionWindow {

    private static final Memo<Optional<CalendarInterval>> GAPS = new Memo<>(SessionWindow::gap);

    public static final ScalarFunction FUNCTION = ScalarFunction.named("session_window")
            .summary("Gives the session that an event belongs to: it ends when nothing more has come for the gap. "
                    + "Rows grouped by it form sessions that grow as long as events come. Stands where `window` may; "
                    + "its column is named `session_window`.")
            .example(
                    "session_window(TIMESTAMP'2024-01-01 12:03:00', '5 minutes')",
                    "{2024-01-01 12:03:00, 2024-01-01 12:08:00}")
            .example("session_window(TIMESTAMP'2024-01-31 12:00:00', '1 month').end", "2024-02-29 12:00:00")
            .nullability(Nullability.ALWAYS)
            .overload("(TIMESTAMP, STRING) -> STRUCT<start: TIMESTAMP, end: TIMESTAMP>", SessionWindow::bind)
            .build();

    private SessionWindow() {}

    private static Optional<Candidate> bind(List<Argument> arguments) {
        if (arguments.size() != 2) return Optional.empty();
        DataType time = arguments.getFirst().type();
        boolean local = time == Atomic.TIMESTAMP_NTZ;
        if (!local && time != Atomic.TIMESTAMP) return Optional.empty();
        DataType.Struct session = TimeWindow.type(time);
        boolean inWords = arguments.get(1).type() != Atomic.CALENDAR_INTERVAL;
        Function<Row, Optional<CalendarInterval>> gaps =
                inWords ? row -> GAPS.of(row.textAt(1)) : row -> Optional.of(row.intervalAt(1));
        Kernel kernel = Kernels.rowsTo(
                session, VectorBuilder.Structs.class, (row, out) -> append(row, gaps.apply(row), local, out));
        DataType gap = inWords ? Atomic.STRING : Atomic.CALENDAR_INTERVAL;
        return Optional.of(new Candidate(List.of(time, gap), session, 0, kernel));
    }

    private static void append(Row row, Optional<CalendarInterval> gap, boolean local, VectorBuilder.Structs out) {
        long start = row.longAt(0);
        long end = gap.isPresent() ? end(start, gap.get(), local, row.context()) : start;
        if (end <= start) {
            out.appendNull();
            return;
        }
        ((VectorBuilder.Longs) out.field(0)).append(start);
        ((VectorBuilder.Longs) out.field(1)).append(end);
        out.endRow();
    }

    private static Optional<CalendarInterval> gap(String text) {
        try {
            return Optional.of(IntervalWords.parse(text).value());
        } catch (MalformedInterval e) {
            return Optional.empty();
        }
    }

    private static long end(long start, CalendarInterval gap, boolean local, CallContext context) {
        try {
            return Calendars.plus(start, gap, local ? ZoneOffset.UTC : context.zone());
        } catch (ArithmeticException | DateTimeException e) {
            throw ValueErrors.overflow("long overflow");
        }
    }
}
