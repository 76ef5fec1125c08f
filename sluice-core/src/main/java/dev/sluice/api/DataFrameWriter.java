package dev.sluice.api;

import dev.sluice.analyzer.StreamingRules;
import dev.sluice.ast.Statement;
import dev.sluice.catalog.Formats;
import dev.sluice.connector.Provider;
import dev.sluice.connector.SaveMode;
import dev.sluice.error.ErrorCondition;
import dev.sluice.json.JsonValue;
import dev.sluice.plan.LogicalPlan;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Says where rows go that are there as a whole, with Spark's method names; [#save] and its kin write them.
public final class DataFrameWriter<T> extends FormatChoice<DataFrameWriter<T>> {

    private final Dataset<T> rows;
    private SaveMode mode = SaveMode.ERROR_IF_EXISTS;

    DataFrameWriter(Dataset<T> rows) {
        super(rows.sparkSession());
        if (rows.isStreaming()) {
            throw ErrorCondition.CALL_ON_STREAMING_DATASET_UNSUPPORTED
                    .error()
                    .with("methodName", "write")
                    .build();
        }
        this.rows = rows;
    }

    @Override
    DataFrameWriter<T> self() {
        return this;
    }

    /// @param name `append`, `overwrite`, `ignore`, `error`, `errorifexists` or `default`
    public DataFrameWriter<T> mode(String name) {
        return mode(SaveMode.named(name)
                .orElseThrow(() -> ErrorCondition.INVALID_SAVE_MODE
                        .error()
                        .with("mode", "\"" + name + "\"")
                        .build()));
    }

    /// What becomes of what is there already; an error, if nothing is said.
    public DataFrameWriter<T> mode(SaveMode wanted) {
        mode = wanted;
        return this;
    }

    /// The columns that become directories.
    public DataFrameWriter<T> partitionBy(String... columns) {
        return option("partitionBy", JsonValue.of(List.of(columns)).toText());
    }

    public void save(String path) {
        path(path).save();
    }

    public void json(String path) {
        format("json").save(path);
    }

    public void csv(String path) {
        format("csv").save(path);
    }

    /// Files of Parquet, which the module `sluice-parquet` writes.
    public void parquet(String path) {
        format("parquet").save(path);
    }

    /// Files of ORC, which the module `sluice-orc` writes.
    public void orc(String path) {
        format("orc").save(path);
    }

    /// Files of XML; the option `rowTag` says what a row's element is called.
    public void xml(String path) {
        format("xml").save(path);
    }

    /// A table of a database, which the module `sluice-jdbc` writes.
    public void jdbc(String url, String table, Properties properties) {
        format("jdbc").databaseTable(url, table, properties).save();
    }

    public void text(String path) {
        format("text").save(path);
    }

    /// Writes the rows.
    ///
    /// @throws dev.sluice.error.SluiceException if they can't be written so
    public void save() {
        LogicalPlan plan = rows.plan();
        StreamingRules.checkBatch(plan);
        Optional<ClusterSession> cluster = session.cluster();
        if (cluster.isPresent()) {
            cluster.get().write(rows.relation(), format, options, mode, null, false);
            return;
        }
        Provider provider = session.names()
                .provider(format)
                .orElseThrow(() -> Formats.unknown(format, session.names().formatNames()));
        BatchWrite.run(session, plan, provider, BatchWrite.options(provider, options, session), mode);
    }

    /// Makes a table of the rows, of this format; without a path its files are in `spark.sql.warehouse.dir`. A table
    /// that is there is appended to, its columns found by name, or overwritten, as [#mode] says. A table lives as long
    /// as the session; its files stay, and one that an earlier session left counts as there for all modes but the usual
    /// one.
    ///
    /// @throws dev.sluice.error.AnalysisException if the name is taken, and nothing else was said
    public void saveAsTable(String name) {
        Optional<ClusterSession> cluster = session.cluster();
        if (cluster.isPresent()) {
            cluster.get().write(rows.relation(), format, options, mode, name, false);
            return;
        }
        var table = new Statement.CreateTable(Catalog.plain(name), false, null, format, options, null);
        new TableCommands(session).save(table, rows.toDF(), mode);
    }

    /// Writes the rows into a table that was declared by CREATE TABLE, by position.
    public void insertInto(String table) {
        Optional<ClusterSession> cluster = session.cluster();
        if (cluster.isPresent() && session.names().table(table).isEmpty()) {
            SaveMode into = mode == SaveMode.OVERWRITE ? mode : SaveMode.APPEND;
            cluster.get().write(rows.relation(), null, options, into, table, true);
            return;
        }
        new InsertCommands(session).insertAll(table, rows.toDF(), mode == SaveMode.OVERWRITE);
    }
}
