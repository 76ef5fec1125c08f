package dev.sluice.testing.fuzz;

import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Files of JSON and CSV made up by chance, to be read with the options that there are.
final class RandomReads {

    static final String SCALARS =
            "b BOOLEAN, y TINYINT, s SMALLINT, i INT, l BIGINT, f FLOAT, d DOUBLE, c DECIMAL(10,2), "
                    + "k DECIMAL(38,18), t STRING, x BINARY, a DATE, z TIMESTAMP, n TIMESTAMP_NTZ";
    static final String NESTED = SCALARS + ", o STRUCT<p: INT, q: STRING, r: ARRAY<DOUBLE>>, v ARRAY<BIGINT>, "
            + "m MAP<STRING, INT>, w ARRAY<STRUCT<p: INT, t: TIMESTAMP>>, u ARRAY<STRING>, g STRUCT<h: STRUCT<j: DECIMAL(5,1)>>";
    private static final String CORRUPT = ", _corrupt_record STRING";

    /// Options for JSON, each a set of `key=value` separated by `;`.
    private static final String[] JSON = {
        "",
        "mode=DROPMALFORMED",
        "allowSingleQuotes=false",
        "allowNonNumericNumbers=false",
        "allowUnquotedControlChars=true",
        "allowComments=true",
        "allowUnquotedFieldNames=true",
        "allowNumericLeadingZeros=true",
        "allowBackslashEscapingAnyCharacter=true",
        "encoding=UTF-8",
        "timeZone=Europe/Berlin",
        "lineSep=|",
        "dateFormat=dd/MM/yyyy;timestampFormat=yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]",
        "allowComments=true;allowUnquotedFieldNames=true;allowNumericLeadingZeros=true;"
                + "allowBackslashEscapingAnyCharacter=true;allowUnquotedControlChars=true"
    };
    private static final String[] CSV = {
        "",
        "mode=DROPMALFORMED",
        "sep=;",
        "sep=\\t",
        "sep=||",
        "quote='",
        "quote=",
        "escape=\"",
        "escape=",
        "comment=#",
        "header=true",
        "nullValue=NULL",
        "nullValue=NA;emptyValue=EMPTY",
        "emptyValue=null",
        "ignoreLeadingWhiteSpace=true",
        "ignoreTrailingWhiteSpace=true",
        "ignoreLeadingWhiteSpace=true;ignoreTrailingWhiteSpace=true;escape=\"",
        "charToEscapeQuoteEscaping=#",
        "escape=#;charToEscapeQuoteEscaping=\\",
        "unescapedQuoteHandling=STOP_AT_CLOSING_QUOTE",
        "unescapedQuoteHandling=BACK_TO_DELIMITER",
        "unescapedQuoteHandling=SKIP_VALUE",
        "unescapedQuoteHandling=RAISE_ERROR",
        "nanValue=nan;positiveInf=INF",
        "encoding=UTF-8",
        "lineSep=|;quote='",
        "timeZone=Europe/Berlin",
        "maxColumns=15",
        "maxCharsPerColumn=30",
        "dateFormat=dd/MM/yyyy;timestampFormat=yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]",
        "multiLine=true",
        "multiLine=true;header=true;comment=#",
        "multiLine=true;lineSep=|",
        "multiLine=true;escape=\""
    };
    private static final String[] INFERRED_JSON = {
        "",
        "primitivesAsString=true",
        "prefersDecimal=true",
        "inferTimestamp=true",
        "dropFieldIfAllNull=true",
        "mode=DROPMALFORMED",
        "allowNumericLeadingZeros=true",
        "multiLine=true"
    };
    private static final String[] INFERRED_CSV = {
        "",
        "header=true",
        "preferDate=false",
        "dateFormat=dd/MM/yyyy",
        "timestampFormat=yyyy-MM-dd HH:mm:ss",
        "nullValue=NULL",
        "multiLine=true",
        "multiLine=true;header=true"
    };

    private final Path directory;
    private final long seed;

    RandomReads(Path directory, long seed) {
        this.directory = directory;
        this.seed = seed;
    }

    /// @param lines how many each file of JSON has; of CSV there are as many in all
    /// @param small how many files of some lines there are for each set of options with which columns are inferred
    void store(int lines, int small) throws IOException {
        for (int i = 0; i < JSON.length; i++) {
            store("json-" + i, "json", NESTED + CORRUPT, JSON[i], lines);
        }
        for (int i = 0; i < CSV.length; i++) {
            store("csv-" + i, "csv", SCALARS + CORRUPT, CSV[i], Math.ceilDiv(lines * JSON.length, CSV.length));
        }
        for (int n = 0; n < small; n++) {
            for (int i = 0; i < INFERRED_JSON.length; i++) {
                store("json-inferred-" + i + "-" + n, "json", "", INFERRED_JSON[i], 1 + n % 4);
            }
            for (int i = 0; i < INFERRED_CSV.length; i++) {
                store("csv-inferred-" + i + "-" + n, "csv", "", INFERRED_CSV[i], 2 + n % 4);
            }
        }
    }

    private void store(String name, String format, String schema, String said, int lines) throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : said.isEmpty() ? new String[0] : said.split(";(?=[a-z])")) {
            options.put(option.substring(0, option.indexOf('=')), option.substring(option.indexOf('=') + 1));
        }
        if (format.equals("csv")) options.putIfAbsent("inferSchema", "true");
        Dice dice = new Dice(seed * 31 + name.hashCode());
        boolean inferred = schema.isEmpty();
        DataType.Struct struct = SqlParser.tableSchema(inferred ? inferred(dice, format) : schema);
        byte[] end = options.getOrDefault("lineSep", dice.oneIn(3) && inferred ? "\r\n" : "\n")
                .getBytes(StandardCharsets.UTF_8);
        var data = new ByteArrayOutputStream();
        var json = new RandomJson(dice, struct);
        var csv = new RandomCsv(dice, struct, options);
        for (int i = 0; i < lines; i++) {
            data.writeBytes(format.equals("json") ? json.line() : csv.line());
            if (i < lines - 1 || !dice.oneIn(4)) data.writeBytes(end);
        }
        new FileRead(directory, name, format, inferred ? Optional.empty() : Optional.of(schema), options)
                .store(data.toByteArray());
    }

    /// Some columns of which only one who made the file knows.
    private static String inferred(Dice dice, String format) {
        String[] all = (format.equals("json") ? NESTED : SCALARS).split(", (?=[a-z] )");
        var some = new StringBuilder("l BIGINT");
        for (int i = 0; i < 3; i++) {
            String one = dice.one(all);
            if (!some.toString().contains(one) && !one.startsWith("l "))
                some.append(", ").append(one);
        }
        return some.toString();
    }
}
