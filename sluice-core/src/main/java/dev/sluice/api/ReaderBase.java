package dev.sluice.api;

import dev.sluice.ast.Relation;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import org.jspecify.annotations.Nullable;

/// What is read, of what comes as a whole and of streams.
///
/// @param <S> the class that extends this
abstract sealed class ReaderBase<S extends ReaderBase<S>> extends FormatChoice<S>
        permits DataFrameReader, DataStreamReader {

    private final boolean streaming;
    private DataType.@Nullable Struct schema;

    ReaderBase(Session session, boolean streaming) {
        super(session);
        this.streaming = streaming;
    }

    /// The columns that were said, or null.
    final DataType.@Nullable Struct saidSchema() {
        return schema;
    }

    public S schema(DataType.Struct columns) {
        schema = columns;
        return self();
    }

    public S schema(StructType columns) {
        return schema(columns.struct());
    }

    /// @param ddl the columns, such as `name STRING, age INT`
    public S schema(String ddl) {
        return schema(SqlParser.tableSchema(ddl));
    }

    public DataFrame load() {
        return session.load(new Relation.Read(format, schema, options, streaming));
    }

    public DataFrame load(String path) {
        return path(path).load();
    }

    public DataFrame text(String path) {
        return format("text").load(path);
    }

    /// The lines as strings.
    public Dataset<String> textFile(String path) {
        return text(path).as(Encoders.STRING());
    }

    public DataFrame json(String path) {
        return format("json").load(path);
    }

    public DataFrame csv(String path) {
        return format("csv").load(path);
    }

    /// Files of Parquet, which the module `sluice-parquet` reads.
    public DataFrame parquet(String path) {
        return format("parquet").load(path);
    }

    /// Files of ORC, which the module `sluice-orc` reads.
    public DataFrame orc(String path) {
        return format("orc").load(path);
    }

    /// Files of XML; the option `rowTag` says which elements are rows.
    public DataFrame xml(String path) {
        return format("xml").load(path);
    }
}
