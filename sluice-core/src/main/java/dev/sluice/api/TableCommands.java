package dev.sluice.api;

import dev.sluice.ast.Statement;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.catalog.Formats;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.SaveMode;
import dev.sluice.connector.TableOutput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Tables by CREATE TABLE, and what becomes of their files.
///
/// A table of files that says its columns and no path has a directory of its own, `name` in
/// `spark.sql.warehouse.dir`: DROP TABLE deletes it. What a session knows of its tables ends with it, and the files
/// stay:
/// CREATE TABLE IF NOT EXISTS and `saveAsTable` take them up, so that a program that is run again goes on with its
/// tables. In Spark the
/// catalog would know the table.
final class TableCommands {

    private static final String PATH = "path";
    private static final Predicate<String> IS_NAME = Pattern.compile("\\w+").asMatchPredicate();

    private final Session session;

    TableCommands(Session session) {
        this.session = session;
    }

    void create(Statement.CreateTable table) {
        String format = format(table);
        Provider provider = provider(format);
        Map<String, String> own = OptionCheck.withoutEngineOptions(table.options());
        OptionCheck.check(provider, new Options(provider.streams() ? OptionCheck.withoutReadingOptions(own) : own));
        Struct schema = table.schema();
        if (schema != null) SqlCommands.checkDistinct(schema.names(), table.at());
        if (session.names().table(table.name()).isPresent()) {
            if (table.ifNotExists()) return;
            throw alreadyExists(table);
        }
        boolean managed = schema != null && isManaged(provider, table.options());
        Map<String, String> options = managed ? withPlace(table) : table.options();
        boolean left = managed && table.ifNotExists() && schema != null && isLeft(provider, options, schema);
        named(table, new CatalogEntry.External(format, schema, options, managed), () -> {
            if (managed && schema != null && !left) begin(provider, options, schema, table);
        });
    }

    /// Gives the table its name, which no other session may give away then, and makes its files; without them it has
    /// none.
    private void named(Statement.CreateTable table, CatalogEntry.External entry, Runnable files) {
        if (!session.names().putIfAbsent(table.name(), entry)) {
            if (table.ifNotExists()) return;
            throw alreadyExists(table);
        }
        try {
            files.run();
        } catch (RuntimeException | Error e) {
            session.names().remove(table.name());
            throw e;
        }
    }

    void createAs(Statement.CreateTableAs create) {
        createAs(create, false);
    }

    /// @param replace whether the files that an earlier session left of the table make way
    void createAs(Statement.CreateTableAs create, boolean replace) {
        Statement.CreateTable table = create.table();
        String format = format(table);
        Provider provider = provider(format);
        if (session.names().table(table.name()).isPresent()) {
            if (table.ifNotExists()) return;
            throw alreadyExists(table);
        }
        LogicalPlan plan = session.frame(create.query()).plan();
        boolean managed = isManaged(provider, table.options());
        Map<String, String> options = managed ? withPlace(table) : table.options();
        SqlCommands.checkDistinct(plan.schema().names(), table.at());
        Struct schema = plan.schema().asNullable();
        boolean isThere = managed && isLeft(provider, options, schema);
        boolean left = table.ifNotExists() && isThere;
        named(table, new CatalogEntry.External(format, schema, options, managed), () -> {
            if (left) return;
            if (managed && !(replace && isThere)) checkFree(provider, options, plan.schema(), table);
            new InsertCommands(session).insertAll(table.name(), session.frame(create.query()), managed);
        });
    }

    /// Makes the table that an earlier session left one of this session.
    ///
    /// @return whether there is one
    boolean takeUp(Statement.CreateTable table, Struct columns) {
        String format = format(table);
        Provider provider = provider(format);
        if (!isManaged(provider, table.options())) return false;
        Map<String, String> options = withPlace(table);
        Struct schema = columns.asNullable();
        if (!isLeft(provider, options, schema)) return false;
        return session.names().putIfAbsent(table.name(), new CatalogEntry.External(format, schema, options, true));
    }

    void insertDirectory(Statement.InsertDirectory insert) {
        Provider provider = provider(insert.format());
        Options options = BatchWrite.options(provider, insert.options(), session);
        BatchWrite.run(session, session.frame(insert.query()).plan(), provider, options, SaveMode.OVERWRITE);
    }

