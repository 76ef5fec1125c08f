package dev.sluice.ast;

import dev.sluice.error.SourcePosition;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A whole SQL statement, as it was said.
public sealed interface Statement {

    record Query(Relation relation) implements Statement {}

    /// `CREATE [OR REPLACE] TEMPORARY VIEW`.
    record CreateView(
            String name,
            boolean orReplace,
            boolean ifNotExists,
            List<String> columns,
            Relation query,
            @Nullable SourcePosition at)
            implements Statement {
        public CreateView {
            columns = List.copyOf(columns);
        }
    }

    /// `CREATE TABLE name (columns) USING format OPTIONS (…)`: a name for a source or sink.
    record CreateTable(
            String name,
            boolean ifNotExists,
            DataType.@Nullable Struct schema,
            String format,
            Map<String, String> options,
            @Nullable SourcePosition at)
            implements Statement {
        public CreateTable {
            options = Map.copyOf(options);
        }
    }

    record Drop(
            String name,
            boolean ifExists,
            boolean view,
            @Nullable SourcePosition at) implements Statement {}

    /// `INSERT INTO table [(columns)] query`. A streaming query in it starts a stream.
    record Insert(
            String table,
            List<String> columns,
            Relation query,
            boolean overwrite,
            @Nullable SourcePosition at) implements Statement {
        public Insert {
            columns = List.copyOf(columns);
        }
    }

    /// `FROM rows INSERT INTO a SELECT … INSERT INTO b SELECT …`: several INSERTs over the same rows. Streams in them
    /// are one streaming query.
    ///
    /// @param inserts at least two; their queries read one [Relation.Shared]
    record MultiInsert(List<Insert> inserts) implements Statement {
        public MultiInsert {
            inserts = List.copyOf(inserts);
        }
    }

    /// `SET key = value`; without value it asks, without key it lists.
    record SetConfig(@Nullable String key, @Nullable String value) implements Statement {}

    /// `RESET [key]`.
    record ResetConfig(@Nullable String key) implements Statement {}

    enum ExplainMode {
        SIMPLE,
        EXTENDED,
        FORMATTED,
        CODEGEN,
        COST
    }

    record Explain(ExplainMode mode, Statement statement) implements Statement {}

    record ShowTables(@Nullable String pattern) implements Statement {}

    /// What is said of functions themselves.
    record OfFunction(FunctionStatement said) implements Statement {}

    record Describe(List<String> table, @Nullable SourcePosition at) implements Statement {
        public Describe {
            table = List.copyOf(table);
        }
    }
}
