package dev.sluice.evaluator;

import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.function.CallContext;
import dev.sluice.function.Kernel;
import dev.sluice.function.RowByRowKernel;
import dev.sluice.function.TaskPlace;
import dev.sluice.function.ValueErrors;
import dev.sluice.function.cast.Casts;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Validity;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes evaluators of expressions, for input whose columns stand in a given order.
public final class EvaluatorCompiler {

    private final Map<Long, Integer> ordinals = new HashMap<>();
    private final Map<Slot, Integer> variables = new HashMap<>();
    private final Supplier<CallContext> context;
    private final TaskPlace place;

    /// Which variable it is, of those in reach.
    private record Slot(int depth, int ordinal) {
        static Slot of(Expression.Variable variable) {
            return new Slot(variable.depth(), variable.ordinal());
        }
    }

    /// @param input the columns of the chunks, in their order
    /// @param context asked at every evaluation, since it changes from micro-batch to micro-batch
    public EvaluatorCompiler(List<Column> input, Supplier<CallContext> context) {
        this(input, context, new TaskPlace());
    }

    /// @param place of the task that evaluates, one at a time
    public EvaluatorCompiler(List<Column> input, Supplier<CallContext> context, TaskPlace place) {
        this.place = place;
        for (int i = 0; i < input.size(); i++) ordinals.put(input.get(i).id(), i);
        this.context = context;
    }

    public Evaluator compile(Expression expression) {
        return switch (expression) {
            case Expression.ColumnRef(Column column) -> column(column);
            case Expression.Literal(Object value, DataType type) -> literal(Vectors.single(type, value));
            case Expression.Call(var function, var arguments, SourcePosition at) ->
                call(kernel(function.kernel()), compileAll(arguments), function.result(), at, function.foldable());
            case Expression.Variable variable -> variable(variable);
            case Expression.HigherOrderCall call -> higherOrder(call);
            case Expression.Cast cast -> cast(cast);
            case Expression.Case(var whens, Expression otherwise) -> caseOf(whens, otherwise);
            case Expression.Coalesce(var arguments) -> new CoalesceEvaluator(compileAll(arguments), expression.type());
            case Expression.Logical(boolean and, Expression left, Expression right) ->
                new LogicalEvaluator(and, compile(left), compile(right));
            case Expression.FieldOf(Expression struct, int ordinal) -> fieldOf(compile(struct), ordinal);
            case Expression.MakeStruct(_, var values) -> makeStruct(compileAll(values));
        };
    }

    private Kernel kernel(Kernel of) {
        return of instanceof RowByRowKernel<?> kernel ? kernel.open(place) : of;
    }

    public List<Evaluator> compileAll(List<Expression> expressions) {
        return expressions.stream().map(this::compile).toList();
    }

    private Evaluator column(Column column) {
        int position = ordinal(column);
        return chunk -> chunk.column(position);
    }

    private int ordinal(Column column) {
        Integer ordinal = ordinals.get(column.id());
        if (ordinal == null) throw SluiceException.bug("column " + column + " is not in the input");
        return ordinal;
    }

    private Evaluator variable(Expression.Variable variable) {
        Integer ordinal = variables.get(Slot.of(variable));
        if (ordinal == null) throw SluiceException.bug("the variable " + variable + " stands outside of its function");
        int position = ordinal;
        return chunk -> chunk.column(position);
    }

    private Evaluator higherOrder(Expression.HigherOrderCall call) {
        List<HigherOrderEvaluator.Body> bodies =
                call.lambdas().stream().map(this::body).toList();
        return new HigherOrderEvaluator(call.function(), compileAll(call.values()), bodies, call.at());
    }

    /// A lambda function's body over chunks whose columns are what it reads from outside, then its parameters.
    private HigherOrderEvaluator.Body body(Expression.Lambda lambda) {
        var inside = new EvaluatorCompiler(List.of(), context, place);
        List<Integer> read = new ArrayList<>();
        for (Column column : lambda.body().references()) {
            inside.ordinals.put(column.id(), read.size());
            read.add(ordinal(column));
        }
        variables.forEach((slot, ordinal) -> {
            inside.variables.put(slot, read.size());
            read.add(ordinal);
        });
        List<Expression.Variable> parameters = lambda.parameters();
        for (int i = 0; i < parameters.size(); i++) inside.variables.put(Slot.of(parameters.get(i)), read.size() + i);
        return new HigherOrderEvaluator.Body(
                inside.compile(lambda.body()),
                read.stream().mapToInt(Integer::intValue).toArray(),
                parameters.size());
    }

