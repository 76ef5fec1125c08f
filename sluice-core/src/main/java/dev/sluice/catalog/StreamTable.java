package dev.sluice.catalog;

import dev.sluice.connector.Source;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// A stream that can be opened: once for each run of a query that reads it.
///
/// @param description how plans show it
/// @param times what its rows mean for watermarks
public record StreamTable(String description, DataType.Struct schema, Supplier<Source> open, Times times) {

    /// @param idleTimeoutMillis after how long a silence it holds no watermark back any more; [#NEVER] by default
    /// @param perPartition whether each partition has a watermark of its own, of which the lowest counts
    public record Times(long idleTimeoutMillis, boolean perPartition) {

        /// However long it is silent, it may speak again.
        public static final long NEVER = Long.MAX_VALUE;

        public static final Times DEFAULT = new Times(NEVER, false);
    }

    public StreamTable(String description, DataType.Struct schema, Supplier<Source> open) {
        this(description, schema, open, Times.DEFAULT);
    }

    public StreamTable with(Times said) {
        return new StreamTable(description, schema, open, said);
    }

    /// The same with one more column behind all others, see [dev.sluice.connector.Provider#metadata].
    public StreamTable withMetadata(Field column) {
        List<Field> fields = new ArrayList<>(schema.fields());
        fields.add(column);
        return new StreamTable(
                description, new DataType.Struct(fields), () -> open.get().withMetadata(), times);
    }

    @Override
    public String toString() {
        return description;
    }
}
