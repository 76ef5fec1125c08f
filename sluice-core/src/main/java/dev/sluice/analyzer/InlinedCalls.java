package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.catalog.UserFunction;
import dev.sluice.error.ErrorCondition;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Calls of functions that were said in SQL: the body, with the arguments for the parameters.
///
/// What is a name in the body is a parameter, or a session variable, or was refused when the function was made; so
/// nothing of the place of the call can get into it.
final class InlinedCalls {

    private InlinedCalls() {}

    /// @param varies whether an argument may be another value each time it is computed
    /// @throws dev.sluice.error.AnalysisException if there are too few arguments, or too many, or one that varies would
    ///     be computed more than once
    static Expr body(UserFunction.Inlined function, Expr.Call call, Predicate<Expr> varies) {
        List<Field> parameters = function.parameters().fields();
        Map<String, Expr> arguments = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < parameters.size(); i++) {
            Expr given = i < call.args().size()
                    ? call.args().get(i)
                    : fixed(function.defaults().get(i));
            if (given == null) throw wrongCount(function, call);
            if (mentions(function.body(), parameters.get(i).name()) > 1 && varies.test(given)) {
                throw ErrorCondition.NOT_YET_SUPPORTED
                        .error()
                        .with(
                                "feature",
                                "an argument that is not deterministic for the parameter "
                                        + Field.quote(parameters.get(i).name())
                                        + ", which the function computes more than once")
                        .hint("compute it in a subquery below, and call the function with its column.")
                        .at(call.at())
                        .build();
            }
            DataType type = parameters.get(i).type();
            arguments.put(parameters.get(i).name(), new Expr.Cast(given, type, false, call.at()));
        }
        if (call.args().size() > parameters.size()) throw wrongCount(function, call);
        return new Expr.Cast(
                replaced(function.body(), plain(function.name()), arguments), function.returns(), false, call.at());
    }

    private static @Nullable Expr fixed(@Nullable Expr value) {
        return value == null ? null : replaced(value, "", Map.of());
    }

    /// How often the body might compute a parameter for a row: a lambda function runs any number of times. It may say
    /// too many, of what lambda functions hide.
    private static int mentions(Expr part, String parameter) {
        return switch (part) {
            case Expr.Name name -> name.parts().stream().anyMatch(parameter::equalsIgnoreCase) ? 1 : 0;
            case Expr.Lambda(_, Expr body, _) -> 2 * mentions(body, parameter);
            default ->
                Contains.children(part).stream()
                        .mapToInt(child -> mentions(child, parameter))
                        .sum();
        };
    }

    /// A name that is no parameter, so that columns where the function is called can't hide what it meant when it was
    /// made.
    private static Expr unhidden(Expr.Name name) {
        String last = name.parts().getLast();
        return ExpressionAnalyzer.isWithoutBrackets(name)
                ? Expr.call(last.toLowerCase(Locale.ROOT), name.at())
                : new Expr.Name(List.of("system", "session", last), name.frame(), name.at());
    }

    private static Expr replaced(Expr part, String function, Map<String, Expr> arguments) {
        return switch (part) {
            case Expr.Name name -> {
                List<String> parts = name.parts();
                boolean qualified = parts.size() > 1
                        && parts.getFirst().equalsIgnoreCase(function)
                        && arguments.containsKey(parts.get(1));
                List<String> path = qualified ? parts.subList(1, parts.size()) : parts;
                Expr value = arguments.get(path.getFirst());
                if (value == null) yield unhidden(name);
                for (String field : path.subList(1, path.size())) value = new Expr.Member(value, field, name.at());
                yield value;
            }
            case Expr.Lambda(List<String> parameters, Expr body, var at) -> {
                // Renamed, so that they do not hide columns of the arguments.
                Map<String, Expr> visible = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
                visible.putAll(arguments);
                List<String> renamed =
                        parameters.stream().map(name -> name + "'").toList();
                for (int i = 0; i < renamed.size(); i++) {
                    visible.put(parameters.get(i), new Expr.Name(List.of(renamed.get(i)), null, at));
                }
                yield new Expr.Lambda(renamed, replaced(body, function, visible), at);
            }
            default -> part.mapChildren(child -> replaced(child, function, arguments));
        };
    }

    /// Without catalog and schema.
    private static String plain(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static RuntimeException wrongCount(UserFunction.Inlined function, Expr.Call call) {
        return ErrorCondition.WRONG_NUM_ARGS_WITHOUT_SUGGESTION
                .error()
                .with("functionName", Scope.quoted(List.of(function.name().split("\\."))))
                .with("expectedNum", function.parameters().size())
                .with("actualNum", call.args().size())
                .at(call.at())
                .build();
    }
}
