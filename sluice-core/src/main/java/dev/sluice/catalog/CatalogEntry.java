package dev.sluice.catalog;

import dev.sluice.ast.Relation;
import dev.sluice.connector.Sink;
import dev.sluice.connector.StaticInput;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a name in the catalog stands for.
public sealed interface CatalogEntry {

    /// A query with a name, analyzed anew wherever it is used.
    ///
    /// @param columns names for its columns, or empty to keep theirs
    /// @param comments what is said of columns, by these names
    /// @param hidesTable whether its own name within it means the table that it hides; without one it is itself
    record View(Relation query, List<String> columns, Map<String, String> comments, boolean hidesTable)
            implements CatalogEntry {
        public View(Relation query, List<String> columns, Map<String, String> comments) {
            this(query, columns, comments, false);
        }

        public View(Relation query) {
            this(query, List.of(), Map.of());
        }

        View hidingTable() {
            return new View(query, columns, comments, true);
        }

        public View {
            columns = List.copyOf(columns);
            comments = Map.copyOf(comments);
        }
    }

    /// A source or sink by format and options: `CREATE TABLE … USING`.
    ///
    /// @param managed whether its files are the session's own, which go with its name
    record External(String format, DataType.@Nullable Struct schema, Map<String, String> options, boolean managed)
            implements CatalogEntry {
        public External(String format, DataType.@Nullable Struct schema, Map<String, String> options) {
            this(format, schema, options, false);
        }

        public External {
            options = Map.copyOf(options);
        }
    }

    /// Rows that are there.
    record Static(StaticInput input) implements CatalogEntry {}

    /// A stream that a program feeds.
    record Stream(StreamTable table) implements CatalogEntry {}

    /// A sink of a program's own, which can only be written.
    ///
    /// @param options what a streaming query into it wants to know, such as `outputMode`
    /// @param open opens it for rows of a schema; once for each run of a query
    record Written(Map<String, String> options, Function<DataType.Struct, Sink> open) implements CatalogEntry {
        public Written {
            options = Map.copyOf(options);
        }
    }
}
