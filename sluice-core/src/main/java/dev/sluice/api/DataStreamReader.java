package dev.sluice.api;

import dev.sluice.ast.Relation;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says what to read as a stream, with Spark's method names.
public final class DataStreamReader {

    private final Session session;
    private final Map<String, String> options = new LinkedHashMap<>();
    private String format;
    private DataType.@Nullable Struct schema;

    DataStreamReader(Session session) {
        this.session = session;
        format = session.conf().get(SessionConf.DEFAULT_FORMAT);
    }

    public DataStreamReader format(String name) {
        format = name;
        return this;
    }

    public DataStreamReader schema(DataType.Struct columns) {
        schema = columns;
        return this;
    }

    /// @param ddl the columns, such as `name STRING, age INT`
    public DataStreamReader schema(String ddl) {
        return schema(SqlParser.tableSchema(ddl));
    }

    public DataStreamReader option(String name, String value) {
        options.put(name, value);
        return this;
    }

    public DataStreamReader option(String name, boolean value) {
        return option(name, String.valueOf(value));
    }

    public DataStreamReader option(String name, long value) {
        return option(name, String.valueOf(value));
    }

    public DataStreamReader option(String name, double value) {
        return option(name, String.valueOf(value));
    }

    public DataStreamReader options(Map<String, String> more) {
        options.putAll(more);
        return this;
    }

    public DataFrame load() {
        return session.load(new Relation.Read(format, schema, options, true));
    }

    public DataFrame load(String path) {
        DataFrameReader.rejectSecondPath(options);
        return option("path", path).load();
    }

    public DataFrame text(String path) {
        return format("text").load(path);
    }

    public DataFrame textFile(String path) {
        return text(path);
    }

    public DataFrame json(String path) {
        return format("json").load(path);
    }

    public DataFrame csv(String path) {
        return format("csv").load(path);
    }

    public DataFrame table(String name) {
        return session.frame(new Relation.Table(SqlParser.multipartIdentifier(name), true, Map.of(), null));
    }
}
