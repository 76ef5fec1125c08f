package dev.sluice.connect;

import dev.sluice.api.Column;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.WindowSpec;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType.Atomic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.apache.spark.connect.proto.CommonInlineUserDefinedFunction;
import org.apache.spark.connect.proto.Expression;
import org.apache.spark.connect.proto.Expression.Window.WindowFrame;
import org.apache.spark.connect.proto.Expression.Window.WindowFrame.FrameBoundary;
import org.apache.spark.connect.proto.SubqueryExpression;
import org.jspecify.annotations.Nullable;

/// Expressions of the protocol as the parser would have built them.
final class ProtoExpressions {

    /// Functions that go by another name in the trees.
    private static final Map<String, String> NAMES = Map.of("==", "=", "!=", "<>", "!", "not", "&&", "and", "||", "or");

    /// The query that a subquery means, by the id of its plan.
    private final LongFunction<Relation> queries;

    ProtoExpressions(LongFunction<Relation> queries) {
        this.queries = queries;
    }

    List<Expr> read(List<Expression> expressions) {
        return expressions.stream().map(this::read).toList();
    }

    Expr read(Expression said) {
        return switch (said.getExprTypeCase()) {
            case LITERAL -> ProtoLiterals.read(said.getLiteral());
            case UNRESOLVED_ATTRIBUTE -> {
                var name = said.getUnresolvedAttribute();
                yield new Expr.Name(
                        SqlParser.attributeName(name.getUnparsedIdentifier()),
                        name.hasPlanId() ? PlanIds.frame(name.getPlanId()) : null,
                        null);
            }
            case UNRESOLVED_FUNCTION -> call(said.getUnresolvedFunction());
            case CALL_FUNCTION ->
                function(
                        said.getCallFunction().getFunctionName(),
                        read(said.getCallFunction().getArgumentsList()),
                        false);
            case EXPRESSION_STRING ->
                SqlParser.expression(said.getExpressionString().getExpression());
            case UNRESOLVED_STAR -> star(said.getUnresolvedStar());
            case ALIAS ->
                new Expr.Alias(read(said.getAlias().getExpr()), said.getAlias().getNameList(), null);
            case CAST -> cast(said.getCast());
            case LAMBDA_FUNCTION ->
                new Expr.Lambda(
                        said.getLambdaFunction().getArgumentsList().stream()
                                .map(argument -> String.join(".", argument.getNamePartsList()))
                                .toList(),
                        read(said.getLambdaFunction().getFunction()),
                        null);
            case UNRESOLVED_NAMED_LAMBDA_VARIABLE ->
                new Expr.Name(said.getUnresolvedNamedLambdaVariable().getNamePartsList(), null, null);
            case WINDOW -> over(said.getWindow());
            case UNRESOLVED_EXTRACT_VALUE ->
                new Expr.Subscript(
                        read(said.getUnresolvedExtractValue().getChild()),
                        read(said.getUnresolvedExtractValue().getExtraction()),
                        null);
            case SUBQUERY_EXPRESSION -> subquery(said.getSubqueryExpression());
            case COMMON_INLINE_USER_DEFINED_FUNCTION -> userFunction(said.getCommonInlineUserDefinedFunction());
            case TYPED_AGGREGATE_EXPRESSION -> throw Refusals.clientCode("an aggregator");
            case SORT_ORDER -> throw Refusals.invalid("a sort order stands where a value should");
            case UPDATE_FIELDS -> updated(said.getUpdateFields());
            case UNRESOLVED_REGEX -> ColumnPatterns.read(said.getUnresolvedRegex());
            case NAMED_ARGUMENT_EXPRESSION, MERGE_ACTION, DIRECT_SHUFFLE_PARTITION_ID ->
                throw Refusals.notYet("the expression " + said.getExprTypeCase());
            case EXTENSION, EXPRTYPE_NOT_SET -> throw Refusals.invalid("an expression of no known kind");
        };
    }

    /// Without a value, the field goes.
    private Expr updated(Expression.UpdateFields said) {
        var struct = new Column(read(said.getStructExpression()));
        Column changed = said.hasValueExpression()
                ? struct.withField(said.getFieldName(), new Column(read(said.getValueExpression())))
                : struct.dropFields(said.getFieldName());
        return changed.expr();
    }

    private Expr call(Expression.UnresolvedFunction said) {
        return function(said.getFunctionName(), read(said.getArgumentsList()), said.getIsDistinct());
    }

