package dev.sluice.analyzer;

import dev.sluice.analyzer.Scope.Visible;
import dev.sluice.ast.Expr;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says stars as the columns, or the fields of a struct, that they stand for.
///
/// @param scope the columns there are
record Stars(Scope scope) {

    List<Expr> expand(List<Expr> columns) {
        List<Expr> expanded = new ArrayList<>();
        for (Expr expr : columns) {
            if (expr instanceof Expr.Star star) {
                expanded.addAll(star(star));
            } else {
                expanded.add(inside(expr));
            }
        }
        return expanded;
    }

    /// A star among the arguments of a function is all columns, but for `count(*)`, which is about rows.
    private Expr inside(Expr expr) {
        return switch (expr) {
            case Expr.Alias(Expr value, List<String> names, SourcePosition at) ->
                new Expr.Alias(inside(value), names, at);
            case Expr.Call call
            when call.args().stream().anyMatch(arg -> isColumns(call, arg)) -> call.withArgs(expand(call.args()));
            case Expr.Call call -> {
                List<Expr> expanded = call.args().stream().map(this::inside).toList();
                yield expanded.equals(call.args()) ? call : call.withArgs(expanded);
            }
            case Expr.Cast(Expr value, DataType type, boolean isTry, SourcePosition at) ->
                new Expr.Cast(inside(value), type, isTry, at);
            case Expr.Name _,
                    Expr.Star _,
                    Expr.Literal _,
                    Expr.TypedLiteral _,
                    Expr.Case _,
                    Expr.Subscript _,
                    Expr.Over _,
                    Expr.Lambda _,
                    Expr.Subquery _,
                    Expr.Member _ -> expr;
        };
    }

    private static boolean isColumns(Expr.Call call, Expr argument) {
        return argument instanceof Expr.Star star && !(call.name().equalsIgnoreCase("count") && star.isWhole());
    }

    private List<Expr> star(Expr.Star star) {
        checkDistinct(star);
        List<Visible> meant = star.qualifier().isEmpty()
                ? scope.shown()
                : scope.columns().stream()
                        .filter(v -> !v.beside())
                        .filter(v -> star.qualifier().getLast().equalsIgnoreCase(v.qualifier()))
                        .toList();
        if (star.pattern() != null) return fitting(meant, star.pattern(), star.at());
        if (meant.isEmpty() && !star.qualifier().isEmpty()) {
            Expression struct = scope.resolve(star.qualifier(), null, star.at()).orElseThrow(() -> unknownStar(star));
            List<String> fields = Scope.fieldNames(struct.type());
            if (fields.isEmpty()) {
                throw ErrorCondition.STAR_OF_NO_STRUCT
                        .error()
                        .with("attribute", String.join(", ", star.qualifier()))
                        .at(star.at())
                        .build();
            }
            return without(star.except(), fields).stream()
                    .map(field ->
                            (Expr) new Expr.Member(new Expr.Name(star.qualifier(), null, star.at()), field, star.at()))
                    .toList();
        }
        Set<Long> except = star.except().stream().map(this::column).collect(Collectors.toSet());
        return meant.stream()
                .filter(v -> !except.contains(v.column().id()))
                .map(v -> name(v.column(), star.at()))
                .toList();
    }

    /// Of a join whose sides share a name, both.
    private static List<Expr> fitting(List<Visible> columns, String pattern, @Nullable SourcePosition at) {
        Pattern names = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        return columns.stream()
                .filter(v -> names.matcher(v.column().name()).matches())
                .map(v -> name(v.column(), at))
                .toList();
    }

    private static Expr name(Column column, @Nullable SourcePosition at) {
        return new Expr.Name(List.of(column.name()), Scope.frameOf(column), at);
    }

    /// The column that is left out. What is left out of a struct would make another struct.
    private Long column(Expr.Name name) {
        Expression found = scope.resolve(name.parts(), null, name.at())
                .orElseThrow(() -> scope.unresolved(name.parts(), name.at()));
        if (found instanceof Expression.ColumnRef(Column column)) return column.id();
        throw ErrorCondition.NOT_YET_SUPPORTED
                .error()
                .with("feature", "* EXCEPT of a field of a struct")
                .at(name.at())
                .build();
    }

    private static void checkDistinct(Expr.Star star) {
        List<String> names = star.except().stream()
                .map(name -> String.join(".", name.parts()))
                .toList();
        if (names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count() == names.size()) return;
        throw ErrorCondition.EXCEPT_OVERLAPPING_COLUMNS
                .error()
                .with("columns", String.join(", ", names))
                .at(star.at())
                .build();
    }

    private List<String> without(List<Expr.Name> except, List<String> fields) {
        for (Expr.Name name : except) {
            boolean known = name.parts().size() == 1
                    && fields.stream().anyMatch(name.parts().getFirst()::equalsIgnoreCase);
            if (!known) throw scope.unresolved(name.parts(), name.at());
        }
        return fields.stream()
                .filter(field -> except.stream()
                        .noneMatch(name -> name.parts().getFirst().equalsIgnoreCase(field)))
                .toList();
    }

    private SluiceException unknownStar(Expr.Star star) {
        return ErrorCondition.CANNOT_RESOLVE_STAR_EXPAND
                .error()
                .with("targetString", Scope.quoted(star.qualifier()))
                .with(
                        "columns",
                        scope.shown().stream()
                                .map(v -> Field.quote(v.column().name()))
                                .sorted()
                                .collect(Collectors.joining(", ")))
                .at(star.at())
                .build();
    }
}
