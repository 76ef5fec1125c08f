package dev.sluice.function;

import dev.sluice.function.ScalarFunction.Example;
import java.util.List;
import java.util.stream.Collectors;

/// What the reference pages show of functions, in Markdown: they are made of the functions' own descriptions.
public final class FunctionPage {

    private FunctionPage() {}

    public static String entry(NamedFunction function) {
        return entry(function.names(), function.signatures(), function.summary(), function.examples());
    }

    /// @param signatures how it is called, once for each way
    public static String entry(List<String> names, List<String> signatures, String summary, List<Example> examples) {
        var entry =
                new StringBuilder("### ").append(quoted(names)).append("\n\n").append(summary);
        entry.append("\n\n").append(quoted(signatures)).append("\n");
        if (!examples.isEmpty()) entry.append("\n```sql\n");
        for (Example example : examples) {
            String value = example.expected() == null ? "NULL" : String.valueOf(example.expected());
            entry.append(example.sql()).append("  -- ").append(value).append('\n');
        }
        return entry.append(examples.isEmpty() ? "\n" : "```\n\n").toString();
    }

    private static String quoted(List<String> texts) {
        return texts.stream().map(text -> "`" + text + "`").collect(Collectors.joining(", "));
    }
}
