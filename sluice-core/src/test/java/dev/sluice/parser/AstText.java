package dev.sluice.parser;

import dev.sluice.ast.Expr;
import dev.sluice.ast.WindowSpec;
import dev.sluice.error.SourcePosition;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes `ast` trees for golden files: a line for each statement and relation, expressions within the line.
///
/// What was not said (null, false, nothing in a list) is left out. Behind `@` stands the text that a node's
/// position means, its first line; expressions show none, since [SqlParserTest] holds all of them to a rule
/// instead.
final class AstText {

    private final StringBuilder text = new StringBuilder();

    private AstText() {}

    static String of(Object node) {
        if (node instanceof Expr expr) return show(expr) + "\n";
        var ast = new AstText();
        ast.append(node, "", 0);
        return ast.text.toString();
    }

    private void append(Object node, String label, int depth) {
        List<Map.Entry<String, Object>> children = new ArrayList<>();
        text.repeat("  ", depth).append(label).append(node.getClass().getSimpleName());
        for (Map.Entry<String, Object> part : parts(node).entrySet()) {
            if (isTree(part.getValue())) {
                children.add(part);
            } else if (!part.getKey().equals("at")) {
                text.append(' ').append(part.getKey()).append('=').append(show(part.getValue()));
            }
        }
        if (parts(node).get("at") instanceof SourcePosition at)
            text.append("  @ ").append(firstLine(at));
        text.append('\n');
        for (Map.Entry<String, Object> child : children) {
            String name = children.size() == 1 ? "" : child.getKey() + ": ";
            if (child.getValue() instanceof List<?> list) {
                list.forEach(item -> append(item, name, depth + 1));
            } else {
                append(child.getValue(), name, depth + 1);
            }
        }
    }

    private static String firstLine(SourcePosition at) {
        return at.fragment().lines().findFirst().orElse("");
    }

    /// Whether it gets a line of its own.
    private static boolean isTree(Object value) {
        if (value instanceof List<?> list) return !list.isEmpty() && isTree(list.getFirst());
        return value instanceof Record
                && value.getClass().getName().matches("dev\\.sluice\\.ast\\.(Relation|Statement)\\$\\w+")
                && !value.getClass().getSimpleName().equals("SortKey");
    }

    /// The components that were said, in their order.
    private static Map<String, Object> parts(Object node) {
        Map<String, Object> parts = new LinkedHashMap<>();
        for (RecordComponent component : node.getClass().getRecordComponents()) {
            Object part = part(node, component);
            if (part != null && isSaid(part)) parts.put(component.getName(), part);
        }
        return parts;
    }

    static @Nullable Object part(Object node, RecordComponent component) {
        try {
            return component.getAccessor().invoke(node);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static boolean isSaid(Object part) {
        return switch (part) {
            case Boolean truth -> truth;
            case Collection<?> items -> !items.isEmpty();
            case Map<?, ?> items -> !items.isEmpty();
            default -> true;
        };
    }

    private static String show(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Expr expr -> show(expr);
            case List<?> list -> list.stream().map(AstText::show).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> new TreeMap<>(map).toString();
            case String word -> word.isEmpty() ? "''" : word;
            case Record record -> showRecord(record);
            default -> value.toString();
        };
    }

    private static String showRecord(Record record) {
        if (record instanceof DataType type) return type.sql();
        return parts(record).entrySet().stream()
                .map(part -> part.getKey() + "=" + show(part.getValue()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    static String show(Expr expr) {
        return switch (expr) {
            case Expr.Name name ->
                name.parts().stream().map(Field::quoteIfNeeded).collect(Collectors.joining("."));
            case Expr.Star star ->
                star.qualifier().stream().map(part -> part + ".").collect(Collectors.joining()) + "*";
            case Expr.Literal literal ->
                value(literal.value()) + ":" + literal.type().sql();
            case Expr.TypedLiteral literal -> literal.type() + "'" + literal.text() + "'";
            case Expr.Call call -> call(call);
            case Expr.Cast cast ->
                (cast.isTry() ? "try_cast(" : "cast(") + show(cast.value()) + " AS "
                        + cast.type().sql() + ")";
            case Expr.Case cases -> cases(cases);
            case Expr.Alias alias -> show(alias.value()) + " AS " + String.join(", ", alias.names());
            case Expr.Subscript item -> "item(" + show(item.base()) + ", " + show(item.key()) + ")";
            case Expr.Over over -> "over(" + show(over.function()) + ", " + window(over.window()) + ")";
            case Expr.Lambda lambda ->
                "lambda(" + String.join(", ", lambda.parameters()) + " -> " + show(lambda.body()) + ")";
            case Expr.Subquery(var kind, var values, var query, _) ->
                "subquery(" + kind + (values.isEmpty() ? "" : ", " + show(values)) + ", "
                        + query.getClass().getSimpleName() + ")";
            case Expr.Member member -> "member(" + show(member.base()) + ", " + member.name() + ")";
        };
    }

    private static String call(Expr.Call call) {
        String args = call.args().stream().map(AstText::show).collect(Collectors.joining(", "));
        String filter = call.filter() == null ? "" : " FILTER " + show(call.filter());
        String order = call.order().isEmpty() ? "" : " WITHIN " + show(call.order());
        String nulls = call.nulls() == Expr.Nulls.UNSAID ? "" : " NULLS " + call.nulls();
        return call.name() + "(" + (call.distinct() ? "DISTINCT " : "") + args + ")" + order + nulls + filter;
    }

    private static String window(WindowSpec window) {
        if (window.name() != null) return window.name();
        String rows = show(window.partition()) + ", " + show(window.order());
        return window.frame() == null ? rows : rows + ", " + frame(window.frame());
    }

    private static String frame(WindowSpec.Frame frame) {
        return (frame.rows() ? "ROWS " : "RANGE ") + bound(frame.lower()) + " TO " + bound(frame.upper());
    }

    private static String bound(WindowSpec.Bound bound) {
        return switch (bound) {
            case WindowSpec.Bound.UnboundedPreceding _ -> "FIRST";
            case WindowSpec.Bound.UnboundedFollowing _ -> "LAST";
            case WindowSpec.Bound.CurrentRow _ -> "CURRENT";
            case WindowSpec.Bound.Offset(Expr offset, boolean preceding) -> (preceding ? "-" : "+") + show(offset);
        };
    }

    private static String cases(Expr.Case cases) {
        var text = new StringBuilder("case(");
        if (cases.operand() != null) text.append(show(cases.operand())).append("; ");
        for (Expr.When when : cases.whens()) {
            text.append(show(when.condition()))
                    .append(" -> ")
                    .append(show(when.value()))
                    .append("; ");
        }
        return text.append(cases.otherwise() == null ? "" : "else " + show(cases.otherwise()))
                .append(')')
                .toString();
    }

    private static String value(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> "'" + escaped(text) + "'";
            case byte[] bytes -> "0x" + HexFormat.of().formatHex(bytes);
            default -> value.toString();
        };
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.chars().forEach(c -> {
            if (c == '\n') {
                escaped.append("\\n");
            } else if (c < ' ') {
                escaped.append("\\u%04x".formatted(c));
            } else {
                escaped.append((char) c);
            }
        });
        return escaped.toString();
    }
}
