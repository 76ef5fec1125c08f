package dev.sluice.analyzer;

import dev.sluice.ast.Expr;
import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.SparkFunctions;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Expression.Variable;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundHigherOrder;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Lambda;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Analyzes calls of functions that take functions: the values first, since they decide the types of the parameters of
/// the lambda functions, whose bodies decide the type of the whole.
final class LambdaCalls {

    private final ExpressionAnalyzer outside;

    LambdaCalls(ExpressionAnalyzer outside) {
        this.outside = outside;
    }

    /// The function that takes functions of that name, unless it is called like the one of the same name that takes
    /// none.
    static Optional<HigherOrderFunction> meant(String name, Expr.Call call, Catalog catalog) {
        return catalog.higherOrder(name)
                .filter(function -> call.args().size() > function.values().size()
                        || catalog.scalar(name).isEmpty());
    }

    /// Other functions take no lambda functions.
    static void requireHigherOrder(String name, Expr.Call call, Catalog catalog) {
        boolean hasLambda = call.args().stream().anyMatch(Expr.Lambda.class::isInstance);
        if (hasLambda
                && SparkFunctions.isNamed(name)
                && catalog.higherOrder(name).isEmpty()) {
            throw ErrorCondition.LAMBDA_FOR_NO_HIGHER_ORDER_FUNCTION
                    .error()
                    .with("class", name)
                    .at(call.at())
                    .build();
        }
    }

    /// The error for a lambda function where there should be a value.
    static SluiceException misplaced(@Nullable SourcePosition at) {
        return ErrorCondition.LAMBDA_NOT_ACCEPTED.error().at(at).build();
    }

    /// Whether it depends on a parameter of a lambda function that stands around it.
    static boolean readsParameter(Expression expression) {
        return readsParameter(expression, List.of());
    }

    /// @param own parameters of lambda functions that are part of what is looked at
    private static boolean readsParameter(Expression expression, List<Variable> own) {
        if (expression instanceof Variable variable) return !own.contains(variable);
        if (!(expression instanceof Expression.HigherOrderCall call)) {
            return expression.children().stream().anyMatch(child -> readsParameter(child, own));
        }
        return call.values().stream().anyMatch(value -> readsParameter(value, own))
                || call.lambdas().stream()
                        .anyMatch(lambda -> readsParameter(
                                lambda.body(),
                                Stream.concat(own.stream(), lambda.parameters().stream())
                                        .toList()));
    }

    /// The parameters, and then what there is outside; errors are those of outside.
    static Names names(List<Variable> parameters, Names outside) {
        return new Names() {
            @Override
            public Optional<Expression> resolve(Expr.Name name) {
                if (name.frame() != null) return outside.resolve(name);
                return parameters.stream()
                        .filter(parameter ->
                                parameter.name().equalsIgnoreCase(name.parts().getFirst()))
                        .findFirst()
                        .map(parameter -> fields(parameter, name))
                        .or(() -> outside.resolve(name));
            }

            @Override
            public SluiceException unresolved(Expr.Name name) {
                return outside.unresolved(name);
            }
        };
    }

    private static Expression fields(Variable parameter, Expr.Name name) {
        Expression value = parameter;
        var said = new StringBuilder("namedlambdavariable()");
        for (String field : name.parts().subList(1, name.parts().size())) {
            value = Members.of(value, field, said.toString(), name.at());
            said.append('.').append(field);
        }
        return value;
    }

    Expression call(HigherOrderFunction function, Expr.Call call) {
        int valueCount = function.values().size();
        int most = valueCount + function.widths().size();
        if (call.args().size() <= valueCount || call.args().size() > most) {
            throw outside.wrongCount(
                    call, most == valueCount + 1 ? "" + most : "[" + (valueCount + 1) + ", " + most + "]");
        }
        List<Expression> values = values(function, call);
        List<Argument> known = values.stream()
                .map(value -> Argument.of(value.type(), value.nullable()))
                .toList();
        List<Lambda> wanted = function.lambdas().of(known);
        List<Expression.Lambda> lambdas = new ArrayList<>();
        List<Argument> bodies = new ArrayList<>();
        for (int i = valueCount; i < call.args().size(); i++) {
            Lambda want = wanted.get(i - valueCount);
            Expression.Lambda lambda =
                    lambda(call.args().get(i), want, function.widths().get(i - valueCount));
            lambda = giving(want.result(), lambda, function, call, i);
            lambdas.add(lambda);
            bodies.add(Argument.of(lambda.body().type(), lambda.body().nullable()));
        }
        HigherOrderFunction.Bound bound = function.binding().bind(known, bodies);
        requireKey(bound.result(), call);
        var meant = new BoundHigherOrder(
                call.name().toLowerCase(Locale.ROOT), bound.result(), bound.nullable(), bound.kernel());
        return new Expression.HigherOrderCall(meant, values, lambdas, call.at());
    }

