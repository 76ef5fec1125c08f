package dev.sluice.api;

import dev.sluice.analyzer.Analyzer;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.Statement;
import dev.sluice.builtin.Builtins;
import dev.sluice.builtin.ExplainWaitingFunction;
import dev.sluice.builtin.FileProvider;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.catalog.DeclaredTables;
import dev.sluice.catalog.StreamTable;
import dev.sluice.connector.Provider;
import dev.sluice.connector.Sink;
import dev.sluice.connector.Source;
import dev.sluice.connector.StaticInput;
import dev.sluice.encoder.Encoder;
import dev.sluice.encoder.ObjectWriter;
import dev.sluice.execution.Workers;
import dev.sluice.function.aggregate.AggregateFunctions;
import dev.sluice.function.lambda.HigherOrderFunctions;
import dev.sluice.function.scalar.GeneratorFunctions;
import dev.sluice.function.scalar.ScalarFunctions;
import dev.sluice.machine.Machine;
import dev.sluice.parser.SqlParser;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageByScheme;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The way in: holds settings, tables, queries and the threads they run on. Spark's SparkSession.
///
/// ```java
/// try (Session session = Session.builder().appName("word-count").getOrCreate()) {
///     session.sql("SELECT 1 AS one").show();
/// }
/// ```
///
/// Safe for use by several threads.
public final class Session extends Interruptible implements AutoCloseable {

    /// The version, as `version()` and the command line tell it.
    public static final String VERSION = "0.1.0";

    private static final AtomicReference<@Nullable Session> ACTIVE = new AtomicReference<>();

    private final Builder made;
    private final DeclaredTables tables;
    private final Machine machine;
    private final StorageByScheme storage;
    private final PrintStream output;
    private final SessionConf conf;
    private final dev.sluice.catalog.Catalog catalog;
    private final Workers workers;
    private final StreamingQueryManager streams;
    private final AtomicLong frames = new AtomicLong();
    private final ExecutorService background;
    private final @Nullable ClusterSession cluster;
    private volatile boolean stopped;

    private Session(Builder builder, DeclaredTables tables) {
        super(new Operations(builder.machine));
        made = builder;
        this.tables = tables;
        machine = builder.machine;
        output = builder.output;
        conf = new SessionConf(builder.parallelism);
        builder.settings.forEach(conf::set);
        storage = new StorageByScheme(builder.storage, conf::getAll);
        catalog = new dev.sluice.catalog.Catalog(
                tables,
                Stream.concat(ScalarFunctions.ALL.stream(), Builtins.SCALAR_FUNCTIONS.stream())
                        .toList(),
                HigherOrderFunctions.ALL,
                AggregateFunctions.ALL,
                GeneratorFunctions.ALL,
                Builtins.PROVIDERS,
                Stream.concat(
                                Builtins.TABLE_FUNCTIONS.stream(),
                                Stream.of(new ExplainWaitingFunction(this::checkpoints)))
                        .toList(),
                FileProvider::new,
                SqlParser::schema);
        workers = new Workers(builder.parallelism, machine);
        streams = new StreamingQueryManager(this);
        background = Executors.newCachedThreadPool(machine.threads());
        cluster = builder.cluster == null ? null : ClusterSession.open(this, builder.cluster);
        if (cluster != null) cluster.handOver();
    }

    /// What is different if a cluster does the work.
    @Override
    Optional<ClusterSession> cluster() {
        return Optional.ofNullable(cluster);
    }

    /// Of the running queries that have a name.
    private Map<String, ExplainWaitingFunction.Checkpoint> checkpoints() {
        Map<String, ExplainWaitingFunction.Checkpoint> checkpoints = new TreeMap<>();
        for (StreamingQuery query : streams().active()) {
            String name = query.name();
            if (name != null && query instanceof LocalStreamingQuery local) checkpoints.put(name, local.checkpoint());
        }
        return checkpoints;
    }

    public static Builder builder() {
        return new Builder();
    }

    /// The session that [Builder#getOrCreate] gives.
    ///
    /// @throws IllegalStateException if there is none
    public static Session active() {
        return getActiveSession().orElseThrow(() -> new IllegalStateException("No active or default session found"));
    }

    /// The session that [Builder#getOrCreate] gives, if there is one. All threads have the same.
    public static Optional<Session> getActiveSession() {
        return Optional.ofNullable(ACTIVE.get());
    }

