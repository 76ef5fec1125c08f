package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.AnalysisException;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// `java.sql.Timestamp` and `java.sql.Date`, which Spark's programs use, go in and come out beside the classes of
/// java.time.
final class OlderTimesTest {

    private static final Instant INSTANT = Instant.parse("2024-05-01T10:00:00.123456Z");
    private static final LocalDate DAY = LocalDate.of(2024, 5, 1);

    private final Session session = Session.builder().parallelism(1).create();

    @AfterEach
    void close() {
        session.close();
    }

    public static final class Visit {
        private Timestamp at;
        private Date day;

        public Timestamp getAt() {
            return at;
        }

        public void setAt(Timestamp value) {
            at = value;
        }

        public Date getDay() {
            return day;
        }

        public void setDay(Date value) {
            day = value;
        }
    }

    record Stay(Timestamp at, Optional<Date> day, List<Timestamp> others) {}

    @Test
    void beansHaveThem() {
        var visit = new Visit();
        visit.setAt(Timestamp.from(INSTANT));
        visit.setDay(Date.valueOf(DAY));
        DataFrame rows = session.createDataFrame(List.of(visit, new Visit()), Visit.class);
        assertEquals("at TIMESTAMP,day DATE", rows.schema().toDdl());
        Visit read = rows.as(Encoders.bean(Visit.class)).head();
        assertEquals(Timestamp.from(INSTANT), read.getAt());
        assertEquals(Date.valueOf(DAY), read.getDay());
        assertNull(rows.as(Visit.class).collectAsList().get(1).getAt());
    }

    @Test
    void recordsHaveThem() {
        var stay = new Stay(Timestamp.from(INSTANT), Optional.of(Date.valueOf(DAY)), List.of(new Timestamp(0)));
        Dataset<Stay> stays = session.createDataset(List.of(stay), Encoders.record(Stay.class));
        assertEquals(stay, stays.map(one -> one, Encoders.record(Stay.class)).head());
    }

    @Test
    void rowsGiveEither() {
        Row row = session.sql(
                        "SELECT TIMESTAMP '2024-05-01T10:00:00.123456Z', DATE '2024-05-01', CAST(NULL AS TIMESTAMP)")
                .head();
        assertEquals(INSTANT, row.get(0));
        assertEquals(INSTANT, row.<Instant>getAs(0));
        assertEquals(Timestamp.from(INSTANT), row.getTimestamp(0));
        assertEquals(INSTANT, row.getInstant(0));
        assertEquals(DAY, row.get(1));
        assertEquals(Date.valueOf(DAY), row.getDate(1));
        assertEquals(DAY, row.getLocalDate(1));
        assertNull(row.getTimestamp(2));
        assertNull(row.getInstant(2));
    }

    @Test
    void rowsAndConstantsTakeEither() {
        var schema = new StructType().add("at", "timestamp").add("day", DataTypes.DateType);
        Row older = RowFactory.create(Timestamp.from(INSTANT), Date.valueOf(DAY));
        DataFrame rows = session.createDataFrame(List.of(older, Row.of(INSTANT, DAY)), schema);
        assertEquals(rows.collectAsList().get(0), rows.collectAsList().get(1));
        Column same = functions
                .col("at")
                .equalTo(functions.lit(Timestamp.from(INSTANT)))
                .and(functions.col("day").equalTo(functions.lit(Date.valueOf(DAY))));
        assertEquals(2, rows.filter(same).count());
        Timestamp max = rows.select("at").as(Encoders.TIMESTAMP()).head();
        assertEquals(Timestamp.from(INSTANT), max);
    }

    /// The older classes turn to the Julian calendar in 1582; as in Spark the date and the time stay, not the
    /// milliseconds.
    @Test
    void oldTimesKeepWhatTheClockShows() {
        for (String text : new String[] {"1582-10-04T12:00:00", "1500-02-28T23:59:59", "0001-01-01T00:00:00"}) {
            LocalDateTime shown = LocalDateTime.parse(text);
            Instant instant = shown.atZone(ZoneId.systemDefault()).toInstant();
            Row row = Row.of(instant, shown.toLocalDate());
            assertEquals(text.replace('T', ' ') + ".0", String.valueOf(row.getTimestamp(0)));
            assertEquals(text.substring(0, 10), String.valueOf(row.getDate(1)));
            var again = Row.of(row.getTimestamp(0), row.getDate(1));
            assertEquals(instant, again.getInstant(0));
            assertEquals(shown.toLocalDate(), again.getLocalDate(1));
        }
    }

    record Bad(String name, List<java.util.Date> dates) {}

    public static final class Outer {
        private UUID key = new UUID(0, 0);

        public UUID getKey() {
            return key;
        }

        public void setKey(UUID value) {
            key = value;
        }
    }

    @Test
    void whatHasNoEncoderIsNamedWithItsFieldAndWhatToUse() {
        assertHint(
                "the field \"dates\" of dev.sluice.api.OlderTimesTest$Bad: use java.time.Instant or java.sql.Timestamp for a "
                        + "moment in time, java.time.LocalDate or java.sql.Date for a day.",
                () -> Encoders.record(Bad.class));
        assertHint(
                "the field \"key\" of dev.sluice.api.OlderTimesTest$Outer: use a String.",
                () -> Encoders.bean(Outer.class));
        assertTrue(hint(() -> dev.sluice.encoder.Encoder.of(Calendar.class)).startsWith("use java.time.Instant"));
        record Mapped(ArrayList<StringBuilder> texts) {}
        assertTrue(hint(() -> Encoders.record(Mapped.class)).contains("\"texts\""));
    }

    private static void assertHint(String expected, Runnable made) {
        assertEquals(expected, hint(made));
    }

    private static String hint(Runnable made) {
        return String.valueOf(assertThrows(AnalysisException.class, made::run).hint());
    }
}
