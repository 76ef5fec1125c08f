package dev.sluice.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// What CREATE TABLE declared: one for a session and those that it made by `newSession`, as Spark's catalog is one for
/// all sessions of an application. Names ignore case. Safe for several threads.
public final class DeclaredTables {

    private final ConcurrentSkipListMap<String, CatalogEntry.External> tables =
            new ConcurrentSkipListMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, ReentrantReadWriteLock> locks = new ConcurrentHashMap<>();

    Optional<CatalogEntry> get(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    void put(String name, CatalogEntry.External table) {
        tables.put(name, table);
    }

    /// @return whether there was none of that name
    boolean putIfAbsent(String name, CatalogEntry.External table) {
        return tables.putIfAbsent(name, table) == null;
    }

    /// @return whether there was one
    boolean remove(String name) {
        return tables.remove(name) != null;
    }

    List<String> names() {
        return List.copyOf(tables.keySet());
    }

    /// Held by who makes, replaces or drops the table of a name, files and all: one at a time. Those who save more rows
    /// share it; who reads, or inserts by SQL, does not ask for it.
    ReentrantReadWriteLock lock(String name) {
        return locks.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> new ReentrantReadWriteLock());
    }

    /// Takes over those of others. Their files stay the others' own.
    void putAll(DeclaredTables others) {
        others.tables.forEach((name, table) ->
                tables.put(name, new CatalogEntry.External(table.format(), table.schema(), table.options())));
    }
}
