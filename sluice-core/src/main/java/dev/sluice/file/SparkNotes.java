package dev.sluice.file;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What Spark notes in its files of the calendar by which their dates and timestamps count.
///
/// @param note a note by its name, or null
public record SparkNotes(Function<String, @Nullable String> note) {

    /// Of a file that is not Spark's.
    public static final SparkNotes NONE = new SparkNotes(_ -> null);

    private static final String VERSION = "org.apache.spark.version";
    private static final String LEGACY_DATES = "org.apache.spark.legacyDateTime";
    private static final String LEGACY_INT96 = "org.apache.spark.legacyINT96";
    private static final String ZONE = "org.apache.spark.timeZone";

    /// Whether dates and timestamps are as [JulianCalendar] has them.
    public boolean hasJulianDates() {
        return note(LEGACY_DATES).isPresent() || isBefore("3.0.0");
    }

    /// Whether Parquet's INT96 are, which Spark 3.0 still wrote so.
    public boolean hasJulianInt96() {
        return note(LEGACY_INT96).isPresent() || isBefore("3.1.0");
    }

    /// The zone of the clock by which they were written: UTC if none is noted, or none that is known.
    public ZoneId zone() {
        try {
            return note(ZONE).map(id -> ZoneId.of(id, ZoneId.SHORT_IDS)).orElse(ZoneOffset.UTC);
        } catch (DateTimeException _) {
            return ZoneOffset.UTC;
        }
    }

    private boolean isBefore(String version) {
        return note(VERSION).filter(said -> said.compareTo(version) < 0).isPresent();
    }

    private Optional<String> note(String name) {
        return Optional.ofNullable(note.apply(name));
    }
}