    /// Another name for [#getActiveSession].
    public static Optional<Session> getDefaultSession() {
        return getActiveSession();
    }

    /// Makes it the session that [Builder#getOrCreate] gives.
    public static void setActiveSession(Session session) {
        ACTIVE.set(session);
    }

    /// Another name for [#setActiveSession].
    public static void setDefaultSession(Session session) {
        setActiveSession(session);
    }

    /// Leaves [Builder#getOrCreate] to make a new one; the session goes on.
    public static void clearActiveSession() {
        ACTIVE.set(null);
    }

    /// Another name for [#clearActiveSession].
    public static void clearDefaultSession() {
        clearActiveSession();
    }

    /// A session made as this one was, with the same tables, and with views, settings, functions and queries of its
    /// own.
    public Session newSession() {
        return new Session(made, tables);
    }

    /// Whether it has not been stopped.
    public boolean isUsable() {
        return !stopped;
    }

    public String version() {
        return VERSION;
    }

    public SessionConf conf() {
        return conf;
    }

    /// The streaming queries of this session.
    public StreamingQueryManager streams() {
        return streams;
    }

    /// The tables, views and functions there are.
    public Catalog catalog() {
        return new Catalog(this);
    }

    /// Gives this session functions of a program's code.
    ///
    /// @throws dev.sluice.error.AnalysisException if a cluster does the work, which has no such code
    public UDFRegistration udf() {
        if (cluster != null) throw ClusterSession.cannot("functions that are code of this program");
        return new UDFRegistration(this);
    }

    // ---- frames

    /// Runs a statement: a query gives its rows when they are asked for, a command acts at once and gives what it has
    /// to say. `INSERT INTO` with a stream starts a streaming query, to be found in [#streams].
    ///
    /// @throws dev.sluice.error.SluiceException if the statement is wrong
    public DataFrame sql(String statement) {
        Statement said = SqlParser.statement(statement);
        if (cluster != null) return new ClusterCommands(this, cluster).run(statement, said);
        return new SqlCommands(this).run(said);
    }

    /// The same with constants for its markers `:name`.
    ///
    /// @param args values of the types that a Row can hold, lists and maps of them, or null
    /// @throws dev.sluice.error.SluiceException if the statement is wrong, or has a marker without a value
    public DataFrame sql(String statement, Map<String, ?> args) {
        Map<String, String> constants = new HashMap<>();
        args.forEach((name, value) -> constants.put(name, SqlArguments.sql(value)));
        return sql(SqlParser.withConstants(statement, constants));
    }

    /// The same with constants for its markers `?`, in their order.
    ///
    /// @param args as above
    public DataFrame sql(String statement, @Nullable Object[] args) {
        List<String> constants = Arrays.stream(args).map(SqlArguments::sql).toList();
        return sql(SqlParser.withConstants(statement, constants));
    }

    /// Runs a statement that has been read already, as [#sql(String)] does.
    public DataFrame run(Statement statement) {
        return new SqlCommands(this).run(statement);
    }

    /// A table or view as it is in the catalog.
    public DataFrame table(String name) {
        return frame(new Relation.Table(SqlParser.multipartIdentifier(name), false, Map.of(), null));
    }

    /// Functions in the place of a table.
    public TableValuedFunction tvf() {
        return new TableValuedFunction(this);
    }

    public DataFrameReader read() {
        return new DataFrameReader(this);
    }

    public DataStreamReader readStream() {
        return new DataStreamReader(this);
    }

    /// The numbers `0 .. end-1` in a column `id`.
    public DataFrame range(long end) {
        return range(0, end, 1);
    }

    public DataFrame range(long start, long end) {
        return range(start, end, 1);
    }

    public DataFrame range(long start, long end, long step) {
        List<Expr> args = new ArrayList<>();
        for (long value : new long[] {start, end, step}) {
            args.add(new Expr.Literal(value, DataType.Atomic.LONG, null));
        }
        return frame(new Relation.TableFunction("range", args, false, null));
    }

    /// @param rows each with a value for each column; see [Row] for the Java types
    public DataFrame createDataFrame(List<Row> rows, DataType.Struct schema) {
        List<List<@Nullable Object>> values = new ArrayList<>();
        rows.forEach(row -> values.add(JavaValues.fromRow(row, schema)));
        return frame(new Relation.LocalRows(schema, values));
    }

