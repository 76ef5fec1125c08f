package dev.sluice.api;

import dev.sluice.ast.GlobalNames;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.catalog.GlobalViews;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SourcePosition;
import dev.sluice.type.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Queries under a name: a session's own, or for all sessions.
final class TemporaryViews {

    private final dev.sluice.catalog.Catalog names;
    private final boolean global;

    /// @param global whether those are meant that all sessions have
    TemporaryViews(Session session, boolean global) {
        if (global && session.cluster().isPresent()) {
            throw ClusterSession.cannot(
                    "a global view of a DataFrame; SQL's CREATE GLOBAL TEMPORARY VIEW makes one there");
        }
        this.global = global;
        names = session.names();
    }

    /// As a table is named that is read.
    List<String> path(String name) {
        return global ? GlobalNames.path(name) : List.of(name);
    }

    /// @throws dev.sluice.error.AnalysisException if the name is taken
    void create(String name, CatalogEntry.View view, @Nullable SourcePosition at) {
        boolean created = global ? names.globalViews().putIfAbsent(name, known(view)) : names.putIfAbsent(name, view);
        if (created) return;
        throw ErrorCondition.TEMP_TABLE_OR_VIEW_ALREADY_EXISTS
                .error()
                .with("relationName", Field.quote(name))
                .at(at)
                .build();
    }

    boolean has(String name) {
        return global
                ? names.globalViews().find(name).isPresent()
                : names.view(name).isPresent();
    }

    /// @return takes it back
    Runnable replace(String name, CatalogEntry.View view) {
        if (global) {
            GlobalViews all = names.globalViews();
            Optional<GlobalViews.Known> before = all.find(name);
            all.put(name, known(view));
            return () -> before.ifPresentOrElse(known -> all.put(name, known), () -> all.remove(name));
        }
        Optional<CatalogEntry.View> before = names.replaceView(name, view);
        return () -> before.ifPresentOrElse(known -> names.put(name, known), () -> names.removeView(name));
    }

    /// @return whether there was one
    boolean drop(String name) {
        if (global) return names.globalViews().remove(name);
        return names.removeView(name);
    }

    private GlobalViews.Known known(CatalogEntry.View view) {
        return new GlobalViews.Known(view, names);
    }
}
