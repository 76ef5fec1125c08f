package dev.sluice.analyzer;

import dev.sluice.ast.GlobalNames;
import dev.sluice.ast.Relation;
import dev.sluice.catalog.Catalog;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.catalog.Formats;
import dev.sluice.catalog.GlobalViews;
import dev.sluice.catalog.StreamTable;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Options;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Source;
import dev.sluice.connector.StaticInput;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.error.SourcePosition;
import dev.sluice.error.Suggestion;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.stream.Interval;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds what the name of a table means: a view, a declared table, rows or a stream of the program, or files.
final class TableResolver {

    /// The only schema, with or without its catalog.
    private static final Pattern SCHEMA = Pattern.compile("(spark_catalog\\.)?default", Pattern.CASE_INSENSITIVE);

    private final Analyzer analyzer;
    private final MetadataColumns metadata = new MetadataColumns();
    private final Deque<OpenView> views = new ArrayDeque<>();

    TableResolver(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /// A view that is being read.
    ///
    /// @param home says what names mean there: in another session's view the same name is another view
    private record OpenView(Catalog home, String name) {}

    Analyzed table(Relation.Table table) {
        String name = table.name().getLast();
        if (GlobalNames.isName(table.name())) return global(table, name);
        Catalog catalog = analyzer.catalog();
        Optional<CatalogEntry> entry = meant(table);
        if (entry.isPresent()) return entry(entry.get(), table, name);
        if (table.name().size() == 2
                && catalog.provider(table.name().getFirst()).isPresent()) {
            if (name.isEmpty())
                throw ErrorCondition.INVALID_EMPTY_LOCATION
                        .error()
                        .at(table.at())
                        .build();
            Provider provider = provider(table.name().getFirst());
            if (provider.options().stream().noneMatch(option -> option.name().equals("path"))) {
                throw ErrorCondition.UNSUPPORTED_DATASOURCE_FOR_DIRECT_QUERY
                        .error()
                        .with("dataSourceType", provider.name())
                        .at(table.at())
                        .build();
            }
            Map<String, String> options = new HashMap<>(table.options());
            options.put("path", name);
            return read(new Relation.Read(table.name().getFirst(), null, options, table.stream()), null, table.at());
        }
        if (table.name().size() == 2 && Formats.isNotYet(table.name().getFirst())) {
            throw Formats.unknown(table.name().getFirst(), formats()).orAt(table.at());
        }
        if (table.name().size() > 2
                && !GlobalNames.isSchema(table.name().subList(1, table.name().size() - 1))) {
            throw ErrorCondition.REQUIRES_SINGLE_PART_NAMESPACE
                    .error()
                    .with("sessionCatalog", "spark_catalog")
                    .with("identifier", Scope.quoted(table.name()))
                    .at(table.at())
                    .build();
        }
        throw notFound(table);
    }

    private Analyzed global(Relation.Table table, String name) {
        GlobalViews.Known known = analyzer.catalog().globalViews().find(name).orElseThrow(() -> notFound(table));
        return analyzer.at(known.home(), () -> entry(known.view(), table, name));
    }

    /// @param at where the table is named; what is wrong with it is said to be wrong there
    Analyzed read(Relation.Read read, @Nullable String qualifier, @Nullable SourcePosition at) {
        try {
            return opened(read, qualifier, at);
        } catch (SluiceException e) {
            throw e.orAt(at);
        }
    }

    private Analyzed opened(Relation.Read read, @Nullable String qualifier, @Nullable SourcePosition at) {
        Provider provider = provider(read.format());
        var options = new Options(OptionCheck.withoutReadingOptions(read.options()));
        OptionCheck.check(provider, options);
        var around = analyzer.surroundings();
        DataType.Struct said = read.schema();
        DataType.Struct schema =
                read.settled() && said != null ? said : provider.schema(options, said, read.stream(), around);
        if (!read.stream()) {
            StaticInput input = provider.input(options, schema, around)
                    .orElseThrow(() -> ErrorCondition.NOT_A_BATCH_SOURCE
                            .error()
                            .with("format", provider.name())
                            .build());
            return beside(scan(input, qualifier), provider, qualifier);
        }
        if (!provider.streams()) {
            throw ErrorCondition.NOT_A_STREAMING_SOURCE
                    .error()
                    .with("format", provider.name())
                    .build();
        }
        String description =
                provider.name() + options.get("path").map(path -> " " + path).orElse("");
        var stream = new StreamTable(description, schema, () -> source(provider, options, schema, at));
        return beside(streamScan(timed(stream, read.options()), qualifier), provider, qualifier);
    }

    private static StreamTable timed(StreamTable stream, Map<String, String> options) {
        var said = new Options(options);
        return stream.with(new StreamTable.Times(
                said.get(OptionCheck.IDLE_TIMEOUT)
                        .map(TableResolver::idleTimeout)
                        .orElse(StreamTable.Times.NEVER),
                perPartition(said.get(OptionCheck.WATERMARK_PER_PARTITION, "false"))));
    }

    private static long idleTimeout(String value) {
        try {
            return Interval.millis(value);
        } catch (SluiceException e) {
            throw invalid(OptionCheck.IDLE_TIMEOUT, value, "a duration such as '30 seconds'");
        }
    }

    private static boolean perPartition(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(OptionCheck.WATERMARK_PER_PARTITION, value, "'true' or 'false'");
        };
    }

