package dev.sluice.api;

import dev.sluice.api.function.FlatMapFunction;
import dev.sluice.api.function.MapFunction;
import dev.sluice.api.function.MapPartitionsFunction;
import dev.sluice.api.function.ReduceFunction;
import dev.sluice.ast.RowsCode;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/// Brings the functions of programs into the one form that the engine runs.
final class RowFunctions {

    private RowFunctions() {}

    /// @param name what the program called
    static <T, U> RowsCode map(String name, MapFunction<T, U> function) {
        MapPartitionsFunction<T, U> all = objects -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return objects.hasNext();
            }

            @Override
            public U next() {
                T object = objects.next();
                try {
                    return function.call(object);
                } catch (Exception e) {
                    throw failed(name, e);
                }
            }
        };
        return new RowsCode(name, erased(all), false);
    }

    static <T, U> RowsCode flatMap(String name, FlatMapFunction<T, U> function) {
        MapPartitionsFunction<T, U> all = objects -> new Iterator<>() {
            private Iterator<U> results = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!results.hasNext() && objects.hasNext()) {
                    T object = objects.next();
                    try {
                        results = function.call(object);
                    } catch (Exception e) {
                        throw failed(name, e);
                    }
                }
                return results.hasNext();
            }

            @Override
            public U next() {
                return results.next();
            }
        };
        return new RowsCode(name, erased(all), false);
    }

    static <T, U> RowsCode mapPartitions(String name, MapPartitionsFunction<T, U> function) {
        return new RowsCode(name, erased(function), true);
    }

    /// The code, and then a function.
    static <T, U> RowsCode then(RowsCode code, MapFunction<T, U> function) {
        RowsCode next = map(code.name(), function);
        return new RowsCode(
                code.name(),
                objects -> next.function().call(code.function().call(objects)),
                code.wholePartition() || next.wholePartition());
    }

    /// One object made of all, or none.
    static <T> Iterator<T> reduced(Iterator<T> objects, ReduceFunction<T> function) throws Exception {
        if (!objects.hasNext()) return Collections.emptyIterator();
        T result = objects.next();
        while (objects.hasNext()) result = function.call(result, objects.next());
        return List.of(result).iterator();
    }

    static <T> Iterator<T> reduced(String name, Iterator<T> objects, ReduceFunction<T> function) {
        try {
            return reduced(objects, function);
        } catch (Exception e) {
            throw failed(name, e);
        }
    }

    @SuppressWarnings("unchecked") // the engine gives it what the encoder beside it reads
    private static <T, U> MapPartitionsFunction<Object, Object> erased(MapPartitionsFunction<T, U> function) {
        return (MapPartitionsFunction<Object, Object>) (MapPartitionsFunction<?, ?>) function;
    }

    private static SluiceException failed(String name, Exception thrown) {
        if (thrown instanceof SluiceException known) return known;
        if (thrown instanceof InterruptedException) Thread.currentThread().interrupt();
        return ErrorCondition.USER_FUNCTION_ERROR
                .error()
                .with("function", name)
                .with("reason", thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage())
                .cause(thrown)
                .build();
    }
}
