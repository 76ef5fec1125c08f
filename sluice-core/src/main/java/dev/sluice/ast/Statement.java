package dev.sluice.ast;

import dev.sluice.error.SourcePosition;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A whole SQL statement, as it was said.
public sealed interface Statement {

    record Query(Relation relation) implements Statement {}

    /// `CREATE [OR REPLACE] [GLOBAL] TEMPORARY VIEW`.
    ///
    /// @param global whether other sessions see it too
    /// @param comments by the names of columns
    record CreateView(
            String name,
            boolean global,
            boolean orReplace,
            boolean ifNotExists,
            List<String> columns,
            Map<String, String> comments,
            Relation query,
            @Nullable SourcePosition at)
            implements Statement {
        public CreateView {
            columns = List.copyOf(columns);
            comments = Map.copyOf(comments);
        }

        public CreateView withQuery(Relation other) {
            return new CreateView(name, global, orReplace, ifNotExists, columns, comments, other, at);
        }
    }

    /// `CREATE TABLE name (columns) USING format OPTIONS (…)`: a name for a source or sink.
    ///
    /// @param format null if none was said
    record CreateTable(
            String name,
            boolean ifNotExists,
            DataType.@Nullable Struct schema,
            @Nullable String format,
            Map<String, String> options,
            @Nullable SourcePosition at)
            implements Statement {
        public CreateTable {
            options = Map.copyOf(options);
        }
    }

    /// `CREATE TABLE name USING format AS query`: a table with the query's columns, and its rows.
    record CreateTableAs(CreateTable table, Relation query) implements Statement {}

    /// `TRUNCATE TABLE`.
    record Truncate(String table, @Nullable SourcePosition at) implements Statement {}

    /// @param global whether it is a view of all sessions
    record Drop(
            String name,
            boolean global,
            boolean ifExists,
            boolean view,
            @Nullable SourcePosition at) implements Statement {}

    /// `INSERT INTO table [(columns) | BY NAME] query`. A streaming query in it starts a stream.
    record Insert(
            String table,
            List<String> columns,
            boolean byName,
            Relation query,
            boolean overwrite,
            @Nullable SourcePosition at)
            implements Statement {
        public Insert {
            columns = List.copyOf(columns);
        }

        public Insert withQuery(Relation other) {
            return new Insert(table, columns, byName, other, overwrite, at);
        }
    }

    /// `INSERT OVERWRITE DIRECTORY 'path' USING format query`.
    record InsertDirectory(
            String format,
            Map<String, String> options,
            Relation query,
            @Nullable SourcePosition at) implements Statement {
        public InsertDirectory {
            options = Map.copyOf(options);
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

    /// @param global whether the views of all sessions are shown too, in place of tables
    record ShowTables(@Nullable String pattern, boolean global) implements Statement {}

    /// What is said of functions themselves.
    record OfFunction(FunctionStatement said) implements Statement {}

    /// What `SHOW` lists besides tables and functions.
    enum Listed {
        CATALOGS,
        SCHEMAS,
        CURRENT_SCHEMA,
        VIEWS,
        GLOBAL_VIEWS
    }

    record Show(Listed what, @Nullable String pattern) implements Statement {}

    record ShowColumns(List<String> table, @Nullable SourcePosition at) implements Statement {
        public ShowColumns {
            table = List.copyOf(table);
        }
    }

    /// `SHOW CREATE TABLE`.
    record ShowCreate(String table, @Nullable SourcePosition at) implements Statement {}

    /// `SHOW TBLPROPERTIES`.
    record ShowProperties(String table, @Nullable SourcePosition at) implements Statement {}

    /// `DESCRIBE QUERY`.
    record DescribeQuery(Relation query) implements Statement {}

    /// `DESCRIBE table column`.
    ///
    /// @param column as it was said: its name, perhaps behind that of the table
    /// @param extended whether statistics are asked for
    record DescribeColumn(
            List<String> table,
            List<String> column,
            boolean extended,
            @Nullable SourcePosition at) implements Statement {
        public DescribeColumn {
            table = List.copyOf(table);
            column = List.copyOf(column);
        }
    }

    /// `DESCRIBE SCHEMA` of the one there is.
    record DescribeSchema() implements Statement {}

    /// `DECLARE a, b type DEFAULT value`.
    ///
    /// @param type null if the value says it
    /// @param value null for NULL
    record DeclareVariables(
            List<String> names,
            boolean orReplace,
            @Nullable DataType type,
            @Nullable Expr value,
            @Nullable SourcePosition at)
            implements Statement {
        public DeclareVariables {
            names = List.copyOf(names);
        }
    }

    /// `SET VAR a = value`, `SET VAR (a, b) = (query)`.
    ///
    /// @param values of one row at most; where a variable's value is null in the list, it is its default
    record SetVariables(
            List<String> names,
            List<@Nullable Expr> values,
            @Nullable Relation query,
            @Nullable SourcePosition at) implements Statement {
        public SetVariables {
            names = List.copyOf(names);
        }
    }

    record DropVariable(
            String name, boolean ifExists, @Nullable SourcePosition at) implements Statement {}

    /// `EXECUTE IMMEDIATE text INTO variables USING arguments`.
    ///
    /// @param arguments for markers `?`, or with names for `:name`
    record ExecuteImmediate(
            Expr text,
            List<String> into,
            List<Expr> arguments,
            @Nullable SourcePosition at) implements Statement {
        public ExecuteImmediate {
            into = List.copyOf(into);
            arguments = List.copyOf(arguments);
        }
    }

    /// What is said of a table as a whole.
    record OfTable(TableStatement said) implements Statement {}

    /// `CREATE SCHEMA`.
    record CreateSchema(
            List<String> name,
            boolean ifNotExists,
            @Nullable SourcePosition at) implements Statement {
        public CreateSchema {
            name = List.copyOf(name);
        }
    }

    /// `DROP SCHEMA`.
    record DropSchema(
            List<String> name, boolean ifExists, @Nullable SourcePosition at) implements Statement {
        public DropSchema {
            name = List.copyOf(name);
        }
    }

    /// What has nothing to do here: a schema that is in use already, a table to be cached.
    record Nothing() implements Statement {}

    /// @param extended whether more than the columns is asked for
    record Describe(
            List<String> table, boolean extended, @Nullable SourcePosition at) implements Statement {
        public Describe {
            table = List.copyOf(table);
        }
    }
}
