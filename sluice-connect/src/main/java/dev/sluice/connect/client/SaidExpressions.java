package dev.sluice.connect.client;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.WindowSpec;
import dev.sluice.connect.ProtoTypes;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.spark.connect.proto.Expression;
import org.apache.spark.connect.proto.Expression.SortOrder;
import org.apache.spark.connect.proto.Expression.Window.WindowFrame;
import org.apache.spark.connect.proto.Expression.Window.WindowFrame.FrameBoundary;
import org.apache.spark.connect.proto.SubqueryExpression;

/// Expressions of the engine's trees as messages.
final class SaidExpressions {

    /// What a cluster calls operators that go by another name in the trees.
    private static final Map<String, String> NAMES = Map.of("||", "concat");

    private final ToLongFunction<Relation> queries;
    private final LongUnaryOperator frames;
    private final Deque<List<String>> parameters = new ArrayDeque<>();

    /// @param queries sends the query of a subquery along, and gives the id it then has
    /// @param frames the id that the plan of a DataFrame has
    SaidExpressions(ToLongFunction<Relation> queries, LongUnaryOperator frames) {
        this.queries = queries;
        this.frames = frames;
    }

    List<Expression> write(List<Expr> expressions) {
        return expressions.stream().map(this::write).toList();
    }

    /// @throws SluiceException if a cluster has no words for it
    Expression write(Expr said) {
        return switch (said) {
            case Expr.Name name -> name(name);
            case Expr.Star star -> star(star);
            case Expr.Literal literal ->
                Expression.newBuilder()
                        .setLiteral(SaidLiterals.write(literal.value(), literal.type()))
                        .build();
            case Expr.TypedLiteral(String type, String text, _) -> sql(type + " " + quoted(text));
            case Expr.Call call -> call(call);
            case Expr.Cast(Expr value, var type, boolean isTry, _) -> {
                var cast = Expression.Cast.newBuilder().setExpr(write(value)).setType(ProtoTypes.write(type));
                if (isTry) cast.setEvalMode(Expression.Cast.EvalMode.EVAL_MODE_TRY);
                yield Expression.newBuilder().setCast(cast).build();
            }
            case Expr.Case choice -> choice(choice);
            case Expr.Alias(Expr value, List<String> names, _) ->
                Expression.newBuilder()
                        .setAlias(Expression.Alias.newBuilder()
                                .setExpr(write(value))
                                .addAllName(names))
                        .build();
            case Expr.Subscript(Expr base, Expr key, _) -> extracted(base, write(key));
            case Expr.Member(Expr base, String name, _) -> extracted(base, text(name));
            case Expr.Over over -> over(over);
            case Expr.Lambda(List<String> names, Expr body, _) -> lambda(names, body);
            case Expr.Subquery subquery -> subquery(subquery);
        };
    }

    private Expression name(Expr.Name name) {
        if (isParameter(name.parts().getFirst())) {
            Expression value = variable(List.of(name.parts().getFirst()));
            for (String field : name.parts().subList(1, name.parts().size())) value = extracted(value, text(field));
            return value;
        }
        var attribute = Expression.UnresolvedAttribute.newBuilder().setUnparsedIdentifier(unparsed(name.parts()));
        if (name.frame() != null) attribute.setPlanId(frames.applyAsLong(name.frame()));
        return Expression.newBuilder().setUnresolvedAttribute(attribute).build();
    }

    static String unparsed(List<String> parts) {
        return parts.stream().map(Field::quote).collect(Collectors.joining("."));
    }

    private boolean isParameter(String name) {
        return parameters.stream().anyMatch(names -> names.contains(name));
    }

    private static Expression variable(List<String> parts) {
        return Expression.newBuilder()
                .setUnresolvedNamedLambdaVariable(
                        Expression.UnresolvedNamedLambdaVariable.newBuilder().addAllNameParts(parts))
                .build();
    }

    private static Expression star(Expr.Star star) {
        if (!star.except().isEmpty()) throw cannot("* EXCEPT outside of SQL");
        var all = Expression.UnresolvedStar.newBuilder();
        if (!star.qualifier().isEmpty()) all.setUnparsedTarget(unparsed(star.qualifier()) + ".*");
        return Expression.newBuilder().setUnresolvedStar(all).build();
    }

