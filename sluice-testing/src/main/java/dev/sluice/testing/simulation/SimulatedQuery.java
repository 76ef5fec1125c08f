package dev.sluice.testing.simulation;

import dev.sluice.api.DataFrame;
import dev.sluice.api.Session;
import dev.sluice.stream.OutputMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A streaming query that a simulation runs, and what flows into it.
///
/// Its [#answer] must not depend on how the input is cut into micro-batches: rows must not come later than their
/// watermark allows, and the last ones should close what is open.
///
/// @param keyColumns how many columns, from the first on, name a row of a result in update mode
/// @param rows the query, over streams of the inputs' names
/// @param asksForLateRows whether they get an output of their own
/// @param answer what is compared in the end: of the table that results, and of the late rows
public record SimulatedQuery(
        String name,
        List<Input> inputs,
        OutputMode mode,
        int keyColumns,
        Function<Session, DataFrame> rows,
        boolean asksForLateRows,
        Answer answer) {

    public SimulatedQuery {
        inputs = List.copyOf(inputs);
    }

    /// A query in SQL, whose table is its answer.
    public static SimulatedQuery of(String name, OutputMode mode, int keyColumns, String sql, Input... inputs) {
        return new SimulatedQuery(
                name, List.of(inputs), mode, keyColumns, session -> session.sql(sql), false, (table, _) -> table);
    }

    /// The same query, with another answer.
    public SimulatedQuery answering(Answer other) {
        return new SimulatedQuery(name, inputs, mode, keyColumns, rows, asksForLateRows, other);
    }

    /// The same query, with an output for late rows besides.
    public SimulatedQuery withLateRows(Answer other) {
        return new SimulatedQuery(name, inputs, mode, keyColumns, rows, true, other);
    }

    /// @param columns as DDL
    /// @param rows makes them
    public record Input(String name, String columns, Rows rows) {}

    /// Makes the rows of an input, in the form of [dev.sluice.vector.Values].
    public interface Rows {
        /// @param row its place, from 0
        /// @param rowCount how many there are
        List<@Nullable Object> row(int row, int rowCount, RandomGenerator random);
    }

    /// What must be the same, whatever happens.
    public interface Answer {
        List<List<@Nullable Object>> of(List<List<@Nullable Object>> table, List<List<@Nullable Object>> late);
    }

    /// What a reader of the output has in the end.
    List<List<@Nullable Object>> table(List<List<List<@Nullable Object>>> microBatches) {
        List<List<@Nullable Object>> all =
                microBatches.stream().flatMap(List::stream).toList();
        return switch (mode) {
            case APPEND -> all;
            case COMPLETE -> microBatches.isEmpty() ? List.of() : microBatches.getLast();
            case UPDATE -> {
                Map<List<@Nullable Object>, List<@Nullable Object>> table = new LinkedHashMap<>();
                for (List<@Nullable Object> row : all) table.put(new ArrayList<>(row.subList(0, keyColumns)), row);
                yield keyColumns == 0 ? all : List.copyOf(table.values());
            }
        };
    }
}
