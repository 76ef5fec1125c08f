package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.BuildTable;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Expression;
import dev.sluice.state.StateStore;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.KeyBatch;
import dev.sluice.vector.KeyEncoder;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// What a join remembers of one side in one partition, and the rows of that side it is looking at.
final class JoinRows {

    private static final long NEVER = Long.MAX_VALUE;

    private final JoinSide side;
    private final StateStore store;
    private final Evaluator[] keyEvaluators;
    private final @Nullable Evaluator condition;
    private final KeyEncoder prefixEncoder;
    private final int matchedColumn;
    private long nextNumber;
    private Vector[] keys = new Vector[0];
    private KeyBatch prefixes = new KeyBatch(new byte[0], new int[0], new int[0], new int[0], 0);
    private long[] due = new long[0];
    private Selection selection = Selection.all(0);

    JoinRows(JoinSide side, TaskContext task) {
        this.side = side;
        store = task.stores().apply(side.rows());
        keyEvaluators = task.evaluators(side.keys(), side.columns());
        condition = side.condition() == null ? null : task.evaluator(side.condition(), side.columns());
        prefixEncoder =
                new KeyEncoder(side.keys().stream().map(Expression::type).toList());
        matchedColumn = side.columns().size();
        nextNumber = highestNumber() + 1;
    }

    /// Numbers only tell rows of equal keys apart, so any that are not there will do.
    private long highestNumber() {
        long[] highest = {-1};
        store.visit(slots -> {
            var numbers = (LongVector)
                    store.keyColumns(slots, slots.length)[side.keys().size()];
            for (int i = 0; i < slots.length; i++) highest[0] = Math.max(highest[0], numbers.values()[i]);
        });
        return highest[0];
    }

    JoinSide side() {
        return side;
    }

    /// The rows that are not late.
    Selection onTime(Chunk chunk, long lateMicros) {
        EventTimeKey time = side.time();
        return time == null
                ? chunk.selection()
                : time.of(chunk.columns()).after(time.reached(lateMicros), chunk.selection());
    }

    /// Those of the rows that may match something.
    Selection able(Chunk chunk) {
        return condition == null ? chunk.selection() : chunk.selection().where(condition.evaluate(chunk));
    }

    /// Looks at rows: what is asked for by number below is asked of these.
    void locate(Chunk chunk) {
        keys = new Vector[keyEvaluators.length];
        for (int i = 0; i < keys.length; i++) keys[i] = keyEvaluators[i].evaluate(chunk);
        prefixes = prefixEncoder.encode(keys, chunk.selection());
        selection = chunk.selection();
        due = new long[chunk.size()];
        Arrays.fill(due, NEVER);
        JoinSide.Forget forget = side.forget();
        if (forget == null) return;
        EventTimes times = forget.time().of(forget.ofKeys() ? keys : chunk.columns());
        for (int i = 0; i < chunk.rowCount(); i++) {
            int row = chunk.selection().row(i);
            if (!times.isNull(row)) due[row] = forget.time().due(times.micros(row));
        }
    }

    /// The first row of the other side with the key of the i-th located row, or -1. NULL equals nothing.
    int firstOf(JoinRows other, int i) {
        return BuildTable.anyNull(keys, selection.row(i)) ? -1 : other.store.firstOf(prefixes, i);
    }

    int nextOf(int slot) {
        return store.nextOf(slot);
    }

    /// The watermark at which a located row can match no more.
    long dueOf(int row) {
        return due[row];
    }

    boolean isMatched(int slot) {
        return matched().get(slot) != 0;
    }

    void match(int slot) {
        if (!side.marks() || isMatched(slot)) return;
        matched().set(slot, 1);
        store.touch(new int[] {slot}, 1);
    }

    private MutableVector.Longs matched() {
        return (MutableVector.Longs) store.values()[matchedColumn];
    }

    /// Adds those of the rows to the state that are wanted there.
    ///
    /// @return where
    int[] remember(Chunk chunk, Selection rows, boolean[] matched, IntPredicate wanted) {
        int[] kept = new int[rows.size()];
        int count = 0;
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            boolean findable = side.keeps() || !BuildTable.anyNull(keys, row);
            if (findable && wanted.test(row)) kept[count++] = row;
        }
        if (count == 0) return new int[0];
        long[] numbers = new long[chunk.size()];
        for (int i = 0; i < count; i++) numbers[kept[i]] = nextNumber++;
        Vector[] all = Arrays.copyOf(keys, keys.length + 1);
        all[keys.length] = new LongVector(numbers, null, chunk.size());
        int[] slots = new int[count];
        store.locate(store.keys().encode(all, new Selection(kept, count)), slots);
        MutableVector[] values = store.values();
        for (int c = 0; c < side.columns().size(); c++) {
            Vector column = Vectors.flatten(chunk.column(c));
            for (int i = 0; i < count; i++) values[c].set(slots[i], column, kept[i]);
        }
        for (int i = 0; i < count; i++) {
            matched().set(slots[i], matched[kept[i]] ? 1 : 0);
            if (due[kept[i]] != NEVER) dueTimes().set(slots[i], due[kept[i]]);
        }
        store.touch(slots, count);
        return slots;
    }

    private MutableVector.Longs dueTimes() {
        return (MutableVector.Longs) store.values()[side.rows().time()];
    }

    /// The columns of remembered rows.
    Vector[] columns(int[] slots, int count) {
        Vector[] columns = new Vector[side.columns().size()];
        for (int c = 0; c < columns.length; c++) columns[c] = store.values()[c].gather(slots, count);
        return columns;
    }

    /// The remembered rows that can match no more; the caller removes them.
    int[] takeDue(long watermarkMicros) {
        return side.forget() == null ? new int[0] : store.takeDue(watermarkMicros);
    }

    void remove(int slot) {
        store.remove(slot);
    }
}
