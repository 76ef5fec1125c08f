package dev.sluice.execution.operator;

import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.function.GeneratorFunction;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.MapVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Makes a row of each item of a list or map: the input's columns repeat as dictionaries, the items are taken as they
/// lie.
///
/// @param kept those columns of the input that are wanted above
public record GenerateExec(
        PhysicalPlan input,
        GeneratorFunction generator,
        Expression argument,
        boolean outer,
        List<Column> kept,
        List<Column> made)
        implements OperatorPlan {

    private static final int NO_ITEM = -1;

    public GenerateExec {
        kept = List.copyOf(kept);
        made = List.copyOf(made);
    }

    @Override
    public List<Column> output() {
        return Stream.concat(kept.stream(), made.stream()).toList();
    }

    @Override
    public Operator open(TaskContext task) {
        Evaluator items = task.evaluator(argument, input.output());
        Evaluator[] passed = task.evaluators(
                kept.stream().<Expression>map(Expression.ColumnRef::new).toList(), input.output());
        return new Operator() {
            @Override
            public void push(Chunk chunk, Output out) {
                Vector lists = Vectors.flatten(items.evaluate(chunk));
                Vector[] parents = new Vector[passed.length];
                for (int i = 0; i < parents.length; i++) parents[i] = passed[i].evaluate(chunk);
                switch (lists) {
                    case ArrayVector array ->
                        generate(
                                chunk.selection(),
                                array,
                                array.offsets(),
                                array.lengths(),
                                parents,
                                out,
                                generator.structs() != null && array.elements() instanceof StructVector structs
                                        ? structs.fields()
                                        : new Vector[] {array.elements()});
                    case MapVector map ->
                        generate(
                                chunk.selection(),
                                map,
                                map.offsets(),
                                map.lengths(),
                                parents,
                                out,
                                map.keys(),
                                map.values());
                    default -> throw new IllegalStateException("not a list: " + lists.physical());
                }
            }

            @Override
            public boolean mayPushAgain() {
                return true;
            }
        };
    }

    private void generate(
            Selection rows, Vector lists, int[] offsets, int[] lengths, Vector[] parents, Output out, Vector... items) {
        int start = 0;
        while (start < rows.size()) {
            int count = 0;
            int end = start;
            while (end < rows.size() && (end == start || count < Chunk.ROWS)) {
                count += itemCount(lists, lengths, rows.row(end++));
            }
            if (count > 0) out.accept(chunk(rows, start, end, count, lists, offsets, lengths, parents, items));
            start = end;
        }
    }

    private int itemCount(Vector lists, int[] lengths, int row) {
        int count = lists.isNull(row) ? 0 : lengths[row];
        return count == 0 && outer ? 1 : count;
    }

    private Chunk chunk(
            Selection rows,
            int start,
            int end,
            int count,
            Vector lists,
            int[] offsets,
            int[] lengths,
            Vector[] parents,
            Vector[] items) {
        int[] parent = new int[parents.length == 0 ? 0 : count];
        int[] item = new int[count];
        int[] position = new int[generator.position() ? count : 0];
        int at = 0;
        boolean absent = false;
        for (int i = start; i < end; i++) {
            int row = rows.row(i);
            int length = lists.isNull(row) ? 0 : lengths[row];
            int first = offsets[row];
            if (length == 0 && outer) {
                if (parent.length > 0) parent[at] = row;
                item[at++] = NO_ITEM;
                absent = true;
                continue;
            }
            if (parent.length > 0) Arrays.fill(parent, at, at + length, row);
            for (int k = 0; k < position.length && k < length; k++) position[at + k] = k;
            for (int k = 0; k < length; k++) item[at + k] = first + k;
            at += length;
        }
        Vector[] columns = new Vector[kept.size() + made.size()];
        for (int i = 0; i < parents.length; i++) columns[i] = DictionaryVector.of(parents[i], parent, count);
        int next = parents.length;
        if (generator.position()) columns[next++] = new IntVector(position, absent ? absentOf(item) : null, count);
        for (Vector each : items) {
            columns[next] = absent
                    ? withAbsent(each, item, made.get(next - parents.length))
                    : Vectors.gather(each, item, count);
            next++;
        }
        return Chunk.of(count, columns);
    }

    private static boolean[] absentOf(int[] item) {
        boolean[] nulls = new boolean[item.length];
        for (int i = 0; i < item.length; i++) nulls[i] = item[i] == NO_ITEM;
        return nulls;
    }

    private static Vector withAbsent(Vector items, int[] item, Column column) {
        var builder = dev.sluice.vector.VectorBuilder.of(column.type(), item.length);
        for (int index : item) {
            if (index == NO_ITEM) {
                builder.appendNull();
            } else {
                builder.append(items, index);
            }
        }
        return builder.build();
    }

    @Override
    public String describe() {
        return "Generate " + generator.name() + "(" + argument + "), " + (outer ? "outer, " : "") + made;
    }
}