    private static SluiceException invalid(String option, String value, String requirement) {
        return ErrorCondition.INVALID_OPTION
                .error()
                .with("value", value)
                .with("option", option)
                .with("requirement", requirement)
                .build();
    }

    private Source source(Provider provider, Options options, DataType.Struct schema, @Nullable SourcePosition at) {
        try {
            return provider.source(options, schema, analyzer.surroundings())
                    .orElseThrow(() -> SluiceException.bug(provider.name() + " gave no source"));
        } catch (SluiceException e) {
            throw e.orAt(at);
        }
    }

    /// The same read with the schema that the format decides on now, so that it stays what it is when the relation is
    /// analyzed again.
    Relation.Read settled(Relation.Read read) {
        Provider provider = provider(read.format());
        var options = new Options(OptionCheck.withoutReadingOptions(read.options()));
        OptionCheck.check(provider, options);
        var schema = provider.schema(options, read.schema(), read.stream(), analyzer.surroundings());
        return new Relation.Read(read.format(), schema, read.options(), read.stream(), true);
    }

    Provider provider(String format) {
        return analyzer.catalog().provider(format).orElseThrow(() -> Formats.unknown(format, formats()));
    }

    Analyzed scan(StaticInput input, @Nullable String qualifier) {
        List<Column> columns = columns(input.schema());
        var plan = new LogicalPlan.Scan(input, ordinals(columns.size()), columns);
        return new Analyzed(plan, Scope.of(columns, qualifier));
    }

    private Analyzed streamScan(StreamTable table, @Nullable String qualifier) {
        List<Column> columns = columns(table.schema());
        var plan = new LogicalPlan.StreamScan(table, analyzer.nextId(), ordinals(columns.size()), columns);
        return new Analyzed(plan, Scope.of(columns, qualifier));
    }

    /// The columns that the inputs found so far have besides.
    MetadataColumns metadata() {
        return metadata;
    }

    /// Lets names mean the column that the inputs of a provider have besides their schema, unless there is one so
    /// called.
    private Analyzed beside(Analyzed read, Provider provider, @Nullable String qualifier) {
        Optional<Field> said = provider.metadata();
        if (said.isEmpty()) return read;
        Field field = said.get();
        boolean taken =
                read.plan().output().stream().anyMatch(each -> each.name().equalsIgnoreCase(field.name()));
        if (taken) return read;
        var column = new Column(analyzer.nextId(), field.name(), field.type(), field.nullable());
        List<Column> output = new ArrayList<>(read.plan().output());
        output.add(column);
        List<Integer> ordinals = ordinals(output.size());
        switch (read.plan()) {
            case LogicalPlan.Scan scan ->
                metadata.add(scan, new LogicalPlan.Scan(scan.input().withMetadata(), ordinals, output));
            case LogicalPlan.StreamScan scan ->
                metadata.add(
                        scan,
                        new LogicalPlan.StreamScan(scan.table().withMetadata(field), scan.id(), ordinals, output));
            default -> throw new IllegalArgumentException("no scan: " + read.plan());
        }
        return new Analyzed(read.plan(), read.scope().beside(column, qualifier));
    }

