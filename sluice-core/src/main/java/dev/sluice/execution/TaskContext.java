package dev.sluice.execution;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.evaluator.EvaluatorCompiler;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.function.CallContext;
import dev.sluice.function.TaskPlace;
import dev.sluice.state.StateSpec;
import dev.sluice.state.StateStore;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// What an operator is given when it is opened.
///
/// @param partition which partition of the state its task owns; 0 in tasks without state
/// @param place which of the operator's tasks it is, and its turn
/// @param call the time and zone of the run, asked anew in every run
/// @param stores finds the store of a state in this partition
/// @param builds finds what a build pipeline collected in this run
/// @param watermarks the watermarks of the run, asked anew in every run
/// @param info which run is going on, asked anew in every run
/// @param report takes what the operator counts
public record TaskContext(
        int partition,
        TaskPlace place,
        Supplier<CallContext> call,
        Function<StateSpec, StateStore> stores,
        Function<BuildPlan, BuildTable> builds,
        Supplier<Watermarks> watermarks,
        Supplier<RunInfo> info,
        RunReport report) {

    public Evaluator evaluator(Expression expression, List<Column> input) {
        return new EvaluatorCompiler(input, call, place).compile(expression);
    }

    public Evaluator[] evaluators(List<Expression> expressions, List<Column> input) {
        return new EvaluatorCompiler(input, call, place).compileAll(expressions).toArray(Evaluator[]::new);
    }
}
