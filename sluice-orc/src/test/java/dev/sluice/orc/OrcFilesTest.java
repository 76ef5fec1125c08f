package dev.sluice.orc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.DataFrameReader;
import dev.sluice.api.Session;
import dev.sluice.error.SluiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.Arrays;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that others write: without names, with names that differ in case, of other types than are asked for, cut off.
class OrcFilesTest {

    private final Session session = Session.builder()
            .parallelism(1)
            .config("spark.sql.session.timeZone", "America/New_York")
            .create();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void stop() {
        session.stop();
    }

    /// A file with a row: 7 in columns of numbers, noon of the first day of 2020 in others.
    private void write(String schema) throws IOException {
        TypeDescription type = TypeDescription.fromString(schema);
        try (var out = Files.newOutputStream(directory.resolve("f.orc"))) {
            var conf = OneFile.configuration();
            Writer writer = OrcFile.createWriter(
                    OneFile.PATH,
                    OrcFile.writerOptions(conf)
                            .fileSystem(OneFile.toWrite(out, conf))
                            .setSchema(type)
                            .useUTCTimestamp(true)
                            .overwrite(true));
            VectorizedRowBatch batch = type.createRowBatch();
            batch.size = 1;
            for (var column : batch.cols) {
                switch (column) {
                    case LongColumnVector numbers -> numbers.vector[0] = 7;
                    case TimestampColumnVector times -> {
                        times.setIsUTC(true);
                        times.set(0, Timestamp.from(java.time.Instant.parse("2020-01-01T12:00:00Z")));
                    }
                    case BytesColumnVector texts ->
                        texts.setVal(0, "2020-01-01 12:00:00".getBytes(StandardCharsets.UTF_8));
                    default -> throw new IllegalArgumentException(schema);
                }
            }
            writer.addRowBatch(batch);
            writer.close();
        }
    }

    private DataFrameReader reader(String schema) {
        return session.read().format("orc").schema(schema);
    }

    private String rows(DataFrameReader reader, String... columns) {
        return Arrays.toString(reader.load(directory.resolve("f.orc").toString())
                .selectExpr(columns)
                .collect());
    }

    private SluiceException refused(DataFrameReader reader, String... columns) {
        return assertThrows(SluiceException.class, () -> rows(reader, columns));
    }

    @Test
    void columnsOfHiveThatHaveNoNamesAreTakenInTheirOrder() throws IOException {
        write("struct<_col0:int,_col1:timestamp>");
        assertEquals("[[7,2020-01-01 12:00:00]]", rows(reader("n INT, at TIMESTAMP"), "n", "CAST(at AS STRING)"));
        assertEquals("[[null]]", rows(reader("n INT, at TIMESTAMP, more INT"), "more"));
    }

    @Test
    void namesThatDifferInCaseAreNotGuessedAt() throws IOException {
        write("struct<ab:int,aB:int>");
        assertEquals("[[7]]", rows(reader("aB INT"), "aB"));
        assertEquals(
                "SLUICE_FILE.AMBIGUOUS_FIELD", refused(reader("AB INT"), "AB").getCondition());
    }

    /// Where it hangs is the session's to say, whatever it was noted as.
    @Test
    void aClockOnTheWallIsReadInTheSessionsZone() throws IOException {
        for (String type : new String[] {"timestamp", "string"}) {
            write("struct<at:" + type + ">");
            assertEquals(
                    "[[2020-01-01 12:00:00,1577898000]]",
                    rows(reader("at TIMESTAMP"), "CAST(at AS STRING)", "unix_seconds(at)"),
                    type);
        }
        write("struct<at:timestamp with local time zone>");
        assertEquals("[[2020-01-01 07:00:00]]", rows(reader("at TIMESTAMP"), "CAST(at AS STRING)"));
    }

    @Test
    void wholeNumbersAreNoInstants() throws IOException {
        write("struct<at:bigint>");
        SluiceException failure = refused(reader("at TIMESTAMP"), "at");
        assertTrue(
                failure.getMessage()
                        .startsWith(
                                "[UNSUPPORTED_FEATURE.ORC_TYPE_CAST] The feature is not supported: Unable to convert"
                                        + " bigint of Orc to data type \"TIMESTAMP\"."),
                failure::getMessage);
    }

    @Test
    void aFileThatIsCutOffIsSaidToBe() throws IOException {
        write("struct<a:int>");
        Path file = directory.resolve("f.orc");
        byte[] whole = Files.readAllBytes(file);
        for (int length = 1; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            for (DataFrameReader reader :
                    new DataFrameReader[] {reader("a INT"), session.read().format("orc")}) {
                assertTrue(refused(reader, "a").getCondition().startsWith("FAILED_READ_FILE"), length + " bytes");
            }
        }
    }

    /// A name that begins like those that Hive gave is a name.
    @Test
    void columnsThatBeginLikeNamelessOnesHaveNames() {
        String at = directory.resolve("named").toString();
        session.sql(
                "CREATE TABLE a (k INT, s STRUCT<_color: STRING>, _col STRING) USING orc OPTIONS (path '" + at + "')");
        session.sql("INSERT INTO a VALUES (1, named_struct('_color', 'red'), 'x')");
        session.sql("CREATE TABLE b (_column STRING, s STRUCT<size: STRING, _color: STRING>, _col STRING) USING orc"
                + " OPTIONS (path '" + at + "')");
        assertEquals(
                "[[null,null,red,x]]",
                session.sql("SELECT _column, s.size, s._color, _col FROM b")
                        .collectAsList()
                        .toString());
    }
}
