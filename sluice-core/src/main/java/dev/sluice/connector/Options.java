package dev.sluice.connector;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// The options of a source or sink; their names ignore case.
public final class Options {

    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    public Options(Map<String, String> values) {
        this.values.putAll(values);
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    public String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// The names, as they were given.
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    public Map<String, String> asMap() {
        return new LinkedHashMap<>(values);
    }

    /// The same without some names.
    public Options without(Collection<String> names) {
        var rest = new Options(values);
        names.forEach(rest.values::remove);
        return rest;
    }
}
