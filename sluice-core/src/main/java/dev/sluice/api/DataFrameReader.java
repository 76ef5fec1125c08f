package dev.sluice.api;

import dev.sluice.builtin.TextRows;
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

    /// Reads each text as a line of a file, or as a document of its own.
    public DataFrame json(Dataset<String> texts) {
        return texts(TextRows.JSON, texts);
    }

    /// Reads each text as a line of a file. With `header` the first one says the names; all that are like it are no
    /// rows, as in Spark.
    public DataFrame csv(Dataset<String> texts) {
        return texts(TextRows.CSV, texts);
    }

    /// Reads each text as the element of a row.
    public DataFrame xml(Dataset<String> texts) {
        return texts(TextRows.XML, texts);
    }

    private DataFrame texts(TextRows kind, Dataset<String> texts) {
        return new TextReads(session, kind, options).read(texts, saidSchema());
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