    private static Expr function(String said, List<Expr> args, boolean distinct) {
        String name = NAMES.getOrDefault(said, said);
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "when" -> choice(args);
            case "between" -> new Expr.Call("between", args, false, null, null);
            default -> new Expr.Call(name, args, distinct, null, null);
        };
    }

    /// `when(condition, value, condition, value, …, otherwise)`.
    private static Expr choice(List<Expr> args) {
        List<Expr.When> whens = new ArrayList<>();
        for (int i = 0; i + 1 < args.size(); i += 2) whens.add(new Expr.When(args.get(i), args.get(i + 1)));
        if (whens.isEmpty()) throw Refusals.invalid("a CASE without a condition");
        return new Expr.Case(null, whens, args.size() % 2 == 1 ? args.getLast() : null, null);
    }

    private static Expr star(Expression.UnresolvedStar said) {
        if (!said.hasUnparsedTarget()) return new Expr.Star(List.of(), null);
        String target = said.getUnparsedTarget();
        if (!target.endsWith(".*")) throw Refusals.invalid("the star " + target + " should end with .*");
        return new Expr.Star(SqlParser.attributeName(target.substring(0, target.length() - 2)), null);
    }

    private Expr cast(Expression.Cast said) {
        var type = said.hasType() ? ProtoTypes.read(said.getType()) : SqlParser.dataType(said.getTypeStr());
        boolean isTry = said.getEvalMode() == Expression.Cast.EvalMode.EVAL_MODE_TRY;
        return new Expr.Cast(read(said.getExpr()), type, isTry, null);
    }

    Relation.SortKey sortKey(Expression.SortOrder said) {
        boolean ascending = said.getDirection() != Expression.SortOrder.SortDirection.SORT_DIRECTION_DESCENDING;
        Boolean nullsFirst = switch (said.getNullOrdering()) {
            case SORT_NULLS_FIRST -> true;
            case SORT_NULLS_LAST -> false;
            case SORT_NULLS_UNSPECIFIED, UNRECOGNIZED -> null;
        };
        return new Relation.SortKey(read(said.getChild()), ascending, nullsFirst);
    }

    private Expr over(Expression.Window said) {
        return new Expr.Over(
                read(said.getWindowFunction()),
                new WindowSpec(
                        null,
                        read(said.getPartitionSpecList()),
                        said.getOrderSpecList().stream().map(this::sortKey).toList(),
                        said.hasFrameSpec() ? frame(said.getFrameSpec()) : null,
                        null),
                null);
    }

    private WindowSpec.@Nullable Frame frame(WindowFrame said) {
        if (said.getFrameType() == WindowFrame.FrameType.FRAME_TYPE_UNDEFINED) return null;
        return new WindowSpec.Frame(
                said.getFrameType() == WindowFrame.FrameType.FRAME_TYPE_ROW,
                bound(said.getLower(), true),
                bound(said.getUpper(), false),
                null);
    }

    /// A bound behind the current row is a positive number, one before it a negative.
    private WindowSpec.Bound bound(FrameBoundary said, boolean lower) {
        return switch (said.getBoundaryCase()) {
            case CURRENT_ROW -> new WindowSpec.Bound.CurrentRow();
            case UNBOUNDED ->
                lower ? new WindowSpec.Bound.UnboundedPreceding() : new WindowSpec.Bound.UnboundedFollowing();
            case VALUE -> offset(read(said.getValue()));
            case BOUNDARY_NOT_SET -> throw Refusals.invalid("a window frame without a bound");
        };
    }

    private static WindowSpec.Bound offset(Expr value) {
        if (value instanceof Expr.Literal(Integer number, var type, var at)) {
            return number == 0
                    ? new WindowSpec.Bound.CurrentRow()
                    : new WindowSpec.Bound.Offset(new Expr.Literal(Math.abs(number), type, at), number < 0);
        }
        if (value instanceof Expr.Literal(Long number, var type, var at)) {
            return number == 0
                    ? new WindowSpec.Bound.CurrentRow()
                    : new WindowSpec.Bound.Offset(new Expr.Literal(Math.abs(number), type, at), number < 0);
        }
        return new WindowSpec.Bound.Offset(value, false);
    }

    private Expr subquery(SubqueryExpression said) {
        Expr.SubqueryKind kind = switch (said.getSubqueryType()) {
            case SUBQUERY_TYPE_SCALAR -> Expr.SubqueryKind.SCALAR;
            case SUBQUERY_TYPE_EXISTS -> Expr.SubqueryKind.EXISTS;
            case SUBQUERY_TYPE_IN -> Expr.SubqueryKind.IN;
            case SUBQUERY_TYPE_TABLE_ARG -> throw Refusals.notYet("a table as an argument");
            case SUBQUERY_TYPE_UNKNOWN, UNRECOGNIZED -> throw Refusals.invalid("a subquery of no known kind");
        };
        return new Expr.Subquery(kind, read(said.getInSubqueryValuesList()), queries.apply(said.getPlanId()), null);
    }

    private static Expr userFunction(CommonInlineUserDefinedFunction said) {
        throw Refusals.clientCode(
                switch (said.getFunctionCase()) {
                    case PYTHON_UDF -> "the Python function " + said.getFunctionName();
                    case SCALAR_SCALA_UDF -> "the function " + said.getFunctionName();
                    case JAVA_UDF -> "the class " + said.getJavaUdf().getClassName();
                    case FUNCTION_NOT_SET -> "a function without code";
                });
    }

    /// The text of a constant, where the protocol has an expression and means one.
    static Optional<String> text(Expr said) {
        return said instanceof Expr.Literal(String text, var type, var _) && type == Atomic.STRING
                ? Optional.of(text)
                : Optional.empty();
    }
}
