package dev.sluice.api;

import dev.sluice.builtin.MemorySink;
import dev.sluice.builtin.MemoryTable;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.catalog.Formats;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.Suggestion;
import dev.sluice.execution.QueryRunner;
import dev.sluice.optimizer.Optimizer;
import dev.sluice.plan.LateRows;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.planner.PhysicalPlanner;
import dev.sluice.stream.OutputMode;
import dev.sluice.streaming.StreamingPlan;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// What of a query goes elsewhere than its result: the rows that came too late (option `lateRowsTo`), and those that an
/// operator could not do its work on (`badRowsTo`).
final class SideOutputs {

    private SideOutputs() {}

    /// @param plan of a result of the query
    /// @param result which
    /// @throws SluiceException if there is no such table, or no row can be late
    static StreamingPlan.QueryOutput lateRows(
            String table, LogicalPlan plan, OutputMode mode, String result, Session session) {
        LogicalPlan late = droppedBy(plan, mode, session);
        return StreamingPlan.QueryOutput.lateRows(
                late, sink(OptionCheck.LATE_ROWS_TO, table, late.schema(), session), result);
    }

    /// @param open opens a sink for rows of a schema
    static StreamingPlan.QueryOutput lateRows(
            Function<DataType.Struct, Sink> open, LogicalPlan plan, OutputMode mode, String result, Session session) {
        LogicalPlan late = droppedBy(plan, mode, session);
        DataType.Struct schema = late.schema();
        return StreamingPlan.QueryOutput.lateRows(late, () -> open.apply(schema), result);
    }

    /// As the operators of the plan that is run drop them, but with the columns that it does not read.
    private static LogicalPlan droppedBy(LogicalPlan plan, OutputMode mode, Session session) {
        ZoneId zone = session.conf().zone();
        var optimizer = new Optimizer(zone);
        var planner =
                PhysicalPlanner.forStream(zone, session.conf().permissions().updateChains());
        planner.plan(optimizer.optimize(plan), mode);
        return LateRows.of(optimizer.withAllColumns(plan), planner.lateBy());
    }

    /// @throws SluiceException if there is no such table
    static Supplier<Sink> badRows(String table, Session session) {
        return sink(OptionCheck.BAD_ROWS_TO, table, QueryRunner.badRowsSchema(), session);
    }

    private static Supplier<Sink> sink(String option, String table, DataType.Struct schema, Session session) {
        CatalogEntry entry = session.names().table(table).orElse(null);
        if (entry instanceof CatalogEntry.Static(MemoryTable _))
            return memory(table, schema, session); // of an earlier run
        if (entry instanceof CatalogEntry.Written(_, var open)) return () -> open.apply(schema);
        if (!(entry instanceof CatalogEntry.External declared)) {
            throw ErrorCondition.TABLE_OR_VIEW_NOT_FOUND
                    .error()
                    .with("relationName", Field.quote(table))
                    .hint(Suggestion.likely(table, session.names().tableNames())
                            .map(near -> "did you mean " + near + "?")
                            .orElse(option + " names a sink that CREATE TABLE … USING declared."))
                    .build();
        }
        Provider provider = session.names()
                .provider(declared.format())
                .orElseThrow(
                        () -> Formats.unknown(declared.format(), session.names().formatNames()));
        if (!provider.sinkModes().contains(OutputMode.APPEND.word())) {
            throw ErrorCondition.NOT_A_STREAMING_SINK
                    .error()
                    .with("format", provider.name())
                    .build();
        }
        Map<String, String> said = new HashMap<>(declared.options());
        // The query's own result may be on the same screen.
        if (provider.name().equals("console")) said.putIfAbsent("title", table);
        Options options = BatchWrite.options(provider, said, session);
        if (provider.name().equals("memory")) return memory(table, schema, session);
        return () -> provider.sink(options, schema, session.surroundings())
                .orElseThrow(() -> SluiceException.bug(provider.name() + " gave no sink"));
    }

    /// A new table for each start of the query, as the memory sink has it.
    private static Supplier<Sink> memory(String table, DataType.Struct schema, Session session) {
        var rows = new MemoryTable(schema);
        return () -> {
            session.names().put(table, new CatalogEntry.Static(rows));
            return new MemorySink(rows);
        };
    }
}