    /// Takes the name away, and the files if they are the session's own.
    ///
    /// @return whether there was one
    boolean drop(String name) {
        Optional<CatalogEntry> entry = session.names().table(name);
        boolean known = session.names().remove(name);
        if (entry.isPresent() && entry.get() instanceof CatalogEntry.External(_, _, var options, boolean managed)) {
            if (managed) delete(new Options(options).get(PATH, ""));
        }
        return known;
    }

    void truncate(Statement.Truncate truncate) {
        CatalogEntry entry = session.names()
                .table(truncate.table())
                .orElseThrow(() -> SqlCommands.notFound(truncate.table(), truncate.at()));
        Struct schema = entry instanceof CatalogEntry.External external ? external.schema() : null;
        if (entry instanceof CatalogEntry.View || entry instanceof CatalogEntry.Stream) {
            throw ErrorCondition.EXPECT_TABLE_NOT_VIEW
                    .error()
                    .with("operation", "TRUNCATE TABLE")
                    .with("viewName", Field.quote(truncate.table()))
                    .at(truncate.at())
                    .build();
        }
        DataFrame none = schema == null
                ? session.table(Field.quote(truncate.table())).limit(0).toDF()
                : session.createDataFrame(List.of(), schema);
        new InsertCommands(session).insertAll(truncate.table(), none, true);
    }

    private String format(Statement.CreateTable table) {
        return table.format() == null ? session.conf().get(SessionConf.DEFAULT_FORMAT) : table.format();
    }

    private Provider provider(String format) {
        return session.names()
                .provider(format)
                .orElseThrow(() -> Formats.unknown(format, session.names().formatNames()));
    }

    private boolean isManaged(Provider provider, Map<String, String> options) {
        boolean takesPath =
                provider.options().stream().anyMatch(option -> option.name().equals(PATH));
        return takesPath && provider.sinkModes().contains("append") && !new Options(options).has(PATH);
    }

    /// The name becomes a directory's: one that could lead out of the warehouse is refused, by Spark's rule.
    private Map<String, String> withPlace(Statement.CreateTable table) {
        if (!IS_NAME.test(table.name())) {
            throw ErrorCondition.INVALID_SCHEMA_OR_RELATION_NAME
                    .error()
                    .with("name", Field.quote(table.name()))
                    .at(table.at())
                    .build();
        }
        Map<String, String> options = new HashMap<>(table.options());
        options.put(PATH, session.conf().get(SessionConf.WAREHOUSE) + "/" + table.name());
        return options;
    }

    /// An empty table has its directory, so that it can be read.
    private void begin(Provider provider, Map<String, String> options, Struct schema, Statement.CreateTable table) {
        checkFree(provider, options, schema, table);
        LogicalPlan none = session.createDataFrame(List.of(), schema).plan();
        Options own = BatchWrite.options(provider, options, session);
        BatchWrite.run(session, none, provider, own, SaveMode.OVERWRITE);
    }

    /// Whether an earlier session left the table. A directory with files of others is no table's: DROP TABLE would
    /// delete
    /// them.
    private boolean isLeft(Provider provider, Map<String, String> options, Struct schema) {
        return output(provider, options, schema)
                .filter(output -> output.exists() && output.isItsOwn())
                .isPresent();
    }

    private Optional<TableOutput> output(Provider provider, Map<String, String> options, Struct schema) {
        return provider.output(BatchWrite.options(provider, options, session), schema, session.surroundings());
    }

    private boolean isTaken(Provider provider, Map<String, String> options, Struct schema) {
        return output(provider, options, schema).filter(TableOutput::exists).isPresent();
    }

    private void checkFree(Provider provider, Map<String, String> options, Struct schema, Statement.CreateTable table) {
        Options own = BatchWrite.options(provider, options, session);
        if (!isTaken(provider, options, schema)) return;
        throw ErrorCondition.LOCATION_ALREADY_EXISTS
                .error()
                .with("location", "'" + own.get(PATH, "") + "'")
                .with("identifier", "`spark_catalog`.`default`." + Field.quote(table.name()))
                .build();
    }

    private void delete(String directory) {
        Storage storage = session.storage();
        for (Storage.Entry entry : storage.list(directory)) {
            if (entry.directory()) delete(entry.path());
            else storage.delete(entry.path());
        }
        storage.delete(directory);
    }

    static SluiceException alreadyExists(Statement.CreateTable table) {
        return ErrorCondition.TABLE_OR_VIEW_ALREADY_EXISTS
                .error()
                .with("relationName", "`spark_catalog`.`default`." + Field.quote(table.name()))
                .at(table.at())
                .build();
    }
}
