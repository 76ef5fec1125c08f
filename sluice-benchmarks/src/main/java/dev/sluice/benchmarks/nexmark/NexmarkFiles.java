package dev.sluice.benchmarks.nexmark;

import dev.sluice.storage.LocalStorage;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.LongVector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// The auction house as CSV files, for engines that do not have our source: of each table a directory with so many
/// files, which have the rows of the same stretches of time.
public final class NexmarkFiles {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

    private NexmarkFiles() {}

    /// The tables' names.
    public static List<String> tables() {
        return NexmarkTable.words();
    }

    /// The columns of a table's files.
    public static DataType.Struct schema(String table) {
        return NexmarkTable.valueOf(table.toUpperCase(Locale.ROOT)).schema();
    }

    /// @param count how many events, of all tables together
    public static void write(
            LocalStorage storage, String directory, long seed, long eventsPerSecond, long count, int files) {
        var events = new NexmarkEvents(seed, eventsPerSecond, NexmarkProvider.START_MILLIS);
        for (NexmarkTable table : NexmarkTable.values()) {
            for (int file = 0; file < files; file++) {
                long from = table.rowsBefore(count * file / files);
                long to = table.rowsBefore(count * (file + 1) / files);
                var text = new StringBuilder();
                for (long row = from; row < to; row += Chunk.ROWS) {
                    append(text, table, events.chunk(table, row, (int) Math.min(Chunk.ROWS, to - row)));
                }
                String name = String.format("%s/%s/%03d.csv", directory, table.word(), file);
                storage.replace(name, text.toString().getBytes(StandardCharsets.UTF_8));
                setTime(storage.absolute(name), file);
            }
        }
    }

    /// A stream of files takes the oldest first: they get an order in time, whatever the clock says meanwhile.
    private static void setTime(String file, int number) {
        try {
            Files.setLastModifiedTime(
                    Path.of(file), FileTime.fromMillis(NexmarkProvider.START_MILLIS + number * 1000L));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void append(StringBuilder text, NexmarkTable table, Chunk chunk) {
        List<Field> fields = table.schema().fields();
        for (int row = 0; row < chunk.size(); row++) {
            for (int column = 0; column < chunk.columns().length; column++) {
                if (column > 0) text.append(',');
                switch (chunk.column(column)) {
                    case BytesVector texts -> text.append(texts.string(row));
                    case LongVector numbers -> {
                        long value = numbers.values()[row];
                        if (fields.get(column).type() == DataType.Atomic.TIMESTAMP) {
                            TIME.formatTo(time(value), text);
                        } else {
                            text.append(value);
                        }
                    }
                    default -> throw new IllegalStateException("a column of another type");
                }
            }
            text.append('\n');
        }
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
    }
}
