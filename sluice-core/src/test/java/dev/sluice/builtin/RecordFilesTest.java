package dev.sluice.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.error.SluiceException;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// JSON and CSV files through their providers: options, schemas, streams.
class RecordFilesTest {

    private static final DataType.Struct IDS =
            DataType.Struct.of(Field.of("id", Atomic.INT), Field.of("name", Atomic.STRING));

    private final MemoryStorage storage = new MemoryStorage();

    private void file(String path, String content) {
        storage.replace(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Options inDirectory(String... options) {
        Map<String, String> all = Rows.options(options).asMap();
        all.putIfAbsent("path", "/in");
        return new Options(all);
    }

    private List<String> read(String format, DataType.@Nullable Struct user, String... options) {
        Provider provider = Rows.provider(format);
        var around = Rows.around(storage);
        DataType.Struct schema = provider.schema(inDirectory(options), user, false, around);
        var input = provider.input(inDirectory(options), schema, around).orElseThrow();
        return Rows.of(input.splits(), schema);
    }

    private String schema(String format, String... options) {
        return Rows.provider(format)
                .schema(inDirectory(options), null, false, Rows.around(storage))
                .toDdl();
    }

    private SluiceException refused(String format, DataType.@Nullable Struct user, String... options) {
        return assertThrows(SluiceException.class, () -> read(format, user, options));
    }

    @Test
    void columnsOfJsonFilesAreInferredFromAllOfThem() {
        file("/in/a.json", "{\"id\":1,\"name\":\"Ada\"}\n");
        file("/in/b.json", "{\"id\":2.5}\n{\"at\":null}\n");
        assertEquals("at STRING,id DOUBLE,name STRING", schema("json"));
        assertEquals(List.of("NULL|1.0|Ada", "NULL|2.5|NULL", "NULL|NULL|NULL"), read("json", null));
    }

    @Test
    void columnsOfCsvFilesComeFromTheFirstLineOrFromAll() {
        file("/in/a.csv", "id,name\n1,Ada\n2,\"Bob, B.\"\n");
        file("/in/b.csv", "id,name\n3.5,Eve\n");
        assertEquals("_c0 STRING,_c1 STRING", schema("csv"));
        assertEquals("id STRING,name STRING", schema("csv", "header", "true"));
        assertEquals("id DOUBLE,name STRING", schema("csv", "header", "true", "inferSchema", "true"));
        assertEquals(
                List.of("1.0|Ada", "2.0|Bob, B.", "3.5|Eve"),
                read("csv", null, "header", "true", "inferSchema", "true"));
        assertEquals(
                List.of("1|Ada", "2|Bob, B.", "NULL|Eve"), read("csv", IDS, "header", "TRUE", "mode", "permissive"));
    }

    @Test
    void separatorsCanBeWrittenWithBackslashes() {
        file("/in/a.csv", "1\tAda\n");
        assertEquals(List.of("1|Ada"), read("csv", IDS, "sep", "\\t"));
        assertEquals(List.of("1|Ada"), read("csv", IDS, "delimiter", "\t"));
        assertTrue(refused("csv", IDS, "sep", "").sentence().contains("at least one character"));
        assertEquals(
                "OPTION_VALUE_EXCEEDS_ONE_CHARACTER",
                refused("csv", IDS, "quote", "ab").getCondition());
    }

    @Test
    void aStreamNeedsASchemaAndReadsTheSameRowsAgain() {
        Provider json = Rows.provider("json");
        var around = Rows.around(storage);
        file("/in/a.json", "{\"id\":1,\"name\":\"Ada\"}\n");
        var missing = assertThrows(SluiceException.class, () -> json.schema(inDirectory(), null, true, around));
        assertTrue(missing.sentence().contains("Schema must be specified when creating a streaming source DataFrame."));

        DataType.Struct schema = json.schema(inDirectory(), IDS, true, around);
        InputRange range;
        try (Source source = json.source(inDirectory(), schema, around).orElseThrow()) {
            Offset to = source.latest(null, ReadLimit.OPTIONS).orElseThrow();
            range = source.range(null, to);
            assertEquals(List.of("1|Ada"), Rows.of(source.splits(range), schema));
        }
        file("/in/a.json", "{\"id\":1,\"name\":\"Ada\"}\n{\"id\":2,\"name\":\"Bob\"}\n");
        try (Source again = json.source(inDirectory(), schema, around).orElseThrow()) {
            assertEquals(List.of("1|Ada"), Rows.of(again.splits(range), schema));
        }
    }

    @Test
    void aSchemasColumnsAreNullableSinceFilesKnowNoBetter() {
        file("/in/a.json", "{}\n");
        var strict = DataType.Struct.of(new Field("id", Atomic.INT, false));
        assertEquals(
                "id INT",
                Rows.provider("json")
                        .schema(inDirectory(), strict, false, Rows.around(storage))
                        .toDdl());
    }

    @Test
    void anErrorInAFileNamesIt() {
        file("/in/a.json", "{\"id\":\"x\"}\n");
        var error = refused("json", IDS, "mode", "FAILFAST");
        assertEquals("FAILED_READ_FILE.NO_HINT", error.getCondition());
        assertTrue(error.sentence().contains("Encountered error while reading file file:///in/a.json."));
        assertTrue(error.getMessage().contains("Malformed records are detected in record parsing: {\"id\":\"x\"}."));
    }

    @Test
    void withoutFilesColumnsMustBeSaid() {
        file("/in/_hidden", "");
        assertTrue(refused("json", null).sentence().contains("Unable to infer schema for JSON. It must be specified"));
        assertTrue(refused("csv", null).sentence().contains("Unable to infer schema for CSV. It must be specified"));
        assertEquals(List.of(), read("csv", IDS));
    }

    @Test
    void typesThatTheFormatCanNotHoldAreRefused() {
        file("/in/a", "");
        var list = DataType.Struct.of(Field.of("a", new DataType.Array(Atomic.INT, true)));
        assertTrue(refused("csv", list)
                .sentence()
                .contains("The CSV datasource doesn't support the column `a` of the type \"ARRAY<INT>\"."));
        var keys = DataType.Struct.of(Field.of("m", new DataType.Map(Atomic.INT, Atomic.INT, true)));
        assertTrue(refused("json", keys)
                .sentence()
                .contains(
                        "Input schema \"STRUCT<m: MAP<INT, INT>>\" can only contain STRING as a key type for a MAP."));
        var corrupt = DataType.Struct.of(Field.of("_corrupt_record", Atomic.INT));
        for (String format : List.of("json", "csv")) {
            assertTrue(refused(format, corrupt)
                    .sentence()
                    .contains("The column `_corrupt_record` for corrupt records must have the nullable STRING type, but"
                            + " got \"INT\"."));
        }
        assertTrue(refused("text", IDS)
                .sentence()
                .contains("Text data source supports only a single column, and you have 2 columns."));
        assertTrue(refused("text", DataType.Struct.of(Field.of("a", Atomic.INT)))
                .sentence()
                .contains("The Text datasource doesn't support the column `a` of the type \"INT\"."));
    }

    @Test
    void whatIsNotThereYetIsSaidAndNotIgnored() {
        file("/in/a", "");
        for (List<String> option : List.of(
                List.of("csv", "encoding", "UTF-16"),
                List.of("text", "cleanSource", "delete"),
                List.of("text", "modifiedAfter", "2020-01-01"))) {
            var user = option.getFirst().equals("text") ? null : IDS;
            assertEquals(
                    "SLUICE_NOT_YET_SUPPORTED",
                    refused(option.getFirst(), user, option.get(1), option.get(2))
                            .getCondition(),
                    option.toString());
        }
        assertEquals(List.of(), read("json", IDS, "multiLine", "FALSE", "samplingRatio", "1.0"));
    }

    @Test
    void filesThatCanNotBeReadArePassedOverIfTheOptionsSaySo() {
        file("/in/a.json.gz", "this is not compressed");
        file("/in/b.json", "{\"id\":7}\n");
        assertEquals("FAILED_READ_FILE.NO_HINT", refused("json", IDS).getCondition());
        assertEquals(
                "FAILED_READ_FILE.NO_HINT",
                refused("json", IDS, "ignoreMissingFiles", "true").getCondition());
        assertEquals(List.of("7|NULL"), read("json", IDS, "ignoreCorruptFiles", "true"));
    }

    @Test
    void filesThatAreGoneArePassedOverIfTheOptionsSaySo() {
        for (boolean ignored : List.of(false, true)) {
            file("/in/a.json", "{\"id\":1}\n");
            file("/in/b.json", "{\"id\":7}\n");
            Options options = inDirectory("ignoreMissingFiles", String.valueOf(ignored));
            var input = Rows.provider("json")
                    .input(options, IDS, Rows.around(storage))
                    .orElseThrow();
            var splits = input.splits();
            storage.delete("/in/a.json");
            if (ignored) {
                assertEquals(List.of("7|NULL"), Rows.of(splits, IDS));
            } else {
                var failure = assertThrows(SluiceException.class, () -> Rows.of(splits, IDS));
                assertEquals("FAILED_READ_FILE.FILE_NOT_EXIST", failure.getCondition());
            }
        }
    }

    @Test
    void aFileIsARowOfItsBytes() {
        file("/in/a.png", "abc");
        file("/in/b.txt", "");
        assertEquals(
                "path STRING,modificationTime TIMESTAMP,length BIGINT,content BINARY",
                schema("binaryfile", "pathGlobFilter", "*.png"));
        var rows = read("binaryfile", null, "pathGlobFilter", "*.png");
        assertEquals(1, rows.size());
        assertTrue(rows.getFirst().matches("file:/in/a\\.png\\|\\d{4}-.*\\|3\\|\\[61 62 63]"), rows::toString);
    }

    @Test
    void everyOptionIsDocumentedOnce() {
        for (Provider provider : Builtins.PROVIDERS) {
            var names = provider.options().stream()
                    .map(option -> option.name().toLowerCase(java.util.Locale.ROOT))
                    .toList();
            assertEquals(names.stream().distinct().toList(), names, provider.name());
        }
        var sorted = Builtins.PROVIDERS.stream().map(Provider::name).toList();
        assertEquals(sorted.stream().sorted().toList(), sorted);
    }
}
