package dev.sluice.api;

import dev.sluice.ast.Relation;
import dev.sluice.error.ErrorCondition;
import dev.sluice.parser.SqlParser;
import dev.sluice.type.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says what to read as a whole, with Spark's method names.
public final class DataFrameReader {

    private final Session session;
    private final Map<String, String> options = new LinkedHashMap<>();
    private String format;
    private DataType.@Nullable Struct schema;

    DataFrameReader(Session session) {
        this.session = session;
        format = session.conf().get(SessionConf.DEFAULT_FORMAT);
    }

    public DataFrameReader format(String name) {
        format = name;
        return this;
    }

    public DataFrameReader schema(DataType.Struct columns) {
        schema = columns;
        return this;
    }

    /// @param ddl the columns, such as `name STRING, age INT`
    public DataFrameReader schema(String ddl) {
        return schema(SqlParser.tableSchema(ddl));
    }

    public DataFrameReader option(String name, String value) {
        options.put(name, value);
        return this;
    }

    public DataFrameReader option(String name, boolean value) {
        return option(name, String.valueOf(value));
    }

    public DataFrameReader option(String name, long value) {
        return option(name, String.valueOf(value));
    }

    public DataFrameReader option(String name, double value) {
        return option(name, String.valueOf(value));
    }

    public DataFrameReader options(Map<String, String> more) {
        options.putAll(more);
        return this;
    }

    public DataFrame load() {
        return session.load(new Relation.Read(format, schema, options, false));
    }

    public DataFrame load(String path) {
        rejectSecondPath(options);
        return option("path", path).load();
    }

    static void rejectSecondPath(Map<String, String> options) {
        if (options.keySet().stream().anyMatch(name -> name.equalsIgnoreCase("path"))) {
            throw ErrorCondition.PATH_GIVEN_TWICE.error().build();
        }
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
        return session.table(name);
    }
}