    private Expression call(Expr.Call call) {
        if (call.given() != null) throw cannot("the function " + call.name() + ", which is code of this program");
        if (call.filter() != null || !call.order().isEmpty() || call.nulls() != Expr.Nulls.UNSAID) {
            throw cannot("FILTER, WITHIN GROUP and IGNORE NULLS of " + call.name() + " outside of SQL");
        }
        String name = call.name().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "<>", "!=" -> function("not", List.of(function("=", write(call.args()), false)), false);
            default -> function(NAMES.getOrDefault(name, name), write(call.args()), call.distinct());
        };
    }

    private static Expression function(String name, List<Expression> args, boolean distinct) {
        return Expression.newBuilder()
                .setUnresolvedFunction(Expression.UnresolvedFunction.newBuilder()
                        .setFunctionName(name)
                        .addAllArguments(args)
                        .setIsDistinct(distinct))
                .build();
    }

    private Expression choice(Expr.Case choice) {
        List<Expression> parts = new ArrayList<>();
        for (Expr.When when : choice.whens()) {
            Expr operand = choice.operand();
            Expression condition = write(when.condition());
            parts.add(operand == null ? condition : function("=", List.of(write(operand), condition), false));
            parts.add(write(when.value()));
        }
        if (choice.otherwise() != null) parts.add(write(choice.otherwise()));
        return function("when", parts, false);
    }

    private Expression extracted(Expr base, Expression key) {
        return extracted(write(base), key);
    }

    private static Expression extracted(Expression base, Expression key) {
        return Expression.newBuilder()
                .setUnresolvedExtractValue(Expression.UnresolvedExtractValue.newBuilder()
                        .setChild(base)
                        .setExtraction(key))
                .build();
    }

    private Expression lambda(List<String> names, Expr body) {
        parameters.push(names);
        try {
            var lambda = Expression.LambdaFunction.newBuilder().setFunction(write(body));
            for (String name : names) {
                lambda.addArguments(
                        Expression.UnresolvedNamedLambdaVariable.newBuilder().addNameParts(name));
            }
            return Expression.newBuilder().setLambdaFunction(lambda).build();
        } finally {
            parameters.pop();
        }
    }

    private Expression subquery(Expr.Subquery said) {
        var subquery = SubqueryExpression.newBuilder()
                .setPlanId(queries.applyAsLong(said.query()))
                .addAllInSubqueryValues(write(said.values()));
        subquery.setSubqueryType(
                switch (said.kind()) {
                    case SCALAR -> SubqueryExpression.SubqueryType.SUBQUERY_TYPE_SCALAR;
                    case EXISTS -> SubqueryExpression.SubqueryType.SUBQUERY_TYPE_EXISTS;
                    case IN -> SubqueryExpression.SubqueryType.SUBQUERY_TYPE_IN;
                });
        return Expression.newBuilder().setSubqueryExpression(subquery).build();
    }

    // ---- order and windows

    SortOrder sortKey(Relation.SortKey key) {
        if (key.everyColumn()) throw cannot("ORDER BY ALL outside of SQL");
        var order = SortOrder.newBuilder().setChild(write(key.value()));
        order.setDirection(
                key.ascending()
                        ? SortOrder.SortDirection.SORT_DIRECTION_ASCENDING
                        : SortOrder.SortDirection.SORT_DIRECTION_DESCENDING);
        boolean nullsFirst = key.nullsFirst() == null ? key.ascending() : key.nullsFirst();
        order.setNullOrdering(
                nullsFirst ? SortOrder.NullOrdering.SORT_NULLS_FIRST : SortOrder.NullOrdering.SORT_NULLS_LAST);
        return order.build();
    }

    private Expression over(Expr.Over over) {
        WindowSpec spec = over.window();
        var window = Expression.Window.newBuilder()
                .setWindowFunction(write(over.function()))
                .addAllPartitionSpec(write(spec.partition()));
        spec.order().forEach(key -> window.addOrderSpec(sortKey(key)));
        WindowSpec.Frame frame = spec.frame();
        if (frame != null) {
            window.setFrameSpec(WindowFrame.newBuilder()
                    .setFrameType(
                            frame.rows()
                                    ? WindowFrame.FrameType.FRAME_TYPE_ROW
                                    : WindowFrame.FrameType.FRAME_TYPE_RANGE)
                    .setLower(bound(frame.lower()))
                    .setUpper(bound(frame.upper())));
        }
        return Expression.newBuilder().setWindow(window).build();
    }

    private FrameBoundary bound(WindowSpec.Bound bound) {
        var said = FrameBoundary.newBuilder();
        switch (bound) {
            case WindowSpec.Bound.UnboundedPreceding _, WindowSpec.Bound.UnboundedFollowing _ ->
                said.setUnbounded(true);
            case WindowSpec.Bound.CurrentRow _ -> said.setCurrentRow(true);
            case WindowSpec.Bound.Offset(Expr offset, boolean preceding) -> {
                Expression value = write(offset);
                said.setValue(preceding ? function("negative", List.of(value), false) : value);
            }
        }
        return said.build();
    }

    // ---- words

    private static Expression text(String value) {
        return Expression.newBuilder()
                .setLiteral(SaidLiterals.write(value, Atomic.STRING))
                .build();
    }

    private static Expression sql(String text) {
        return Expression.newBuilder()
                .setExpressionString(Expression.ExpressionString.newBuilder().setExpression(text))
                .build();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    static SluiceException cannot(String what) {
        return ErrorCondition.CLUSTER_CANNOT.error().with("what", what).build();
    }
}
