package dev.sluice.execution;

import dev.sluice.error.SluiceException;
import dev.sluice.format.JsonText;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rows of one task for which an operator's work failed, and why. They are left out, and the query goes on.
final class BadRows {

    /// What is told of a row.
    static final Struct SCHEMA = Struct.of(
            new Field("condition", Atomic.STRING, true),
            new Field("sql_state", Atomic.STRING, true),
            new Field("message", Atomic.STRING, false),
            new Field("operator", Atomic.STRING, false),
            new Field("row", Atomic.STRING, false));

    private final Supplier<ZoneId> zone;
    private final List<List<@Nullable Object>> told = new ArrayList<>();

    /// @param zone of times in the text of rows
    BadRows(Supplier<ZoneId> zone) {
        this.zone = zone;
    }

    /// @param chunk the row, alone in its selection
    /// @param schema of the chunk
    void add(String operator, Chunk chunk, Struct schema, RuntimeException failure) {
        var text = new StringBuilder();
        JsonText.append(text, chunk, chunk.selection().row(0), schema, zone.get());
        List<@Nullable Object> row = new ArrayList<>();
        if (failure instanceof SluiceException known) {
            row.add(known.getCondition());
            row.add(known.getSqlState());
            row.add(known.sentence());
        } else {
            row.add(null);
            row.add(null);
            row.add(failure.toString());
        }
        row.add(operator);
        row.add(text.toString());
        told.add(row);
    }

    boolean isEmpty() {
        return told.isEmpty();
    }

    Chunk toChunk() {
        return Values.chunk(SCHEMA, told);
    }
}
