package dev.sluice.execution;

import dev.sluice.error.SluiceException;
import dev.sluice.function.TaskPlace;
import dev.sluice.machine.Cancellation;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Opened operators, each pushing into the next.
///
/// With [BadRows], what an operator makes of a chunk goes on only when it is done with all of it. If it fails, and left
/// nothing behind, the chunk's rows are given to it again by halves, down to the one row that can't be done.
final class Chain {

    private final List<OperatorPlan> plans;
    private final Operator[] operators;
    private final Output[] outputs;
    private final DataType.Struct sourceSchema;
    private final TaskPlace[] places;
    private final int inPlace;
    private Output target = chunk -> {
        throw new IllegalStateException("no target");
    };
    private @Nullable BadRows badRows;
    private @Nullable Chunk source;
    private @Nullable SluiceException failure;
    private boolean failedAtRow;

    /// @param sourceSchema of the rows as they were read, before columns are chosen
    /// @param tasks what each operator is given
    Chain(List<OperatorPlan> plans, DataType.Struct sourceSchema, IntFunction<TaskContext> tasks) {
        this.plans = plans;
        this.sourceSchema = sourceSchema;
        places = new TaskPlace[plans.size()];
        inPlace = (int) plans.stream().takeWhile(OperatorPlan::keepsPlaces).count();
        operators = new Operator[plans.size()];
        for (int i = 0; i < operators.length; i++) {
            TaskContext task = tasks.apply(i);
            places[i] = task.place();
            operators[i] = plans.get(i).open(task);
        }
        outputs = new Output[operators.length];
        for (int i = 0; i < operators.length; i++) {
            int next = i + 1;
            outputs[i] = next == operators.length
                    ? chunk -> emit(chunk)
                    : chunk -> {
                        if (chunk.rowCount() > 0) give(next, chunk);
                    };
        }
    }

    /// Where the rows of this run go.
    ///
    /// @param bad takes the rows that can't be done; without it they fail the run
    void direct(Output to, @Nullable BadRows bad) {
        target = to;
        badRows = bad;
    }

    /// Begins another task.
    ///
    /// @param firsts for each operator, the number of the pipeline's first task among all that flow into it
    void begin(int partition, int[] firsts) {
        for (int i = 0; i < places.length; i++) places[i].begin(firsts[i] + partition);
    }

    void from(@Nullable StreamPartition partition) {
        for (Operator operator : operators) operator.from(partition);
    }

    /// @param read the same rows as they were read, with columns that nobody asked for
    void push(Chunk chunk, Chunk read) {
        source = read;
        if (operators.length == 0) {
            emit(chunk);
        } else {
            give(0, chunk);
        }
    }

    private void give(int i, Chunk chunk) {
        if (badRows == null) {
            try {
                operators[i].push(chunk, outputs[i]);
            } catch (SluiceException e) {
                // Seen first where it was thrown, and then by the operators that called that one.
                if (e != failure) failedAtRow = operators[i].mayPushAgain();
                failure = e;
                throw e;
            }
        } else {
            sift(i, chunk, badRows);
        }
    }

    private void sift(int i, Chunk chunk, BadRows bad) {
        List<Chunk> made = new ArrayList<>();
        try {
            operators[i].push(chunk, made::add);
        } catch (RuntimeException e) {
            if (e instanceof Cancellation.CancelledException || !operators[i].mayPushAgain()) throw e;
            Selection rows = chunk.selection();
            if (rows.size() == 1) {
                tell(i, chunk, e, bad);
            } else {
                int half = rows.size() / 2;
                sift(i, chunk.select(rows.slice(0, half)), bad);
                sift(i, chunk.select(rows.slice(half, rows.size())), bad);
            }
            return;
        }
        made.forEach(outputs[i]::accept);
    }

    /// Tells of a row as it was read, if it still stands where it stood then.
    private void tell(int i, Chunk row, RuntimeException failure, BadRows bad) {
        OperatorPlan plan = plans.get(i);
        if (i <= inPlace && source != null) {
            bad.add(plan.describe(), source.select(row.selection()), sourceSchema, failure);
        } else {
            bad.add(plan.describe(), row, plan.input().schema(), failure);
        }
    }

    /// Whether what was thrown lay in a row that could have been left out: with [BadRows] it would have been.
    boolean failedAtRow(SluiceException thrown) {
        return thrown == failure && failedAtRow;
    }

    /// The first operator is given the rows of another input from now on.
    void nextInput() {
        operators[0].nextInput(outputs[0]);
    }

    void finish() {
        source = null; // what operators give out now stands nowhere
        for (int i = 0; i < operators.length; i++) operators[i].finish(outputs[i]);
    }

    boolean wantsMore() {
        for (Operator operator : operators) {
            if (!operator.wantsMore()) return false;
        }
        return true;
    }

    private void emit(Chunk chunk) {
        if (chunk.rowCount() > 0) target.accept(chunk);
    }
}
