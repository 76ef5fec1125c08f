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
import dev.sluice.execution.RunStages;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType.Struct;
import dev.sluice.type.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Tables by CREATE TABLE and `saveAsTable`, and what becomes of their files.
///
/// A table of files that says no path has a directory of its own, see [Warehouse]: DROP TABLE deletes it. What a
/// session knows of its tables ends with it, and the files stay: CREATE TABLE IF NOT EXISTS and `saveAsTable` take them
/// up, so that a program that is run again goes on with its tables. In Spark the catalog would know the table.
///
/// A table has its rows before it has its name. One at a time makes, replaces or drops the table of a name.
final class TableCommands {

    private static final String PATH = "path";
    private static final Predicate<String> IS_NAME = Pattern.compile("\\w+").asMatchPredicate();

    private final Session session;
    private final Warehouse warehouse;

    TableCommands(Session session) {
        this.session = session;
        warehouse = new Warehouse(session);
    }

    void create(Statement.CreateTable table) {
        String format = format(table);
        Provider provider = provider(format);
        Map<String, String> own = OptionCheck.withoutEngineOptions(table.options());
        OptionCheck.check(provider, new Options(provider.streams() ? OptionCheck.withoutReadingOptions(own) : own));
        Struct schema = table.schema();
        if (schema != null) SqlCommands.checkDistinct(schema.names(), table.at());
        locked(table.name(), () -> {
            if (isThere(table)) return;
            if (schema == null || !isManaged(provider, table.options())) {
                name(table, new CatalogEntry.External(format, schema, table.options()));
                return;
            }
            Map<String, String> options = withPlace(table);
            boolean left = table.ifNotExists() && isFinished(provider, options, schema);
            if (!left) begin(provider, options, schema, table);
            name(table, new CatalogEntry.External(format, schema, options, true));
        });
    }

    void createAs(Statement.CreateTableAs create) {
        locked(create.table().name(), () -> {
            if (!isThere(create.table())) createAs(create.table(), session.frame(create.query()), false);
        });
    }

    /// @param replace whether the files that an earlier session left of the table make way, or those of its path
    private void createAs(Statement.CreateTable table, DataFrame rows, boolean replace) {
        String format = format(table);
        Provider provider = provider(format);
        Struct columns = rows.schema();
        boolean managed = isManaged(provider, table.options());
        Map<String, String> options = managed ? withPlace(table) : table.options();
        SqlCommands.checkDistinct(columns.names(), table.at());
        var entry = new CatalogEntry.External(format, columns.asNullable(), options, managed);
        if (managed && table.ifNotExists() && isFinished(provider, options, columns)) {
            name(table, entry);
            return;
        }
        if (managed && !(replace && isItsOwn(provider, options, columns))) checkFree(provider, options, table);
        new InsertCommands(session).insertAll(table.name(), entry, rows, managed || replace);
        if (!dev.sluice.catalog.Catalog.isMemory(entry)) name(table, entry);
    }

    /// Makes a table of rows, or writes them to the one that is there or that an earlier session left.
    void save(Statement.CreateTable table, DataFrame rows, SaveMode mode) {
        var grows = new AtomicReference<CatalogEntry>();
        locked(table.name(), () -> {
            Optional<CatalogEntry> known = session.names().tableBeneath(table.name());
            if (known.isEmpty() && (mode == SaveMode.APPEND || mode == SaveMode.IGNORE)) known = takenUp(table);
            if (known.isEmpty()) {
                createAs(table, rows, mode == SaveMode.OVERWRITE);
                return;
            }
            switch (mode) {
                case ERROR_IF_EXISTS -> throw alreadyExists(table);
                case IGNORE -> {}
                case APPEND -> {
                    grows.set(known.get());
                    session.names().lock(table.name()).readLock().lock();
                }
                case OVERWRITE -> replace(table, known.get(), rows);
            }
        });
        if (grows.get() == null) return;
        // Several may append at once, while nobody replaces or drops the table.
        try {
            new InsertCommands(session).appendByName(table.name(), grows.get(), rows);
        } finally {
            session.names().lock(table.name()).readLock().unlock();
        }
    }

    private Optional<CatalogEntry> takenUp(Statement.CreateTable table) {
        if (!isManaged(provider(format(table)), table.options())) return Optional.empty();
        checkName(table);
        Optional<CatalogEntry.External> left = warehouse
                .find(table.name())
                .filter(entry -> entry.schema() != null
                        && isFinished(provider(entry.format()), entry.options(), entry.schema()));
        left.ifPresent(entry -> session.names().putTable(table.name(), entry));
        return left.map(entry -> entry);
    }

