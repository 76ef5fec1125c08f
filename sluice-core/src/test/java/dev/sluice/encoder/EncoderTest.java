package dev.sluice.encoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.error.SluiceException;
import dev.sluice.vector.Chunk;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EncoderTest {

    record Plain(
            boolean truth,
            byte tiny,
            short small,
            int whole,
            long large,
            float single,
            double precise,
            @Nullable String text,
            @Nullable BigDecimal amount,
            @Nullable BigInteger huge,
            @Nullable LocalDate day,
            @Nullable Instant at,
            @Nullable LocalDateTime wall,
            @Nullable Duration took,
            @Nullable Period every,
            @Nullable DayOfWeek weekday) {}

    record Boxed(
            @Nullable Boolean truth,
            @Nullable Integer whole,
            @Nullable Long large,
            @Nullable Double precise) {}

    record Inner(String name, @Nullable Integer n) {}

    record Pair<A, B>(A left, B right) {}

    record Nested(
            Inner inner,
            @Nullable Inner absent,
            List<Inner> list,
            Set<String> set,
            Map<String, List<Inner>> map,
            Optional<Integer> some,
            Optional<Inner> none,
            Pair<String, Pair<Long, Inner>> pair) {}

    public static class Arrays2 {
        private int[] ints = {};
        private @Nullable String @Nullable [] texts;
        private byte @Nullable [] bytes;
        private boolean done;

        public int[] getInts() {
            return ints;
        }

        public void setInts(int[] ints) {
            this.ints = ints;
        }

        public @Nullable String @Nullable [] getTexts() {
            return texts;
        }

        public void setTexts(@Nullable String @Nullable [] texts) {
            this.texts = texts;
        }

        public byte @Nullable [] getBytes() {
            return bytes;
        }

        public void setBytes(byte @Nullable [] bytes) {
            this.bytes = bytes;
        }

        public boolean isDone() {
            return done;
        }

        public void setDone(boolean done) {
            this.done = done;
        }
    }

    record Circle(String name, @Nullable Circle next) {}

    @SafeVarargs
    private static <T> List<T> throughColumns(Encoder<T> encoder, T... objects) {
        ObjectWriter<T> writer = encoder.writer();
        for (T object : objects) writer.write(object);
        Chunk chunk = writer.take();
        ObjectReader<T> reader = encoder.reader();
        reader.open(chunk.columns());
        return java.util.stream.IntStream.range(0, chunk.size())
                .mapToObj(reader::read)
                .toList();
    }

    @Test
    void plainValuesComeBackAsTheyWere() {
        var full = new Plain(
                true,
                (byte) 1,
                (short) 2,
                3,
                4L,
                1.5f,
                2.5,
                "Zoë",
                new BigDecimal("1.500000000000000000"),
                new BigInteger("12345678901234567890"),
                LocalDate.of(2020, 2, 29),
                Instant.parse("1969-12-31T23:59:59.999999Z"),
                LocalDateTime.of(2020, 1, 1, 12, 0),
                Duration.ofMillis(-1500),
                Period.of(1, 2, 0),
                DayOfWeek.MONDAY);
        var empty =
                new Plain(false, (byte) 0, (short) 0, 0, 0, 0, 0, null, null, null, null, null, null, null, null, null);
        assertEquals(List.of(full, empty), throughColumns(Encoder.of(Plain.class), full, empty));
        assertEquals(
                "truth BOOLEAN NOT NULL,tiny TINYINT NOT NULL,small SMALLINT NOT NULL,whole INT NOT NULL,"
                        + "large BIGINT NOT NULL,single FLOAT NOT NULL,precise DOUBLE NOT NULL,text STRING,"
                        + "amount DECIMAL(38,18),huge DECIMAL(38,0),day DATE,at TIMESTAMP,wall TIMESTAMP_NTZ,"
                        + "took INTERVAL DAY TO SECOND,every INTERVAL YEAR TO MONTH,weekday STRING",
                Encoder.of(Plain.class).schema().toDdl());
    }

    @Test
    void boxesMayBeNull() {
        var full = new Boxed(true, 1, 2L, 3.0);
        var empty = new Boxed(null, null, null, null);
        assertEquals(List.of(full, empty), throughColumns(Encoder.of(Boxed.class), full, empty));
    }

    @Test
    void recordsListsMapsAndOptionalsNest() {
        var inner = new Inner("a", null);
        Map<String, List<Inner>> map = new LinkedHashMap<>();
        map.put("k", List.of(inner, new Inner("b", 1)));
        map.put("none", List.of());
        var nested = new Nested(
                inner,
                null,
                Arrays.asList(inner, null),
                Set.of("x"),
                map,
                Optional.of(1),
                Optional.empty(),
                new Pair<>("p", new Pair<>(7L, inner)));
        assertEquals(List.of(nested, nested), throughColumns(Encoder.of(Nested.class), nested, nested));
    }

    @Test
    void beansHaveTheirPropertiesInTheOrderOfTheirNames() {
        Encoder<Arrays2> encoder = Encoder.of(Arrays2.class);
        assertEquals(
                "bytes BINARY,done BOOLEAN NOT NULL,ints ARRAY<INT>,texts ARRAY<STRING>",
                encoder.schema().toDdl());
        var bean = new Arrays2();
        bean.setInts(new int[] {1, 2});
        bean.setTexts(new String[] {"a", null});
        bean.setBytes(new byte[] {1});
        bean.setDone(true);
        Arrays2 read = throughColumns(encoder, bean).getFirst();
        assertArrayEquals(bean.getInts(), read.getInts());
        assertArrayEquals(bean.getTexts(), read.getTexts());
        assertArrayEquals(bean.getBytes(), read.getBytes());
        assertEquals(true, read.isDone());
    }

    @Test
    void whatHasNoFormIsRefusedByName() {
        assertEquals("ENCODER_NOT_FOUND", refusal(Object.class));
        assertEquals("ENCODER_NOT_FOUND", refusal(java.util.Random.class));
        assertEquals("CIRCULAR_CLASS_REFERENCE", refusal(Circle.class));
        assertEquals("SLUICE_ENCODER.NO_CONSTRUCTOR", refusal(Unmakeable.class));
    }

    private static String refusal(Class<?> type) {
        return assertThrows(SluiceException.class, () -> Encoder.of(type)).getCondition();
    }

    public static class Unmakeable {
        private final int n;

        public Unmakeable(int n) {
            this.n = n;
        }

        public int getN() {
            return n;
        }
    }

    @Test
    void aNullKeyOfAMapIsRefused() {
        record Keys(Map<String, String> map) {}
        var error = assertThrows(
                SluiceException.class,
                () -> throughColumns(Encoder.of(Keys.class), new Keys(Collections.singletonMap(null, "v"))));
        assertEquals("NULL_MAP_KEY", error.getCondition());
    }

    // ---- values that no column holds

    record Sum(BigDecimal amount) {}

    record Count(BigInteger n) {}

    record Moment(Instant at) {}

    record Wall(LocalDateTime at) {}

    record Day(LocalDate day) {}

    record Span(Duration took) {}

    record Months(Period every) {}

    record Deep(List<Map<String, Sum>> sums) {}

    private static <T> SluiceException refused(Class<T> type, T value) {
        return assertThrows(SluiceException.class, () -> throughColumns(Encoder.of(type), value));
    }

    @Test
    void decimalsOfTooManyDigitsAreRefusedByTheNameOfTheirField() {
        for (String text : List.of("1e30", "1e20", "-1e1000000000", "99999999999999999999.9999999999999999995")) {
            var error = refused(Sum.class, new Sum(new BigDecimal(text)));
            assertEquals("NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION", error.getCondition());
            assertTrue(error.getMessage().contains("as Decimal(38, 18)"), error::getMessage);
            assertTrue(error.getMessage().contains("the field amount, "), error::getMessage);
        }
        var huge = refused(Count.class, new Count(BigInteger.TEN.pow(38)));
        assertTrue(huge.getMessage().contains("as Decimal(38, 0)"), huge::getMessage);
        assertTrue(huge.getMessage().contains("the field n, "), huge::getMessage);
        var deep = refused(Deep.class, new Deep(List.of(Map.of("a", new Sum(new BigDecimal("1e30"))))));
        assertTrue(deep.getMessage().contains("the field sums.amount, "), deep::getMessage);
    }

    @Test
    void decimalsOfAllDigitsStay() {
        var most = new BigDecimal("99999999999999999999.999999999999999999");
        assertEquals(List.of(new Sum(most)), throughColumns(Encoder.of(Sum.class), new Sum(most)));
        var count = new Count(BigInteger.TEN.pow(38).subtract(BigInteger.ONE));
        assertEquals(List.of(count), throughColumns(Encoder.of(Count.class), count));
    }

    @Test
    void timesBeyondTheirColumnAreRefusedByTheNameOfTheirField() {
        List<SluiceException> errors = List.of(
                refused(Moment.class, new Moment(Instant.MAX)),
                refused(Wall.class, new Wall(LocalDateTime.MIN)),
                refused(Day.class, new Day(LocalDate.MAX)),
                refused(Span.class, new Span(Duration.ofSeconds(Long.MAX_VALUE))),
                refused(Months.class, new Months(Period.ofYears(Integer.MAX_VALUE))));
        List<String> fields = List.of("at", "at", "day", "took", "every");
        for (int i = 0; i < fields.size(); i++) {
            String message = errors.get(i).getMessage();
            assertEquals("EXPRESSION_ENCODING_FAILED", errors.get(i).getCondition());
            assertTrue(message.contains("the field " + fields.get(i) + " is "), message);
        }
    }
}
