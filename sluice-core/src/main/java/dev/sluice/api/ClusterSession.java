package dev.sluice.api;

import dev.sluice.analyzer.Analyzer;
import dev.sluice.ast.Parts;
import dev.sluice.ast.Relation;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.catalog.StreamTable;
import dev.sluice.cluster.Cluster;
import dev.sluice.cluster.ClusterProvider;
import dev.sluice.cluster.ClusterStream;
import dev.sluice.cluster.ClusterWrite;
import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.OptionCheck;
import dev.sluice.connector.Options;
import dev.sluice.connector.SaveMode;
import dev.sluice.connector.Split;
import dev.sluice.connector.StaticInput;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.expression.Column;
import dev.sluice.extension.Extensions;
import dev.sluice.json.JsonValue;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.stream.OutputMode;
import dev.sluice.stream.Trigger;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What of a session is different if a cluster does its work: relations are given the tables that were declared here,
/// and the cluster says what they mean and what rows they have.
final class ClusterSession {

    /// Sinks whose rows are the cluster's, who finds them by the name of the query.
    private static final Set<String> NO_SOURCES = Set.of("memory", "console", "noop", "foreach", "foreachbatch");

    /// Sources that know their columns, and take no others.
    private static final Set<String> OWN_COLUMNS = Set.of("socket", "rate", "rate-micro-batch", "kafka");

    /// What the message has fields of its own for.
    private static final Set<String> ENGINE_OPTIONS = Set.of("outputmode", "queryname", "trigger", "partitionby");

    private static final String CHECKPOINT = "checkpointLocation";

    /// What Spark calls a query without a checkpoint location.
    private static final String IN_MEMORY = "memory:";

    private final Session session;
    private final Cluster cluster;

    private ClusterSession(Session session, Cluster cluster) {
        this.session = session;
        this.cluster = cluster;
    }

    /// @throws SluiceException if the address makes no sense, or nobody answers there
    static ClusterSession open(Session session, String address) {
        int end = address.indexOf("://");
        String scheme = end < 0 ? "" : address.substring(0, end);
        Cluster cluster = Extensions.find(ClusterProvider.class, scheme)
                .orElseThrow(() -> ErrorCondition.CLUSTER_ADDRESS
                        .error()
                        .with("address", address.replaceAll("=[^;]*", "=…"))
                        .with(
                                "reason",
                                "nothing here speaks " + (scheme.isEmpty() ? "to an address without a scheme" : scheme))
                        .hint("sc://host:15002 is Spark Connect; the module sluice-connect speaks it")
                        .build())
                .connect(address);
        return new ClusterSession(session, cluster);
    }

