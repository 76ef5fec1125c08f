package dev.sluice.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.DataFrame;
import dev.sluice.api.DataFrameReader;
import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that others write, by schemas of theirs, and what is written by a schema that is given.
class AvroFilesTest {

    private static final String LATER = "{\"type\":\"record\",\"name\":\"r\",\"fields\":[";

    private final Session session = Session.builder()
            .parallelism(1)
            .config("spark.sql.session.timeZone", "UTC")
            .create();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        session.stop();
    }

    /// A file with these fields, and a row in JSON as Avro's library has it.
    private void write(String fields, String row, String... notes) throws IOException {
        Schema schema = new Schema.Parser().parse("{\"type\":\"record\",\"name\":\"r\",\"fields\":[" + fields + "]}");
        try (var writer = new DataFileWriter<Object>(new GenericDatumWriter<>(schema))) {
            for (int i = 0; i < notes.length; i += 2) writer.setMeta(notes[i], notes[i + 1]);
            writer.create(schema, directory.resolve("f.avro").toFile());
            writer.append(new GenericDatumReader<>(schema)
                    .read(null, DecoderFactory.get().jsonDecoder(schema, row)));
        }
    }

    private static String field(String name, String type) {
        return "{\"name\":\"" + name + "\",\"type\":" + type + "}";
    }

    private DataFrameReader reader() {
        return session.read().format("avro");
    }

    private String rows(DataFrameReader reader, String... columns) {
        DataFrame all = reader.load(directory.resolve("f.avro").toString());
        return Arrays.toString((columns.length == 0 ? all : all.selectExpr(columns)).collect());
    }

    private String refused(String query, String schema) {
        return assertThrows(
                        SluiceException.class,
                        () -> session.sql(query)
                                .write()
                                .format("avro")
                                .option("avroSchema", schema)
                                .mode("overwrite")
                                .save(directory.resolve("refused").toString()))
                .getMessage();
    }

    @Test
    void fieldsThatDifferInCaseStayApart() throws IOException {
        write(field("a", "\"int\"") + "," + field("A", "\"int\""), "{\"a\":1,\"A\":2}");
        assertEquals("[[2]]", rows(reader().schema("A INT")));
        assertEquals("[[1]]", rows(reader().schema("a INT")));
        write(field("ab", "\"int\"") + "," + field("aB", "\"int\""), "{\"ab\":1,\"aB\":2}");
        var failure = assertThrows(SluiceException.class, () -> rows(reader().schema("AB INT")));
        assertEquals("SLUICE_FILE.AMBIGUOUS_FIELD", failure.getCondition());
    }

    @Test
    void aReadersSchemaMayCallFieldsSomethingElseAndOrderThemOtherwise() throws IOException {
        String inner = "{\"type\":\"record\",\"name\":\"i\",\"fields\":[%s]}";
        String x = field("x", "\"string\"");
        String y = field("y", "\"int\"");
        write(
                field("s", inner.formatted(x + "," + y)) + "," + field("old", "\"int\""),
                "{\"s\":{\"x\":\"one\",\"y\":2},\"old\":3}");
        String later = LATER + "{\"name\":\"recent\",\"type\":\"long\",\"aliases\":[\"old\"]},"
                + field("s", inner.formatted(y + "," + x)) + "]}";
        assertEquals("[[3,[2,one]]]", rows(reader().option("avroSchema", later)));
        assertEquals("[[3]]", rows(reader().option("avroSchema", later), "recent"));
        assertEquals("[[2]]", rows(reader().option("avroSchema", later), "s.y"));
    }

    @Test
    void branchesOfAUnionMayBeRecords() throws IOException {
        String record = "{\"type\":\"record\",\"name\":\"i\",\"fields\":[" + field("x", "\"int\"") + "]}";
        write(field("u", "[\"null\",\"string\"," + record + "]"), "{\"u\":{\"i\":{\"x\":7}}}");
        assertEquals("[[[null,[7]]]]", rows(reader()));
    }

    @Test
    void valuesThatTheTypeDoesNotHoldAreRefused() throws IOException {
        write(field("a", "\"int\""), "{\"a\":300}");
        assertEquals("[[300]]", rows(reader().schema("a SMALLINT")));
        var failure = assertThrows(SluiceException.class, () -> rows(reader().schema("a TINYINT")));
        assertTrue(failure.getMessage().contains("[AVRO_INCOMPATIBLE_READ_TYPE]"), failure::getMessage);
        assertTrue(failure.getMessage().contains("int with the value 300"), failure::getMessage);
    }

    /// What Spark 2 wrote, or a later one whose `datetimeRebaseModeInWrite` is LEGACY.
    @Test
    void datesOfSparkTwoAreInJuliusCaesarsCalendar() throws IOException {
        String fields = field("d", "{\"type\":\"int\",\"logicalType\":\"date\"}") + ","
                + field("t", "{\"type\":\"long\",\"logicalType\":\"timestamp-micros\"}");
        String row = "{\"d\":-354280,\"t\":-30609792000000000}";
        write(fields, row);
        assertEquals("[[1000-01-06]]", rows(reader(), "CAST(d AS STRING)"));
        write(fields, row, "org.apache.spark.version", "3.5.0", "org.apache.spark.legacyDateTime", "");
        assertEquals("[[1000-01-01,1000-01-01 00:00:00]]", rows(reader(), "CAST(d AS STRING)", "CAST(t AS STRING)"));
    }

    @Test
    void whatIsNoRecordIsRefused() throws IOException {
        Schema text = Schema.create(Schema.Type.STRING);
        try (var writer = new DataFileWriter<Object>(new GenericDatumWriter<>(text))) {
            writer.create(text, directory.resolve("f.avro").toFile());
            writer.append("no record");
        }
        var failure = assertThrows(SluiceException.class, () -> rows(reader()));
        assertEquals("AVRO_INCOMPATIBLE_READ_TYPE", failure.getCondition());
        assertTrue(refused("SELECT 'x' AS a", "\"string\"").contains("AVRO_INCOMPATIBLE_WRITE_TYPE"));
    }

    @Test
    void aFileThatIsCutOffIsSaidToBe() throws IOException {
        write(field("a", "\"int\""), "{\"a\":1}");
        Path file = directory.resolve("f.avro");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 1; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try {
                // Where nothing but the only block is missing, the file is one without rows.
                String rows = rows(reader().schema("a INT"));
                assertEquals("[]", rows, length + " bytes");
            } catch (SluiceException e) {
                assertTrue(e.getCondition().startsWith("FAILED_READ_FILE"), e::getMessage);
            }
        }
    }

    @Test
    void noColumnIsLostForASchemaThatDoesNotKnowIt() {
        String message = refused("SELECT 1 AS a, 2 AS b", LATER + field("a", "\"int\"") + "]}");
        assertTrue(
                message.startsWith(
                        "[SLUICE_FILE.AVRO_COLUMN_WITHOUT_FIELD] Cannot write the column `b`: the Avro schema"
                                + " has no field of that name at the top"),
                message);
    }

    @Test
    void valuesThatAGivenSchemaHasNoRoomForAreRefused() {
        String nanos = "{\"type\":\"long\",\"logicalType\":\"timestamp-nanos\"}";
        String local = "{\"type\":\"long\",\"logicalType\":\"local-timestamp-micros\"}";
        String digits = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":4,\"scale\":2}";
        String colours = "{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[\"red\",\"green\"]}";
        String two = "{\"type\":\"fixed\",\"name\":\"f\",\"size\":2}";
        for (String[] wrong : new String[][] {
            {"TIMESTAMP'2020-01-01 00:00:00'", nanos},
            {"TIMESTAMP'2020-01-01 00:00:00'", local},
            {"CAST(1234.56 AS DECIMAL(6, 2))", digits},
            {"'blue'", colours},
            {"X'000102'", two}
        }) {
            String message = refused("SELECT " + wrong[0] + " AS a", LATER + field("a", wrong[1]) + "]}");
            assertTrue(message.contains("Cannot write the field a of the type"), message);
        }
    }

    @Test
    void namesThatAvroDoesNotHaveAreRefusedInSparksWords() {
        var failure = assertThrows(
                SluiceException.class,
                () -> session.sql("SELECT 1 AS `a b`")
                        .write()
                        .format("avro")
                        .save(directory.resolve("refused").toString()));
        assertEquals(
                "[INVALID_COLUMN_NAME_AS_PATH] The datasource Avro cannot save the column `a b` because its name contains"
                        + " some characters that are not allowed in file paths. Please, use an alias to rename it."
                        + " SQLSTATE: 46121",
                failure.getMessage());
    }
}