    private List<Expression> values(HigherOrderFunction function, Expr.Call call) {
        List<Expression> values = new ArrayList<>();
        for (int i = 0; i < function.values().size(); i++) {
            Expression value = outside.analyze(call.args().get(i));
            HigherOrderFunction.Kind kind = function.values().get(i);
            if (!kind.takes(value.type())) {
                throw ErrorCondition.UNEXPECTED_INPUT_TYPE
                        .error()
                        .with("sqlExpr", '"' + outside.text().unresolved(call) + '"')
                        .with("paramIndex", MismatchErrors.ordinal(i))
                        .with("requiredType", '"' + kind.name() + '"')
                        .with("inputSql", '"' + outside.text().of(call.args().get(i)) + '"')
                        .with("inputType", '"' + value.type().sql() + '"')
                        .at(call.at())
                        .build();
            }
            values.add(value);
        }
        List<DataType> types = values.stream().map(Expression::type).toList();
        List<DataType> widened = function.widening().widen(types).orElseThrow(() -> differentKeys(call, types));
        return FunctionBinder.cast(values, widened, call.at());
    }

    private SluiceException differentKeys(Expr.Call call, List<DataType> types) {
        return ErrorCondition.MAP_ZIP_WITH_DIFF_TYPES
                .error()
                .with("sqlExpr", '"' + outside.text().unresolved(call) + '"')
                .with("functionName", Field.quote(call.name().toLowerCase(Locale.ROOT)))
                .with("leftType", '"' + ((DataType.Map) types.get(0)).key().sql() + '"')
                .with("rightType", '"' + ((DataType.Map) types.get(1)).key().sql() + '"')
                .at(call.at())
                .build();
    }

    /// What is no lambda function counts as one that does not look at its parameters.
    private Expression.Lambda lambda(Expr said, Lambda wanted, int width) {
        if (!(said instanceof Expr.Lambda(List<String> names, Expr body, SourcePosition at))) {
            return new Expression.Lambda(variables(List.of(), wanted, width), outside.analyze(said));
        }
        if (names.size() < width || names.size() > wanted.parameters().size()) {
            throw ErrorCondition.LAMBDA_NUM_ARGS_MISMATCH
                    .error()
                    .with("expectedNumArgs", names.size())
                    .with("actualNumArgs", width)
                    .at(at)
                    .build();
        }
        List<String> lower =
                names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (lower.stream().distinct().count() < names.size()) {
            throw ErrorCondition.LAMBDA_DUPLICATE_ARG_NAMES
                    .error()
                    .with("args", lower.stream().map(Field::quote).collect(Collectors.joining(", ")))
                    .with("caseSensitiveConfig", "\"spark.sql.caseSensitive\"")
                    .at(at)
                    .build();
        }
        List<Variable> parameters = variables(names, wanted, names.size());
        return new Expression.Lambda(parameters, outside.inside(parameters).analyze(body));
    }

    /// @param names of the first of them
    private List<Variable> variables(List<String> names, Lambda wanted, int count) {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Argument parameter = wanted.parameters().get(i);
            String name = i < names.size() ? names.get(i) : "_";
            variables.add(new Variable(outside.depth(), i, name, parameter.type(), parameter.nullable()));
        }
        return variables;
    }

    /// The lambda function, if it gives what is wanted. NULL is a truth, if one is wanted.
    private Expression.Lambda giving(
            @Nullable DataType wanted,
            Expression.Lambda lambda,
            HigherOrderFunction function,
            Expr.Call call,
            int place) {
        DataType type = lambda.body().type();
        if (wanted == null || DataType.sameIgnoringNullability(type, wanted)) return lambda;
        if (type == Atomic.NULL && wanted == Atomic.BOOLEAN) {
            return new Expression.Lambda(lambda.parameters(), new Expression.Cast(lambda.body(), wanted, false, null));
        }
        String text = outside.text().of(call);
        if (function.name().equals("array_sort")) {
            throw ErrorCondition.UNEXPECTED_RETURN_TYPE
                    .error()
                    .with("sqlExpr", '"' + text + '"')
                    .with("functionName", "`lambdafunction`")
                    .with("expectedType", '"' + wanted.sql() + '"')
                    .with("actualType", '"' + type.sql() + '"')
                    .at(call.at())
                    .build();
        }
        throw ErrorCondition.UNEXPECTED_INPUT_TYPE
                .error()
                .with("sqlExpr", '"' + text + '"')
                .with("paramIndex", MismatchErrors.ordinal(place))
                .with("requiredType", '"' + wanted.sql() + '"')
                .with("inputSql", '"' + outside.text().of(call.args().get(place)) + '"')
                .with("inputType", '"' + type.sql() + '"')
                .at(call.at())
                .build();
    }

    private void requireKey(DataType result, Expr.Call call) {
        if (!(result instanceof DataType.Map map) || !map.key().hasMap()) return;
        throw ErrorCondition.INVALID_MAP_KEY_TYPE
                .error()
                .with("sqlExpr", '"' + outside.text().of(call) + '"')
                .with("keyType", '"' + map.key().sql() + '"')
                .at(call.at())
                .build();
    }
}
