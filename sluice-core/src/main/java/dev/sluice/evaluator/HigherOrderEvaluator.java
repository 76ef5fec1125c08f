package dev.sluice.evaluator;

import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.function.BoundHigherOrder;
import dev.sluice.function.LambdaBody;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.DictionaryVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A call of a function that takes functions: the values first, then whatever the function asks of the bodies.
record HigherOrderEvaluator(
        BoundHigherOrder function,
        List<Evaluator> values,
        List<Body> bodies,
        @Nullable SourcePosition at) implements Evaluator {

    /// @param value over chunks of the columns read, then the parameters
    /// @param read which columns of the chunk outside it reads
    /// @param parameterCount how many parameters the lambda function has
    record Body(Evaluator value, int[] read, int parameterCount) {

        private boolean readsConstantsOnly(Chunk outside) {
            for (int column : read) {
                if (!(outside.column(column) instanceof ConstantVector)) return false;
            }
            return true;
        }

        /// What it reads from outside repeats for all items of a row.
        LambdaBody over(Chunk outside) {
            return new LambdaBody() {
                @Override
                public int parameterCount() {
                    return parameterCount;
                }

                @Override
                public Vector evaluate(int[] parents, int count, Vector... parameters) {
                    Vector[] columns = new Vector[read.length + parameterCount];
                    for (int i = 0; i < read.length; i++) {
                        columns[i] = DictionaryVector.of(outside.column(read[i]), parents, count);
                    }
                    System.arraycopy(parameters, 0, columns, read.length, parameterCount);
                    return Vectors.flatten(value.evaluate(Chunk.of(count, columns)));
                }
            };
        }
    }

    @Override
    public Vector evaluate(Chunk chunk) {
        if (chunk.rowCount() == 0) return new ConstantVector(Vectors.nullOf(function.result()), chunk.size());
        Vector[] arguments = new Vector[values.size()];
        boolean constant = true;
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = values.get(i).evaluate(chunk);
            constant &= arguments[i] instanceof ConstantVector;
        }
        for (Body body : bodies) constant &= body.readsConstantsOnly(chunk);
        if (!constant) return apply(arguments, chunk);
        return new ConstantVector(Vectors.flatten(apply(arguments, firstRow(chunk))), chunk.size());
    }

    /// One row that stands for all, where only constants are read.
    private Chunk firstRow(Chunk chunk) {
        Vector[] columns = chunk.columns().clone();
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] instanceof ConstantVector(Vector value, _)) columns[i] = new ConstantVector(value, 1);
        }
        return Chunk.of(1, columns);
    }

    private Vector apply(Vector[] arguments, Chunk chunk) {
        Vector[] flat = new Vector[arguments.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = arguments[i] instanceof ConstantVector(Vector value, _)
                    ? Vectors.gather(value, new int[chunk.size()], chunk.size())
                    : Vectors.flatten(arguments[i]);
        }
        List<LambdaBody> ready = new ArrayList<>(bodies.size());
        for (Body body : bodies) ready.add(body.over(chunk));
        Selection rows = chunk.selection();
        try {
            return function.kernel().apply(flat, ready, rows, chunk.size());
        } catch (SluiceException e) {
            throw e.position() == null && at != null ? e.at(at) : e;
        }
    }
}