    private static Evaluator literal(Vector value) {
        return chunk -> new ConstantVector(value, chunk.size());
    }

    private Evaluator cast(Expression.Cast cast) {
        DataType from = cast.value().type();
        Evaluator value = compile(cast.value());
        if (DataType.sameIgnoringNullability(from, cast.type())) return value;
        Kernel kernel = Casts.kernel(from, cast.type(), cast.isTry())
                .orElseThrow(() -> SluiceException.bug(
                        "no cast from " + from.sql() + " to " + cast.type().sql()));
        return call(kernel, List.of(value), cast.type(), cast.at(), true);
    }

    private Evaluator call(
            Kernel kernel, List<Evaluator> arguments, DataType type, @Nullable SourcePosition at, boolean foldable) {
        Evaluator[] each = arguments.toArray(Evaluator[]::new);
        return chunk -> {
            Vector[] values = new Vector[each.length];
            boolean constant = foldable && each.length > 0;
            for (int i = 0; i < each.length; i++) {
                values[i] = each[i].evaluate(chunk);
                constant &= values[i] instanceof ConstantVector;
            }
            if (chunk.rowCount() == 0) return new ConstantVector(Vectors.nullOf(type), chunk.size());
            try {
                if (!constant) return kernel.apply(values, chunk.selection(), chunk.size(), context.get());
                for (int i = 0; i < values.length; i++) values[i] = ((ConstantVector) values[i]).value();
                Vector one = Vectors.flatten(kernel.apply(values, Selection.all(1), 1, context.get()));
                return new ConstantVector(one, chunk.size());
            } catch (SluiceException e) {
                throw e.position() == null && at != null ? e.at(at) : e;
            } catch (ArithmeticException e) {
                throw ValueErrors.overflow(e.getMessage() == null ? "overflow" : e.getMessage())
                        .orAt(at);
            }
        };
    }

    private Evaluator caseOf(List<Expression.When> whens, Expression otherwise) {
        List<Evaluator> conditions = new ArrayList<>();
        List<Evaluator> values = new ArrayList<>();
        for (Expression.When when : whens) {
            conditions.add(compile(when.condition()));
            values.add(compile(when.value()));
        }
        values.add(compile(otherwise));
        return new CaseEvaluator(conditions, values, otherwise.type());
    }

    private static Evaluator fieldOf(Evaluator struct, int ordinal) {
        return chunk -> {
            Vector value = struct.evaluate(chunk);
            if (value instanceof ConstantVector(Vector one, int size)) {
                return new ConstantVector(field((StructVector) one, ordinal), size);
            }
            return field((StructVector) Vectors.flatten(value), ordinal);
        };
    }

    /// The field's vector where no struct is null; else a copy with the structs' nulls.
    private static Vector field(StructVector struct, int ordinal) {
        Vector field = Vectors.flatten(struct.fields()[ordinal]);
        if (struct.nulls() == null) return field;
        return MaskedNulls.apply(field, Validity.union(field, struct, struct.size()), struct.size());
    }

    private static Evaluator makeStruct(List<Evaluator> values) {
        return chunk -> {
            Vector[] fields = new Vector[values.size()];
            for (int i = 0; i < fields.length; i++) fields[i] = values.get(i).evaluate(chunk);
            return new StructVector(fields, null, chunk.size());
        };
    }

    /// The value of an expression without columns.
    public static @Nullable Object constant(Expression expression, CallContext context) {
        Evaluator evaluator = new EvaluatorCompiler(List.of(), () -> context).compile(expression);
        Vector value = evaluator.evaluate(Chunk.of(1));
        return dev.sluice.vector.Values.get(value, 0, expression.type());
    }
}