    /// @param ddl the columns, such as `name STRING, age INT`
    public DataFrame createDataFrame(List<Row> rows, String ddl) {
        return createDataFrame(rows, SqlParser.tableSchema(ddl));
    }

    public DataFrame createDataFrame(List<Row> rows, StructType schema) {
        return createDataFrame(rows, schema.struct());
    }

    /// The objects of a bean's or record's class as rows, in the columns of its encoder.
    public <T> DataFrame createDataFrame(List<T> objects, Class<T> type) {
        return createDataset(objects, Encoder.of(type)).toDF();
    }

    public <T> Dataset<T> emptyDataset(Encoder<T> encoder) {
        return createDataset(List.of(), encoder);
    }

    public DataFrame emptyDataFrame() {
        return createDataFrame(List.of(), new DataType.Struct(List.of()));
    }

    /// The objects as rows, in the columns of their encoder.
    public <T> Dataset<T> createDataset(List<T> objects, Encoder<T> encoder) {
        ObjectWriter<T> writer = encoder.writer();
        objects.forEach(writer::write);
        Chunk rows = writer.take();
        List<List<@Nullable Object>> values = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) values.add(Values.row(rows, i, encoder.schema()));
        return new Dataset<>(this, new Relation.LocalRows(encoder.schema(), values), encoder);
    }

    /// Makes a stream that a program feeds visible as a table, for SQL and [DataStreamReader#table].
    ///
    /// @param open gives the stream; asked once for each run of a query that reads it
    public DataFrame registerStream(String name, DataType.Struct schema, Supplier<Source> open) {
        catalog.put(name, new CatalogEntry.Stream(new StreamTable(name, schema, open)));
        return frame(new Relation.Table(List.of(name), true, Map.of(), null));
    }

    /// Makes a sink of a program's own visible as a table that INSERT writes, as [DataStreamWriter#sink] is written by
    /// a query.
    ///
    /// @param options what else would be called on the writer: `outputMode`, `trigger`, `queryName`, …
    /// @param open opens it for rows of a schema; once for each run of a query
    public void registerSink(String name, Map<String, String> options, Function<DataType.Struct, Sink> open) {
        catalog.put(name, new CatalogEntry.Written(options, open));
    }

    /// For tests: opens the query that an INSERT makes, without a thread; the caller makes its micro-batches.
    ///
    /// @throws dev.sluice.error.SluiceException if the statement is wrong, or reads no stream
    public SteppedQuery stepped(String insert) {
        return new InsertCommands(this).stepped(SqlParser.statement(insert));
    }

    DataFrame load(Relation.Read read) {
        return frame(cluster == null ? Analyzer.settle(read, catalog, this::surroundings) : read);
    }

    /// Makes rows that a program holds visible as a table.
    public DataFrame registerTable(String name, StaticInput input) {
        catalog.put(name, new CatalogEntry.Static(input));
        return table(name);
    }

    /// What another language has said, translated to the trees of [dev.sluice.ast], as a DataFrame.
    ///
    /// @throws dev.sluice.error.SluiceException if it makes no sense
    public DataFrame dataFrame(Relation relation) {
        return frame(relation);
    }

    DataFrame frame(Relation relation) {
        return new DataFrame(this, cluster == null ? relation : cluster.resolved(relation));
    }

    /// Takes over the settings, tables, views and functions of another session, as they are now.
    public void copyFrom(Session other) {
        other.conf.getAll().forEach(conf::set);
        catalog.putAll(other.catalog);
    }

    // ---- what the other classes of the package need

    LogicalPlan analyze(Relation relation) {
        requireRunning();
        return cluster == null ? Analyzer.analyze(relation, catalog, this::surroundings) : cluster.analyze(relation);
    }

    /// What the relations mean, with the same columns where they share something.
    List<LogicalPlan> analyzeTogether(List<Relation> relations) {
        requireRunning();
        return Analyzer.analyzeTogether(relations, catalog, this::surroundings);
    }

    /// @throws IllegalStateException once the session has been stopped, as in Spark
    void requireRunning() {
        if (stopped) throw new IllegalStateException("Cannot call methods on a stopped Session.");
    }

    Provider.Surroundings surroundings() {
        return new Provider.Surroundings(machine, storage, conf.zone(), workers.parallelism(), output);
    }

    /// Another seed for each sample that is not given one.
    long nextSeed() {
        return machine.random().nextLong();
    }

    long nextFrame() {
        return frames.incrementAndGet();
    }

    /// What names mean here.
    dev.sluice.catalog.Catalog names() {
        return catalog;
    }

    Machine machine() {
        return machine;
    }

    Storage storage() {
        return storage;
    }

    Workers workers() {
        return workers;
    }

    /// Where work is done beside the streams.
    Executor background() {
        return background;
    }

    PrintStream output() {
        return output;
    }

    /// A DataFrame of one command's answer.
    DataFrame answer(List<Field> columns, List<List<@Nullable Object>> rows) {
        return frame(new Relation.LocalRows(new DataType.Struct(columns), rows));
    }

    /// Stops all queries and threads of the session. Spark's name for [#close].
    public void stop() {
        close();
    }

    /// Stops all streaming queries, each after its running micro-batch, and ends the session.
    @Override
    public void close() {
        try {
            streams.stopAll();
        } finally {
            stopped = true;
            ACTIVE.compareAndSet(this, null);
            catalog.close();
            workers.close();
            background.shutdown();
            try {
                storage.close();
            } finally {
                if (cluster != null) cluster.cluster().close();
            }
        }
    }

    /// Gathers what a session is made with.
    public static final class Builder {
        private final Map<String, String> settings = new java.util.LinkedHashMap<>();
        private Machine machine = Machine.real();
        private Storage storage = LocalStorage.ofMachine();
        private PrintStream output = System.out;
        private @Nullable String cluster;
        private int parallelism = Runtime.getRuntime().availableProcessors();

        private Builder() {}

        public Builder appName(String name) {
            return config("spark.app.name", name);
        }

        /// Spark's `local[N]` says how many threads work; `local[*]` and `local` are as many as there are cores, and
        /// one.
        ///
        /// @throws IllegalArgumentException for other masters: Sluice runs in this process
        public Builder master(String master) {
            if (master.equals("local")) return parallelism(1);
            if (master.equals("local[*]")) return this;
            if (master.matches("local\\[\\d+]")) {
                return parallelism(Integer.parseInt(master.substring(6, master.length() - 1)));
            }
            throw new IllegalArgumentException(
                    "master " + master + ": Sluice runs in this process, local[N]; a cluster is Apache Spark's");
        }

        /// Has a cluster do the work: what is said here goes there, and rows come back. What only this process can do,
        /// such as calling a lambda, is refused before anything starts.
        ///
        /// @param address of Spark Connect: `sc://host:15002/;token=abc`
        /// @see <a href="https://spark.apache.org/docs/latest/spark-connect-overview.html">Spark Connect Overview</a>
        public Builder remote(String address) {
            cluster = address;
            return this;
        }

        public Builder config(String key, String value) {
            settings.put(key, value);
            return this;
        }

        /// Several settings.
        public Builder config(Map<String, String> more) {
            settings.putAll(more);
            return this;
        }

        public Builder config(String key, long value) {
            return config(key, String.valueOf(value));
        }

        public Builder config(String key, boolean value) {
            return config(key, String.valueOf(value));
        }

        /// How many threads work at the same time; as many as there are cores if nothing is said.
        public Builder parallelism(int threads) {
            if (threads < 1) throw new IllegalArgumentException(threads + " threads");
            parallelism = threads;
            return this;
        }

        /// Another clock, other threads or other chance than the machine's: for tests.
        public Builder machine(Machine other) {
            machine = other;
            return this;
        }

        /// Another place for files than this machine's file system, where they are not those of a URI such as
        /// `s3://bucket/in`.
        public Builder storage(Storage other) {
            storage = other;
            return this;
        }

        /// Where `show()` and the console sink print.
        public Builder output(PrintStream stream) {
            output = stream;
            return this;
        }

        /// The active session of this process with these settings added, or a new one, which becomes the active one.
        public Session getOrCreate() {
            Session found = ACTIVE.get();
            if (found == null) {
                Session made = create();
                found = ACTIVE.compareAndExchange(null, made);
                if (found == null) return made;
                made.close();
            }
            settings.forEach(found.conf::set);
            return found;
        }

        /// A session of its own, beside any other.
        public Session create() {
            return new Session(this, new DeclaredTables());
        }
    }
}
