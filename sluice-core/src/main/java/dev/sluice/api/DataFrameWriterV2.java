package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Statement;
import dev.sluice.ast.TableStatement;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.error.ErrorCondition;
import dev.sluice.json.JsonValue;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a table of rows, with Spark's method names of `writeTo`. Tables that are there are refused, as Spark's own
/// catalog refuses them: [DataFrameWriter] writes those.
public final class DataFrameWriterV2<T> {

    private final Dataset<T> rows;
    private final String table;
    private final Map<String, String> options = new LinkedHashMap<>();
    private @Nullable String format;

    DataFrameWriterV2(Dataset<T> rows, String table) {
        if (rows.isStreaming()) {
            throw ErrorCondition.CALL_ON_STREAMING_DATASET_UNSUPPORTED
                    .error()
                    .with("methodName", "writeTo")
                    .build();
        }
        this.rows = rows;
        this.table = table;
    }

    /// @param provider the format; without it what `spark.sql.sources.default` says
    public DataFrameWriterV2<T> using(String provider) {
        format = provider;
        return this;
    }

    public DataFrameWriterV2<T> option(String key, String value) {
        options.put(key, value);
        return this;
    }

    public DataFrameWriterV2<T> option(String key, boolean value) {
        return option(key, String.valueOf(value));
    }

    public DataFrameWriterV2<T> option(String key, long value) {
        return option(key, String.valueOf(value));
    }

    public DataFrameWriterV2<T> option(String key, double value) {
        return option(key, String.valueOf(value));
    }

    public DataFrameWriterV2<T> options(Map<String, String> more) {
        options.putAll(more);
        return this;
    }

    /// The columns that become directories.
    ///
    /// @throws dev.sluice.error.AnalysisException if one is no name of a column
    public DataFrameWriterV2<T> partitionedBy(Column column, Column... columns) {
        List<String> names = new ArrayList<>(List.of(name(column)));
        for (Column each : columns) names.add(name(each));
        return option("partitionBy", JsonValue.of(names).toText());
    }

    private static String name(Column column) {
        if (column.expr() instanceof Expr.Name(List<String> parts, _, _) && parts.size() == 1)
            return parts.getFirst();
        throw ErrorCondition.NOT_YET_SUPPORTED
                .error()
                .with("feature", "partitions by more than columns (buckets, days …)")
                .build();
    }

    /// Makes the table.
    ///
    /// @throws dev.sluice.error.AnalysisException if there is one of that name
    public void create() {
        Session session = rows.sparkSession();
        Statement.CreateTable made =
                new Statement.CreateTable(Catalog.plain(table), false, null, format, options, null);
        session.run(new Statement.CreateTableAs(made, rows.relation()));
    }

    /// @throws dev.sluice.error.AnalysisException always, as of Spark's own catalog
    public void replace() {
        var change = new TableStatement.Change("REPLACE TABLE AS SELECT", Catalog.plain(table), true, null);
        rows.sparkSession().run(new Statement.OfTable(change));
    }

    /// @throws dev.sluice.error.AnalysisException always, as of Spark's own catalog
    public void createOrReplace() {
        replace();
    }

    /// @throws dev.sluice.error.AnalysisException always, as of Spark's own catalog
    public void append() {
        refuse("write().mode(\"append\").saveAsTable(name)");
    }

    /// @param condition which rows go
    /// @throws dev.sluice.error.AnalysisException always, as of Spark's own catalog
    public void overwrite(Column condition) {
        refuse("write().mode(\"overwrite\").insertInto(name), or INSERT OVERWRITE,");
    }

    /// @throws dev.sluice.error.AnalysisException always, as of Spark's own catalog
    public void overwritePartitions() {
        refuse("write().mode(\"overwrite\").insertInto(name), or INSERT OVERWRITE,");
    }

    private void refuse(String instead) {
        String name = Catalog.plain(table);
        CatalogEntry entry =
                rows.sparkSession().names().table(name).orElseThrow(() -> SqlCommands.notFound(name, null));
        if (entry instanceof CatalogEntry.View) {
            throw ErrorCondition.VIEW_WRITE_NOT_ALLOWED
                    .error()
                    .with("name", Field.quote(name))
                    .build();
        }
        throw ErrorCondition.WRITE_TO_TABLE
                .error()
                .with("tableName", AdministrationCommands.qualified(name))
                .with("instead", instead)
                .build();
    }
}