    /// Within a view that hides a table its name means the table, and so does the name with its schema anywhere.
    private Optional<CatalogEntry> meant(Relation.Table table) {
        Catalog catalog = analyzer.catalog();
        String name = table.name().getLast();
        if (SCHEMA.matcher(String.join(".", table.name().subList(0, table.name().size() - 1)))
                .matches()) return catalog.tableBeneath(name);
        if (table.name().size() > 1) return Optional.empty();
        boolean hidden = views.contains(key(table))
                && catalog.view(name).filter(CatalogEntry.View::hidesTable).isPresent();
        return hidden ? catalog.tableBeneath(name) : catalog.table(name);
    }

    private Analyzed entry(CatalogEntry entry, Relation.Table table, String name) {
        return switch (entry) {
            case CatalogEntry.View(Relation query, List<String> names, Map<String, String> comments, _) -> {
                Analyzed view = view(query, table);
                if (table.stream() && !view.plan().isStreaming()) throw notStreaming(name, table);
                yield names.isEmpty()
                        ? new Analyzed(view.plan(), view.scope().qualified(name))
                        : commented(analyzer.renamed(view, names, name, table.at()), comments, name);
            }
            case CatalogEntry.External(String format, var schema, var declared, _) -> {
                Map<String, String> options = new HashMap<>(OptionCheck.withoutEngineOptions(declared));
                options.putAll(table.options());
                yield read(new Relation.Read(format, schema, options, table.stream()), name, table.at());
            }
            case CatalogEntry.Static(StaticInput input) -> {
                if (table.stream()) throw notStreaming(name, table);
                yield scan(input, name);
            }
            case CatalogEntry.Written _ -> {
                var condition =
                        table.stream() ? ErrorCondition.NOT_A_STREAMING_SOURCE : ErrorCondition.NOT_A_BATCH_SOURCE;
                throw condition.error().with("format", name).at(table.at()).build();
            }
            case CatalogEntry.Stream(StreamTable stream) -> streamScan(timed(stream, table.options()), name);
        };
    }

    private Analyzed commented(Analyzed view, Map<String, String> comments, String name) {
        if (comments.isEmpty()) return view;
        List<Named> columns = view.plan().output().stream()
                .map(column -> new Named(
                        new Column(
                                analyzer.nextId(),
                                column.name(),
                                column.type(),
                                column.nullable(),
                                comments.getOrDefault(column.name(), column.comment())),
                        new Expression.ColumnRef(column)))
                .toList();
        return analyzer.project(view.plan(), columns, name);
    }

    private OpenView key(Relation.Table table) {
        return new OpenView(analyzer.catalog(), Scope.quoted(table.name()).toLowerCase(Locale.ROOT));
    }

    /// A view that is read by what it reads is refused.
    private Analyzed view(Relation query, Relation.Table table) {
        OpenView key = key(table);
        if (views.contains(key)) {
            List<String> path = Stream.concat(views.stream().dropWhile(open -> !open.equals(key)), Stream.of(key))
                    .map(OpenView::name)
                    .toList();
            throw ErrorCondition.RECURSIVE_VIEW
                    .error()
                    .with("viewIdent", key.name())
                    .with("newPath", String.join(" -> ", path))
                    .at(table.at())
                    .build();
        }
        views.addLast(key);
        try {
            return analyzer.within(query, null);
        } finally {
            views.removeLast();
        }
    }

    private static SluiceException notStreaming(String name, Relation.Table table) {
        return ErrorCondition.NO_STREAMING_VIEW
                .error()
                .with("tableName", name)
                .at(table.at())
                .build();
    }

    private SluiceException notFound(Relation.Table table) {
        Catalog catalog = analyzer.catalog();
        return ErrorCondition.TABLE_OR_VIEW_NOT_FOUND
                .error()
                .with("relationName", Scope.quoted(table.name()))
                .hint(Suggestion.likely(table.name().getLast(), catalog.tableNames())
                        .map(near -> "did you mean " + near + "?")
                        .orElse(
                                catalog.tableNames().isEmpty()
                                        ? "no tables are declared; CREATE TABLE … USING declares one, and json.`dir` reads files."
                                        : "the tables here are " + String.join(", ", catalog.tableNames()) + "."))
                .at(table.at())
                .build();
    }

    private List<String> formats() {
        return analyzer.catalog().formatNames();
    }

    private List<Column> columns(DataType.Struct schema) {
        List<Column> columns = new ArrayList<>();
        for (Field f : schema.fields()) {
            columns.add(new Column(analyzer.nextId(), f.name(), f.type(), f.nullable(), f.comment()));
        }
        return columns;
    }

    private static List<Integer> ordinals(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}
