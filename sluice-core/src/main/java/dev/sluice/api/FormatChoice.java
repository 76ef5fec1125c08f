package dev.sluice.api;

import dev.sluice.error.ErrorCondition;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/// The format that is read or written, and its options.
///
/// @param <S> the class that extends this, which all methods return
abstract sealed class FormatChoice<S extends FormatChoice<S>> permits ReaderBase, DataFrameWriter, DataStreamWriter {

    final Session session;
    final Map<String, String> options = new LinkedHashMap<>();
    String format;

    FormatChoice(Session session) {
        this.session = session;
        format = session.conf().get(SessionConf.DEFAULT_FORMAT);
    }

    abstract S self();

    public S format(String name) {
        format = name;
        return self();
    }

    public S option(String key, String value) {
        options.put(key, value);
        return self();
    }

    public S option(String key, boolean value) {
        return option(key, String.valueOf(value));
    }

    public S option(String key, long value) {
        return option(key, String.valueOf(value));
    }

    public S option(String key, double value) {
        return option(key, String.valueOf(value));
    }

    public S options(Map<String, String> more) {
        options.putAll(more);
        return self();
    }

    /// What `jdbc` is called with.
    final S databaseTable(String url, String table, Properties properties) {
        properties.stringPropertyNames().forEach(key -> option(key, properties.getProperty(key)));
        option("url", url);
        return option("dbtable", table);
    }

    /// The path that `load`, `save` or `start` is called with.
    final S path(String path) {
        if (options.keySet().stream().anyMatch(name -> name.equalsIgnoreCase("path"))) {
            throw ErrorCondition.PATH_GIVEN_TWICE.error().build();
        }
        return option("path", path);
    }
}
