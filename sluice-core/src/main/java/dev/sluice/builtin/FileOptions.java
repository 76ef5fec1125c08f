package dev.sluice.builtin;

import dev.sluice.connector.OptionSpec;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.format.LineEnds;
import dev.sluice.type.Field;
import java.util.List;

/// What the file formats have in common besides being files.
final class FileOptions {

    static final OptionSpec ENCODING = new OptionSpec("encoding", "UTF-8", "The files' character encoding.");
    static final OptionSpec CHARSET = new OptionSpec("charset", "UTF-8", "Another name of encoding.");

    private FileOptions() {}

    static LineEnds lineEnds(Options options) {
        return options.get("lineSep")
                .map(separator -> {
                    if (separator.isEmpty()) throw OptionValues.invalid("lineSep", "", "at least one character");
                    return LineEnds.of(separator);
                })
                .orElse(LineEnds.ANY);
    }

    static void requireUtf8(Options options) {
        for (String name : List.of("encoding", "charset")) {
            String value = options.get(name, "UTF-8");
            if (!value.equalsIgnoreCase("UTF-8") && !value.equalsIgnoreCase("UTF8")) {
                throw OptionValues.notYet("reading files in " + value);
            }
        }
    }

    static SluiceException unsupported(String format, Field field) {
        return ErrorCondition.UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE
                .error()
                .with("format", format)
                .with("columnName", Field.quote(field.name()))
                .with("columnType", "\"" + field.type().sql() + "\"")
                .build();
    }
}
