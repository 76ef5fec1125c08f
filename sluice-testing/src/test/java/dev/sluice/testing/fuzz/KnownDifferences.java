package dev.sluice.testing.fuzz;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where rows that Sluice reads from JSON and CSV may be others than Spark's, each with its reason. docs/semantics.md
/// tells the same.
final class KnownDifferences {

    private static final Pattern HALF_PAIR = Pattern.compile("(?i)\\\\+ud[89a-f][0-9a-f]{2}");

    /// The column x of type BINARY.
    private static final Pattern BINARY = Pattern.compile("x|u0078");

    private static final String SEPARATOR = " \\| ";
    private static final String SEPARATOR_TEXT = " | ";

    /// When the recorded answers may have been given, in microseconds: the days of which Spark made a time alone.
    private static final long FIRST_DAY = 1_790_000_000_000_000L;

    private static final long LAST_DAY = 1_860_000_000_000_000L;

    private final FileRead read;
    private final boolean hasText;
    private final JsonFactory jackson;

    /// @param columns what the first line of the answer says
    KnownDifferences(FileRead read, String columns) {
        this.read = read;
        hasText = columns.contains("_corrupt_record");
        var builder = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .configure(JsonReadFeature.ALLOW_SINGLE_QUOTES, true)
                .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, true);
        Map<String, JsonReadFeature> features = Map.of(
                "allowSingleQuotes", JsonReadFeature.ALLOW_SINGLE_QUOTES,
                "allowNonNumericNumbers", JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                "allowUnquotedControlChars", JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                "allowComments", JsonReadFeature.ALLOW_JAVA_COMMENTS,
                "allowUnquotedFieldNames", JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                "allowNumericLeadingZeros", JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                "allowBackslashEscapingAnyCharacter", JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER);
        read.options().forEach((option, value) -> {
            if (features.containsKey(option)) builder.configure(features.get(option), value.equals("true"));
        });
        jackson = builder.build();
    }

    /// Why the whole answer may be another one.
    static Optional<String> ofAnswer(List<String> spark, List<String> sluice) {
        String condition = spark.getFirst();
        String ours = sluice.getFirst();
        if (condition.equals("error UNSUPPORTED_FEATURE.QUERY_ONLY_CORRUPT_RECORD_COLUMN")) {
            return Optional.of("Spark does not read nothing but corrupt records");
        }
        if (condition.equals("error NEGATIVE_SCALE_DISALLOWED")) {
            return Optional.of("Spark's prefersDecimal fails for numbers such as 1e5");
        }
        if (condition.startsWith("error FAILED_READ_FILE")) {
            boolean said = ours.startsWith("error SLUICE_SOURCE.CSV_");
            return said ? Optional.of("our error says what is wrong") : Optional.of("Spark's parser of CSV fails");
        }
        return Optional.empty();
    }

    /// Why the columns that were inferred may be others.
    static Optional<String> ofColumns(byte[] file) {
        return JsonReaderFuzzTest.isUtf8(file)
                ? Optional.empty()
                : Optional.of("bytes that are no UTF-8 make a line malformed, Spark lets some through");
    }

    /// Why a row may be another one.
    Optional<String> ofRow(String spark, String sluice) {
        String[] theirs = spark.split(SEPARATOR);
        String[] ours = sluice.split(SEPARATOR);
        if (read.format().equals("json")) return ofJson(theirs, ours);
        if (read.options().getOrDefault("sep", ",").equals("||") && spark.contains("\"")) {
            return Optional.of("quotes that nothing closes or escapes, beside a separator of several characters");
        }
        if (theirs.length != ours.length) return Optional.empty();
        boolean today = true;
        boolean lineEnd = true;
        for (int i = 0; i < ours.length; i++) {
            today &= ours[i].equals(theirs[i]) || (ours[i].equals("null") && isToday(theirs[i]));
            lineEnd &= ours[i].equals(theirs[i]) || ours[i].equals(theirs[i].replaceAll("\\|\"$", "\""));
        }
        if (spark.equals(sluice.replace("\\u000d", ""))) {
            return Optional.of(
                    "a line end in a value that goes on behind its quotes is \\n in Spark, even if the file has \\r\\n");
        }
        if (today) return Optional.of("a time alone is no timestamp, in Spark one of the day on which it is read");
        return lineEnd && read.options().containsKey("lineSep")
                ? Optional.of("with multiLine, Spark's corrupt record has the line separator at its end")
                : Optional.empty();
    }

    private Optional<String> ofJson(String[] spark, String[] sluice) {
        if (withoutHalfPairs(spark).equals(withoutHalfPairs(sluice))) {
            return Optional.of("half a pair of surrogates in a copied text is a question mark, as in any text");
        }
        if (isNothing(sluice, hasText) && isBroken(text(sluice))) {
            return Optional.of("Spark keeps a part of some lines that are no JSON");
        }
        if (isNothing(spark, hasText) && BINARY.matcher(text(spark)).find()) {
            return Optional.of("Spark's parser loses its place in a text that is no base64, and with it the row");
        }
        boolean oldDays = spark.length == sluice.length;
        for (int i = 0; oldDays && i < sluice.length; i++) {
            oldDays = sluice[i].equals(spark[i]) || (isOldDay(sluice[i]) && isOldDay(spark[i]));
        }
        return oldDays
                ? Optional.of("a number of days before 1582-10-15, as a text, counts in the old calendar in Spark")
                : Optional.empty();
    }

    private static String withoutHalfPairs(String[] cells) {
        return HALF_PAIR.matcher(String.join(SEPARATOR_TEXT, cells)).replaceAll("?");
    }

    private static boolean isOldDay(String cell) {
        return cell.matches("@-[0-9]{6,10}") && Long.parseLong(cell.substring(1)) < -141_427;
    }

    private static boolean isToday(String cell) {
        if (!cell.matches("@[0-9]{16}")) return false;
        long micros = Long.parseLong(cell.substring(1));
        return micros > FIRST_DAY && micros < LAST_DAY;
    }

    /// Whether a row is one more of a line of which the other side has a single row without values.
    boolean isMoreOf(String nothing, String more) {
        String text = nothing.substring(nothing.lastIndexOf(SEPARATOR_TEXT) + 1);
        return read.format().equals("json")
                && hasText
                && isNothing(nothing.split(SEPARATOR), true)
                && more.endsWith(text)
                && text.length() > " null".length();
    }

    private static boolean isNothing(String[] cells, boolean hasText) {
        int texts = 0;
        for (String cell : cells) {
            if (!cell.equals("null")) texts++;
        }
        return hasText ? texts == 1 : texts == 0;
    }

    private static String text(String[] cells) {
        for (String cell : cells) {
            if (!cell.equals("null")) return cell;
        }
        return "";
    }

    /// Whether a line, as the answer shows it, is no JSON.
    private boolean isBroken(String cell) {
        String line = unquoted(cell);
        if (line.contains("\ufffd")) return true; // it had bytes that are no UTF-8
        try (JsonParser parser = jackson.createParser(line.getBytes(StandardCharsets.UTF_8))) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (token == JsonToken.VALUE_STRING) parser.getText();
                if (parser.getParsingContext().inRoot()) return false;
                token = parser.nextToken();
            }
            return true;
        } catch (IOException e) {
            return true;
        }
    }

    private static String unquoted(String cell) {
        var out = new StringBuilder();
        for (int i = 1; i < cell.length() - 1; i++) {
            char c = cell.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (cell.charAt(++i) == 'u') {
                out.append((char) Integer.parseInt(cell.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                out.append(cell.charAt(i));
            }
        }
        return out.toString();
    }
}
