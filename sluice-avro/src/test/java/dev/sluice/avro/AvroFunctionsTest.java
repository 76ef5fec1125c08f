package dev.sluice.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is Avro's alone: schemas that are said, and values by themselves.
class AvroFunctionsTest {

    private static final String PAIR = "{\"type\":\"record\",\"name\":\"pair\",\"fields\":["
            + "{\"name\":\"a\",\"type\":[\"int\",\"null\"]},{\"name\":\"b\",\"type\":[\"string\",\"null\"]}]}";

    private final Session session = Session.builder().parallelism(1).create();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        session.stop();
    }

    private String rows(String query) {
        return Arrays.toString(session.sql(query).collect());
    }

    /// Avro's specification: numbers zigzag, a union's branch before its value, a text's length before it.
    @Test
    void valuesHaveTheBytesThatTheSpecificationSays() {
        assertEquals("[[02]]", rows("SELECT hex(to_avro(1))"));
        assertEquals(
                "[[0002000278]]",
                rows("SELECT hex(to_avro(named_struct('a', v, 'b', 'x'), '" + PAIR + "')) FROM VALUES (1) t(v)"));
        assertEquals("[[null]]", rows("SELECT to_avro(CAST(NULL AS INT))"));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertEquals(
                "[[[1,one]], [[null,null]], [null]]",
                rows("SELECT from_avro(to_avro(s, '" + PAIR + "'), '" + PAIR + "') FROM VALUES"
                        + " (named_struct('a', 1, 'b', 'one')), (named_struct('a', NULL, 'b', NULL)), (NULL) t(s)"));
        assertEquals(
                "STRUCT<a: INT, b: STRING>",
                session.sql("SELECT from_avro(X'', '" + PAIR + "') AS s")
                        .schema()
                        .field(0)
                        .type()
                        .sql());
    }

    @Test
    void anotherSchemaMayBeReadThanWasWritten() {
        String later = PAIR.replace("]}]}", "]},{\"name\":\"c\",\"type\":\"long\",\"default\":7}]}");
        assertEquals(
                "[[[1,one,7]]]",
                rows("SELECT from_avro(to_avro(named_struct('a', 1, 'b', 'one'), '" + PAIR + "'), '" + PAIR
                        + "', map('avroSchema', '" + later + "'))"));
    }

    @Test
    void bytesThatDoNotFitEndTheQueryOrAreNull() {
        SluiceException failure = assertThrows(
                SluiceException.class, () -> rows("SELECT from_avro(b, '" + PAIR + "') FROM VALUES (X'FF') t(b)"));
        assertTrue(failure.getMessage().contains("Malformed records are detected"), failure::getMessage);
        assertEquals(
                "[[[null,null]], [[1,null]]]",
                rows("SELECT from_avro(b, '" + PAIR
                        + "', map('mode', 'PERMISSIVE')) FROM VALUES (X'FF'), (X'000202') t(b)"));
    }

    @Test
    void modesAreSparks() {
        String query = "SELECT from_avro(X'FF', '" + PAIR + "', map('mode', '%s'))";
        SluiceException failure = assertThrows(SluiceException.class, () -> rows(query.formatted("dropMalformed")));
        assertEquals("PARSE_MODE_UNSUPPORTED", failure.getCondition());
        assertEquals("[[[null,null]]]", rows(query.formatted("permissive")));
    }

    /// A length is held against what is there before memory is taken for it.
    @Test
    void bytesThatSayTheyAreLongAreMalformed() {
        String text = "{\"type\":\"string\"}";
        assertEquals("[[null]]", rows("SELECT from_avro(X'FCFFFFFF0F41', '" + text + "', map('mode', 'PERMISSIVE'))"));
    }

    @Test
    void filesAreReadByAnotherSchemaIfOneIsSaid() {
        String files = directory.resolve("files").toString();
        session.sql("SELECT 1 AS a, 'one' AS b")
                .write()
                .format("avro")
                .option("avroSchema", PAIR)
                .save(files);
        String later = PAIR.replace("]}]}", "]},{\"name\":\"c\",\"type\":\"long\",\"default\":7}]}");
        assertEquals(
                "[[1,one,7]]",
                Arrays.toString(session.read()
                        .format("avro")
                        .option("avroSchema", later)
                        .load(files)
                        .collect()));
    }

    @Test
    void whatAvroCannotHoldIsRefused() {
        SluiceException failure = assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT map(1, 2) AS m")
                        .write()
                        .format("avro")
                        .save(directory.resolve("refused").toString()));
        assertEquals(
                "[UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE] The Avro datasource doesn't support the column `m` of the type"
                        + " \"MAP<INT, INT>\". SQLSTATE: 0A000",
                failure.getMessage());
    }
}
