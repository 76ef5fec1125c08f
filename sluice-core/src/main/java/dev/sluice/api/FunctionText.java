package dev.sluice.api;

import dev.sluice.catalog.UserFunction;
import dev.sluice.function.NamedFunction;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;

/// What `DESCRIBE FUNCTION` answers, a line a row, as Spark lays it out.
final class FunctionText {

    private FunctionText() {}

    static List<String> of(UserFunction function, boolean extended) {
        return switch (function) {
            case UserFunction.Code(NamedFunction code, String className) ->
                List.of("Function: " + code.name(), "Class: " + className, "Usage: " + usage(code));
            case UserFunction.Inlined inlined -> of(inlined, extended);
        };
    }

    static List<String> of(NamedFunction function, boolean extended) {
        List<String> lines = new ArrayList<>(List.of("Function: " + function.name(), "Usage: " + usage(function)));
        if (extended) {
            var text = new StringBuilder("Extended Usage:\n    Examples:\n");
            for (ScalarFunction.Example example : function.examples()) {
                String select = function instanceof ScalarFunction ? "SELECT " : "";
                text.append("      > ").append(select).append(example.sql()).append(";\n");
                text.append("       ")
                        .append(example.expected() == null ? "NULL" : example.expected())
                        .append('\n');
            }
            lines.add(text.toString());
        }
        return lines;
    }

    private static String usage(NamedFunction function) {
        String ways = String.join(
                "; ",
                function.signatures().stream().map(way -> function.name() + way).toList());
        return ways + " - " + function.summary();
    }

    private static List<String> of(UserFunction.Inlined function, boolean extended) {
        var lines = new Lines(extended ? "Deterministic:".length() : "Function:".length());
        lines.add("Function:", function.name());
        lines.add("Type:", "SCALAR");
        String label = "Input:";
        for (Field parameter : function.parameters().fields()) {
            lines.add(label, parameter.name() + " " + parameter.type().sql());
            label = "";
        }
        if (function.parameters().size() == 0) lines.add("Input:", "()");
        lines.add("Returns:", function.returns().sql());
        if (extended) {
            if (function.comment() != null) lines.add("Comment:", function.comment());
            lines.add("Body:", function.text());
        }
        return lines.all;
    }

    /// Labels and values, the values below each other.
    private static final class Lines {
        private final int width;
        private final List<String> all = new ArrayList<>();

        Lines(int width) {
            this.width = width;
        }

        void add(String label, String value) {
            all.add(label + " ".repeat(width - label.length() + 1) + value);
        }
    }
}
