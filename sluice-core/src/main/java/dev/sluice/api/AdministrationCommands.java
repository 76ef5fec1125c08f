package dev.sluice.api;

import dev.sluice.ast.Statement;
import dev.sluice.ast.TableStatement;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.connector.Options;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.filesink.PartitionPath;
import dev.sluice.json.JsonValue;
import dev.sluice.storage.Storage;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.type.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is done with tables as a whole, and with schemas. Directories are looked into for each query, so there is
/// little to do.
final class AdministrationCommands {

    private final Session session;

    AdministrationCommands(Session session) {
        this.session = session;
    }

    DataFrame run(TableStatement said) {
        if (said instanceof TableStatement.Change(String operation, String table, boolean missing, _) && missing) {
            throw unsupported(table, operation);
        }
        CatalogEntry entry =
                session.names().table(said.table()).orElseThrow(() -> SqlCommands.notFound(said.table(), said.at()));
        return switch (said) {
            case TableStatement.Partitions partitions -> {
                requireTable(entry, partitions, "SHOW PARTITIONS");
                yield partitions(entry, partitions.table());
            }
            case TableStatement.Recover recover -> {
                requireTable(entry, recover, "MSCK REPAIR TABLE");
                if (columns(entry).isEmpty()) {
                    throw ErrorCondition.NOT_A_PARTITIONED_TABLE
                            .error()
                            .with("operation", "MSCK REPAIR TABLE")
                            .with("tableIdentWithDB", qualified(recover.table()))
                            .build();
                }
                yield nothing();
            }
            case TableStatement.Analyze analyze -> {
                if (entry instanceof CatalogEntry.View) {
                    throw ErrorCondition.EXPECT_PERMANENT_VIEW_NOT_TEMP
                            .error()
                            .with("operation", "ANALYZE TABLE")
                            .with("viewName", Field.quote(analyze.table()))
                            .at(analyze.at())
                            .build();
                }
                yield nothing();
            }
            case TableStatement.Change change -> throw unsupported(change.table(), change.operation());
        };
    }

    /// Refuses what tables can't do here.
    ///
    /// @param operation as Spark calls it
    private static SluiceException unsupported(String table, String operation) {
        return ErrorCondition.TABLE_OPERATION
                .error()
                .with("tableName", qualified(table))
                .with("operation", operation)
                .build();
    }

    private static void requireTable(CatalogEntry entry, TableStatement said, String operation) {
        if (!(entry instanceof CatalogEntry.View)) return;
        throw ErrorCondition.EXPECT_TABLE_NOT_VIEW
                .error()
                .with("operation", operation)
                .with("viewName", Field.quote(said.table()))
                .at(said.at())
                .build();
    }

    // ---- partitions

    /// The columns of a table that are directories.
    static List<String> columns(CatalogEntry entry) {
        return entry instanceof CatalogEntry.External(_, _, var options, _)
                ? new Options(options)
                        .get("partitionBy")
                        .map(AdministrationCommands::names)
                        .orElse(List.of())
                : List.of();
    }

    private static List<String> names(String json) {
        return JsonValue.parse(json) instanceof JsonValue.JsonArray(var names)
                ? names.stream()
                        .map(name -> name instanceof JsonValue.JsonString(String text) ? text : name.toText())
                        .toList()
                : List.of();
    }

    private DataFrame partitions(CatalogEntry entry, String table) {
        List<String> columns = columns(entry);
        if (columns.isEmpty() || !(entry instanceof CatalogEntry.External external)) {
            throw ErrorCondition.PARTITION_SCHEMA_IS_EMPTY
                    .error()
                    .with("name", qualified(table))
                    .build();
        }
        List<String> found = new ArrayList<>();
        String place = new Options(external.options()).get("path", "");
        directories(place, columns, "", found);
        found.sort(Comparator.naturalOrder());
        return session.answer(
                List.of(new Field("partition", Atomic.STRING, false)),
                found.stream().<List<@Nullable Object>>map(List::of).toList());
    }

    private void directories(String place, List<String> columns, String before, List<String> found) {
        if (columns.isEmpty()) {
            found.add(before);
            return;
        }
        String beginning = PartitionPath.name(columns.getFirst()) + "=";
        for (Storage.Entry entry : session.storage().list(place)) {
            if (!entry.directory() || !entry.name().startsWith(beginning)) continue;
            String name = before.isEmpty() ? entry.name() : before + "/" + entry.name();
            directories(entry.path(), columns.subList(1, columns.size()), name, found);
        }
    }

    // ---- schemas

    DataFrame create(Statement.CreateSchema said) {
        if (!session.catalog().databaseExists(path(said.name()))) {
            throw ErrorCondition.NOT_YET_SUPPORTED
                    .error()
                    .with("feature", "a schema besides default")
                    .at(said.at())
                    .build();
        }
        if (said.ifNotExists()) return nothing();
        throw ErrorCondition.SCHEMA_ALREADY_EXISTS
                .error()
                .with("schemaName", Field.quote(said.name().getLast()))
                .build();
    }

    DataFrame drop(Statement.DropSchema said) {
        if (session.catalog().databaseExists(path(said.name()))) {
            throw ErrorCondition.DROP_DATABASE
                    .error()
                    .with("database", "`spark_catalog`.`default`")
                    .build();
        }
        if (said.ifExists()) return nothing();
        throw Catalog.noSchema(
                said.name().size() > 1
                        ? said.name()
                        : List.of("spark_catalog", said.name().getFirst()));
    }

    private static String path(List<String> name) {
        return name.stream().map(Field::quote).collect(Collectors.joining("."));
    }

    static String qualified(String table) {
        return "`spark_catalog`.`default`." + Field.quote(table);
    }

    private DataFrame nothing() {
        return session.answer(List.of(), List.of());
    }
}
