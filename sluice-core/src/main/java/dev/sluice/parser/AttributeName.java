package dev.sluice.parser;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A column's name as programs say it: `col("my column")`, `` col("a.`b.c`") ``. Only points and backticks have a
/// meaning, so the grammar is not asked.
final class AttributeName {

    private static final Pattern PART = Pattern.compile("`(?:[^`]|``)*`|[^`.]+");

    private AttributeName() {}

    static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(name);
        int at = 0;
        while (part.region(at, name.length()).lookingAt()) {
            parts.add(Names.unquote(part.group()));
            if (part.end() == name.length()) return parts;
            if (name.charAt(part.end()) != '.') break;
            at = part.end() + 1;
        }
        throw invalid(name);
    }

    private static SluiceException invalid(String name) {
        return ErrorCondition.INVALID_ATTRIBUTE_NAME_SYNTAX
                .error()
                .with("name", name)
                .build();
    }
}
