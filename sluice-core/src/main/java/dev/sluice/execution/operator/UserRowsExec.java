package dev.sluice.execution.operator;

import dev.sluice.ast.RowsCode;
import dev.sluice.encoder.Encoder;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.encoder.ObjectWriter;
import dev.sluice.error.SluiceException;
import dev.sluice.evaluator.Evaluator;
import dev.sluice.execution.Operator;
import dev.sluice.execution.OperatorPlan;
import dev.sluice.execution.Output;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.execution.TaskContext;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.plan.ObjectColumns;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/// Sends rows through a program's code, as objects: chunk by chunk, or all of a task at its end, if the code wants to
/// see them at once.
///
/// @param kept columns of the input that stand beside what the code makes, if it makes one object of each
public record UserRowsExec(
        PhysicalPlan input,
        ObjectColumns objects,
        RowsCode code,
        Encoder<Object> to,
        List<Column> kept,
        List<Column> made)
        implements OperatorPlan {

    public UserRowsExec {
        kept = List.copyOf(kept);
        made = List.copyOf(made);
    }

    @Override
    public List<Column> output() {
        return Stream.concat(kept.stream(), made.stream()).toList();
    }

    @Override
    public Operator open(TaskContext task) {
        return new UserRows(task);
    }

    private final class UserRows implements Operator {
        private final Evaluator[] fields;
        private final Evaluator[] passed;
        private final ObjectReader<Object> reader;
        private final ObjectWriter<Object> writer;
        private final List<Chunk> held = new ArrayList<>();

        UserRows(TaskContext task) {
            fields = task.evaluators(objects.fields(), input.output());
            passed = task.evaluators(
                    kept.stream().<Expression>map(Expression.ColumnRef::new).toList(), input.output());
            reader = objects.reader();
            writer = to.writer();
        }

        @Override
        public void push(Chunk chunk, Output out) {
            Chunk values = chunk.with(evaluated(fields, chunk));
            if (code.wholePartition()) {
                held.add(values.compact());
                return;
            }
            call(new Objects(List.of(values)), out);
            if (kept.isEmpty() && made.isEmpty()) return;
            if (!kept.isEmpty()) out.accept(beside(chunk));
            else flush(out);
        }

        @Override
        public boolean mayPushAgain() {
            return !code.wholePartition();
        }

        @Override
        public void finish(Output out) {
            if (!code.wholePartition()) return;
            List<Chunk> all = List.copyOf(held);
            held.clear();
            call(new Objects(all), out);
            flush(out);
        }

        private void call(Iterator<Object> input, Output out) {
            try {
                Iterator<Object> results = code.function().call(input);
                while (results.hasNext()) {
                    writer.write(results.next());
                    if (kept.isEmpty() && writer.size() >= Chunk.ROWS) flush(out);
                }
            } catch (Exception e) {
                writer.take();
                throw UserErrors.of(code.name(), e);
            }
        }

        private void flush(Output out) {
            if (writer.size() > 0) out.accept(writer.take());
        }

        private Chunk beside(Chunk chunk) {
            Chunk results = writer.take();
            Selection rows = chunk.selection();
            if (results.size() != rows.size()) throw SluiceException.bug(code.name() + " is not one to one");
            Vector[] columns = new Vector[kept.size() + made.size()];
            Vector[] before = evaluated(passed, chunk);
            for (int i = 0; i < before.length; i++) {
                columns[i] = DictionaryVector.of(before[i], rows.toArray(), rows.size());
            }
            System.arraycopy(results.columns(), 0, columns, kept.size(), made.size());
            return Chunk.of(rows.size(), columns);
        }

        private static Vector[] evaluated(Evaluator[] evaluators, Chunk chunk) {
            Vector[] values = new Vector[evaluators.length];
            for (int i = 0; i < values.length; i++) values[i] = evaluators[i].evaluate(chunk);
            return values;
        }

        /// The rows of some chunks, read when they are asked for.
        private final class Objects implements Iterator<Object> {
            private final List<Chunk> chunks;
            private Selection rows = Selection.all(0);
            private int next;
            private int nextChunk;

            Objects(List<Chunk> chunks) {
                this.chunks = chunks;
            }

            @Override
            public boolean hasNext() {
                while (next == rows.size() && nextChunk < chunks.size()) {
                    Chunk chunk = chunks.get(nextChunk++);
                    reader.open(chunk.columns());
                    rows = chunk.selection();
                    next = 0;
                }
                return next < rows.size();
            }

            @Override
            public Object next() {
                if (!hasNext()) throw new NoSuchElementException();
                return reader.read(rows.row(next++));
            }
        }
    }

    @Override
    public String describe() {
        return "UserRows(" + code.name() + ", " + objects.fields() + ", " + made + ")";
    }
}