    /// Has the session's settings hold there too.
    void handOver() {
        try {
            session.conf().handOver(cluster::set);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    Cluster cluster() {
        return cluster;
    }

    // ---- names

    /// A relation that a cluster understands: a table that was declared here is what it stands for.
    Relation resolved(Relation relation) {
        if (!(relation instanceof Relation.Table table) || table.name().size() > 1) return relation;
        return entry(table).orElse(relation);
    }

    /// A query, or another statement, as it was said, with the declared tables that it names.
    ///
    /// @param query what it means, or what of it names tables
    Relation.Sql sql(String text, Relation query) {
        Map<String, Relation> tables = new HashMap<>();
        for (Relation.Table table : Parts.tables(query)) {
            if (table.name().size() > 1) continue;
            String name = table.name().getFirst().toLowerCase(Locale.ROOT);
            Optional<Relation> known = entry(table);
            if (known.isEmpty()) continue;
            Relation before = tables.putIfAbsent(name, known.get());
            if (before != null && !before.equals(known.get())) {
                throw cannot("one query that reads the table " + table.name().getFirst()
                        + " in two ways, as a stream and as a whole, or with other options; declare it twice");
            }
        }
        return new Relation.Sql(text, query, tables);
    }

    private Optional<Relation> entry(Relation.Table table) {
        String name = table.name().getFirst();
        return session.names().table(name).flatMap(entry -> switch (entry) {
            case CatalogEntry.View(Relation query, List<String> columns, _, _) ->
                Optional.of(columns.isEmpty() ? query : new Relation.Aliased(query, name, columns, null));
            case CatalogEntry.External(String format, var schema, var options, _) ->
                NO_SOURCES.contains(format.toLowerCase(Locale.ROOT))
                        ? Optional.empty()
                        : Optional.of(read(table, format, schema, options));
            case CatalogEntry.Static _, CatalogEntry.Stream _, CatalogEntry.Written _ ->
                throw cannot("the table " + name + ", whose rows this program holds")
                        .orAt(table.at());
        });
    }

    private static Relation read(
            Relation.Table table, String format, DataType.@Nullable Struct schema, Map<String, String> declared) {
        Map<String, String> options = new HashMap<>(OptionCheck.withoutEngineOptions(declared));
        options.putAll(table.options());
        boolean takesSchema = !OWN_COLUMNS.contains(format.toLowerCase(Locale.ROOT));
        return new Relation.Read(format, takesSchema ? schema : null, options, table.stream());
    }

    // ---- meaning

    /// @return a plan of one node, whose rows are the cluster's
    LogicalPlan analyze(Relation relation) {
        if (isHere(relation)) return Analyzer.analyze(relation, session.names(), session::surroundings);
        Parts.of(relation, Relation.Read.class).forEach(read -> requireSparks(read.options()));
        Relation said = resolved(relation instanceof Relation.Encoded(Relation input, _) ? input : relation);
        for (Relation.Table table : Parts.tables(said)) {
            if (table.name().size() == 1 && entry(table).isPresent()) {
                throw cannot("the declared table " + table.name().getFirst()
                        + " in a subquery outside of SQL; say the whole query in SQL");
            }
        }
        Cluster.Meaning meaning = cluster.analyze(said);
        if (meaning.streaming()) return stream(meaning.schema());
        Relation rows = new Relation.Input(new Rows(cluster, said, meaning.schema()));
        Relation wanted = relation instanceof Relation.Encoded(_, Encoder<?> encoder)
                ? new Relation.Encoded(rows, encoder)
                : rows;
        return Analyzer.analyze(wanted, session.names(), session::surroundings);
    }

    /// Whether the rows are in this process, as those of a command's answer.
    private static boolean isHere(Relation relation) {
        return switch (relation) {
            case Relation.Tagged(Relation input, _) -> isHere(input);
            case Relation.Encoded(Relation input, _) -> isHere(input);
            case Relation.LocalRows _, Relation.Input _ -> true;
            default -> false;
        };
    }

    private static LogicalPlan stream(DataType.Struct schema) {
        List<Integer> ordinals = IntStream.range(0, schema.size()).boxed().toList();
        List<Column> columns = ordinals.stream()
                .map(i -> new Column(
                        i,
                        schema.field(i).name(),
                        schema.field(i).type(),
                        schema.field(i).nullable()))
                .toList();
        var table = new StreamTable("cluster", schema, () -> {
            throw SluiceException.bug("the stream of a cluster is run there");
        });
        return new LogicalPlan.StreamScan(table, 0, ordinals, columns);
    }

    /// The rows of a relation, fetched each time they are read.
    private record Rows(Cluster cluster, Relation relation, DataType.Struct schema) implements StaticInput {
        @Override
        public String description() {
            return "ClusterScan";
        }

        @Override
        public List<Split> splits() {
            return List.of(() -> ChunkReader.of(cluster.rows(relation, schema)));
        }
    }

    // ---- writing

    /// @param table of the cluster, or null if the options say where
    /// @param byPosition whether that is there, and takes columns by position
    void write(
            Relation rows,
            @Nullable String format,
            Map<String, String> options,
            SaveMode mode,
            @Nullable String table,
            boolean byPosition) {
        cluster.write(new ClusterWrite(
                rows, format, sparkOptions(options), mode, partitionColumns(options), table, byPosition));
    }

    /// @param table of the cluster, or null if the writer says where
    StreamingQuery start(DataStreamWriter<?> writer, @Nullable String table) {
        if (writer.callback != null || writer.lateRows != null) {
            throw cannot("code of this program, to be called with rows (" + writer.format + ")");
        }
        Map<String, String> options = sparkOptions(writer.options);
        if (IN_MEMORY.equals(new Options(options).get(CHECKPOINT, ""))) {
            options.keySet().removeIf(CHECKPOINT::equalsIgnoreCase);
        }
        String usual = session.conf().get(SessionConf.TRIGGER);
        Trigger trigger =
                writer.trigger != null ? writer.trigger : usual.isEmpty() ? Trigger.DEFAULT : Trigger.parse(usual);
        return session.streams()
                .start(
                        cluster,
                        new ClusterStream(
                                writer.frame.relation(),
                                writer.format,
                                options,
                                partitionColumns(writer.options),
                                writer.mode == null ? OutputMode.APPEND : writer.mode,
                                trigger,
                                writer.name,
                                table));
    }

    private static List<String> partitionColumns(Map<String, String> options) {
        return new Options(options)
                .get("partitionBy")
                .map(said -> JsonValue.parse(said).asList().stream()
                        .map(JsonValue::asString)
                        .toList())
                .orElse(List.of());
    }

    static SluiceException cannot(String what) {
        return ErrorCondition.CLUSTER_CANNOT.error().with("what", what).build();
    }

    /// Refuses what only Sluice has, before anything is started.
    static Map<String, String> sparkOptions(Map<String, String> said) {
        Map<String, String> options = new HashMap<>(said);
        requireSparks(said);
        options.keySet().removeIf(option -> ENGINE_OPTIONS.contains(option.toLowerCase(Locale.ROOT)));
        return options;
    }

    private static void requireSparks(Map<String, String> said) {
        List<String> ours =
                new ArrayList<>(List.of(OptionCheck.LATE_ROWS_TO, OptionCheck.BAD_ROWS_TO, OptionCheck.LATENCY_TARGET));
        ours.addAll(OptionCheck.READING_OPTIONS);
        for (String option : said.keySet()) {
            for (String own : ours) {
                if (own.equalsIgnoreCase(option)) throw cannot("the option " + own + ", which Spark does not have");
            }
        }
    }
}