    /// The rows may be those of the table that goes: its files are deleted when the new ones are there.
    private void replace(Statement.CreateTable table, CatalogEntry known, DataFrame rows) {
        String format = format(table);
        boolean managed = isManaged(provider(format), table.options());
        Struct columns = rows.schema();
        SqlCommands.checkDistinct(columns.names(), table.at());
        CatalogEntry.External old =
                known instanceof CatalogEntry.External external && external.managed() ? external : null;
        Map<String, String> options = new HashMap<>(managed ? withPlace(table) : table.options());
        if (managed && old != null) options.put(PATH, Warehouse.directory(old));
        else if (managed) checkFree(provider(format), options, table);
        var entry = new CatalogEntry.External(format, columns.asNullable(), options, managed);
        new InsertCommands(session).insertAll(table.name(), entry, rows, true);
        if (managed) warehouse.remember(entry);
        if (dev.sluice.catalog.Catalog.isMemory(entry)) session.names().removeDeclared(table.name());
        else session.names().putTable(table.name(), entry);
        if (old != null && !managed) warehouse.delete(old);
    }

    /// @return false if there is no table of that name
    private boolean isThere(Statement.CreateTable table) {
        if (session.names().tableBeneath(table.name()).isEmpty()) return false;
        if (table.ifNotExists()) return true;
        throw alreadyExists(table);
    }

    /// Lets others see the table.
    private void name(Statement.CreateTable table, CatalogEntry.External entry) {
        if (entry.managed()) warehouse.remember(entry);
        if (!session.names().putIfAbsent(table.name(), entry)) throw alreadyExists(table);
    }

    private void locked(String name, Runnable work) {
        Lock lock = session.names().lock(name).writeLock();
        if (!lock.tryLock()) session.operations().run(new RunStages(), cancellation -> cancellation.lock(lock));
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    void insertDirectory(Statement.InsertDirectory insert) {
        Provider provider = provider(insert.format());
        Options options = BatchWrite.options(provider, insert.options(), session);
        BatchWrite.run(session, session.frame(insert.query()).plan(), provider, options, SaveMode.OVERWRITE);
    }

    /// Takes the name away, a view's before a table's, and the files if they are the session's own.
    ///
    /// @return whether there was one
    boolean drop(String name) {
        if (session.names().removeView(name)) return true;
        var known = new AtomicBoolean();
        locked(name, () -> {
            // The name goes last: with it, dropping can be tried again.
            Optional<CatalogEntry> entry = session.names().tableBeneath(name);
            if (entry.orElse(null) instanceof CatalogEntry.External table && table.managed()) warehouse.delete(table);
            known.set(session.names().removeTable(name));
        });
        return known.get();
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

    private Map<String, String> withPlace(Statement.CreateTable table) {
        checkName(table);
        return warehouse.placed(table.name(), table.options());
    }

    /// The name becomes a directory's: one that could lead out of the warehouse is refused, by Spark's rule.
    private static void checkName(Statement.CreateTable table) {
        if (!IS_NAME.test(table.name())) {
            throw ErrorCondition.INVALID_SCHEMA_OR_RELATION_NAME
                    .error()
                    .with("name", Field.quote(table.name()))
                    .at(table.at())
                    .build();
        }
    }

    /// An empty table has its directory, so that it can be read.
    private void begin(Provider provider, Map<String, String> options, Struct schema, Statement.CreateTable table) {
        checkFree(provider, options, table);
        LogicalPlan none = session.createDataFrame(List.of(), schema).plan();
        Options own = BatchWrite.options(provider, options, session);
        BatchWrite.run(session, none, provider, own, SaveMode.OVERWRITE);
    }

    /// Whether the directory has files of such a table alone. A directory with files of others is no table's: DROP
    /// TABLE
    /// would delete them.
    private boolean isItsOwn(Provider provider, Map<String, String> options, Struct schema) {
        return !warehouse.isEmpty(options.getOrDefault(PATH, ""))
                && provider.output(BatchWrite.options(provider, options, session), schema, session.surroundings())
                        .filter(TableOutput::isItsOwn)
                        .isPresent();
    }

    /// Whether an earlier session left the table, whole.
    private boolean isFinished(Provider provider, Map<String, String> options, Struct schema) {
        return isItsOwn(provider, options, schema)
                && session.storage()
                        .find(options.getOrDefault(PATH, "") + "/_SUCCESS")
                        .isPresent();
    }

    private void checkFree(Provider provider, Map<String, String> options, Statement.CreateTable table) {
        Options own = BatchWrite.options(provider, options, session);
        String place = own.get(PATH, "");
        if (warehouse.isEmpty(place)) return;
        throw ErrorCondition.LOCATION_ALREADY_EXISTS
                .error()
                .with("location", "'" + place + "'")
                .with("identifier", "`spark_catalog`.`default`." + Field.quote(table.name()))
                .build();
    }

    static SluiceException alreadyExists(Statement.CreateTable table) {
        return ErrorCondition.TABLE_OR_VIEW_ALREADY_EXISTS
                .error()
                .with("relationName", "`spark_catalog`.`default`." + Field.quote(table.name()))
                .at(table.at())
                .build();
    }
}
