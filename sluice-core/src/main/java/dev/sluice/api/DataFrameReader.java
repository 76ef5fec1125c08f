package dev.sluice.api;

import dev.sluice.json.JsonValue;
import java.util.List;
import java.util.Properties;

/// Says what to read as a whole, with Spark's method names.
public final class DataFrameReader extends ReaderBase<DataFrameReader> {

    DataFrameReader(Session session) {
        super(session, false);
    }

    @Override
    DataFrameReader self() {
        return this;
    }

    /// Reads several files or directories as one.
    public DataFrame load(String... paths) {
        if (paths.length == 1) return load(paths[0]);
        return option("paths", JsonValue.of(List.of(paths)).toText()).load();
    }

    public DataFrame text(String... paths) {
        return format("text").load(paths);
    }

    public Dataset<String> textFile(String... paths) {
        return text(paths).as(Encoders.STRING());
    }

    public DataFrame json(String... paths) {
        return format("json").load(paths);
    }

    public DataFrame csv(String... paths) {
        return format("csv").load(paths);
    }

    /// Files of Parquet, which the module `sluice-parquet` reads.
    public DataFrame parquet(String... paths) {
        return format("parquet").load(paths);
    }

    /// Files of ORC, which the module `sluice-orc` reads.
    public DataFrame orc(String... paths) {
        return format("orc").load(paths);
    }

    /// Files of XML; the option `rowTag` says which elements are rows.
    public DataFrame xml(String... paths) {
        return format("xml").load(paths);
    }

    /// A table of a database, which the module `sluice-jdbc` reads.
    public DataFrame jdbc(String url, String table, Properties properties) {
        return format("jdbc").databaseTable(url, table, properties).load();
    }

    public DataFrame table(String name) {
        return session.table(name);
    }
}
