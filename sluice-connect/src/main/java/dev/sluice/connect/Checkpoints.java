package dev.sluice.connect;

import dev.sluice.api.DataFrame;
import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Rows that a client has had kept, each under an id that it is told, until it says that it needs them no more.
final class Checkpoints {

    private final Map<String, Rows> kept = new ConcurrentHashMap<>();

    /// @param eager whether the rows are made now, and not when they are first asked for
    /// @return the id
    String keep(DataFrame frame, boolean eager) {
        var rows = new Rows(frame);
        if (eager) rows.relation();
        String id = UUID.randomUUID().toString();
        kept.put(id, rows);
        return id;
    }

    /// @throws dev.sluice.error.SluiceException if there are none of that id
    Relation get(String id, String sessionId) {
        Rows rows = kept.get(id);
        if (rows == null) {
            throw ErrorCondition.CONNECT_FRAME_NOT_FOUND
                    .error()
                    .with("dfId", id)
                    .with("sessionId", sessionId)
                    .build();
        }
        return rows.relation();
    }

    void forget(String id) {
        kept.remove(id);
    }

    private static final class Rows {
        private final DataFrame frame;
        private @Nullable Relation made;

        Rows(DataFrame frame) {
            this.frame = frame;
        }

        synchronized Relation relation() {
            Relation known = made;
            if (known == null) made = known = frame.localCheckpoint().relation();
            return known;
        }
    }
}
