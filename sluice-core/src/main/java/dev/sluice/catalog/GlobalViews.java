package dev.sluice.catalog;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// Views that all sessions of a program have in common, [dev.sluice.ast.GlobalNames]. They are gone when the last
/// session has been closed, as Spark's are when the application ends.
public final class GlobalViews {

    private static final GlobalViews PROGRAM = new GlobalViews();

    private final ConcurrentSkipListMap<String, Known> views =
            new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private int holders;

    private GlobalViews() {}

    /// A view, and the session's catalog that says what the names in it mean.
    public record Known(CatalogEntry.View view, Catalog home) {}

    /// Those of the program, which stay until everybody who holds them has called [#release].
    public static GlobalViews hold() {
        synchronized (PROGRAM) {
            PROGRAM.holders++;
        }
        return PROGRAM;
    }

    /// To be called once for each [#hold].
    public synchronized void release() {
        holders--;
        if (holders == 0) views.clear();
    }

    public Optional<Known> find(String name) {
        return Optional.ofNullable(views.get(name));
    }

    public void put(String name, Known view) {
        views.put(name, view);
    }

    /// @return whether there was none of that name
    public boolean putIfAbsent(String name, Known view) {
        return views.putIfAbsent(name, view) == null;
    }

    /// @return whether there was one
    public boolean remove(String name) {
        return views.remove(name) != null;
    }

    public List<String> names() {
        return List.copyOf(views.keySet());
    }
}
