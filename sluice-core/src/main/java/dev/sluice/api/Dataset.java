package dev.sluice.api;

import dev.sluice.api.function.FilterFunction;
import dev.sluice.api.function.FlatMapFunction;
import dev.sluice.api.function.ForeachFunction;
import dev.sluice.api.function.ForeachPartitionFunction;
import dev.sluice.api.function.MapFunction;
import dev.sluice.api.function.MapPartitionsFunction;
import dev.sluice.api.function.ReduceFunction;
import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.Relation.JoinType;
import dev.sluice.ast.RowsCode;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.encoder.Encoder;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.error.ErrorCondition;
import dev.sluice.parser.DelayText;
import dev.sluice.parser.SqlParser;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A query whose rows are objects of a class, with Spark's methods; [DataFrame], if they are [Row]s. It is checked when
/// it is made, and runs when its rows are asked for, or, if it reads a stream, when it is started by [#writeStream].
///
/// It has all columns it was made with, whether the class reads them or not; only what a program's function has been
/// through has just those of its encoder. Immutable; every method gives a new one.
public sealed class Dataset<T> extends RowOperations<T> implements ClusterHints<T>, Described, Displayed
        permits DataFrame {

    private final Session session;
    private final Relation relation;
    private final long frame;
    private final LogicalPlan plan;
    private final LogicalPlan objects;
    private final Encoder<T> encoder;

    /// @param encoder says how rows become objects; without one they are [Row]s
    /// @throws dev.sluice.error.AnalysisException if it can't read the rows
    Dataset(Session session, Relation relation, @Nullable Encoder<T> encoder) {
        this.session = session;
        frame = session.nextFrame();
        this.relation = new Relation.Tagged(relation, frame);
        plan = session.analyze(this.relation);
        objects = encoder == null ? plan : session.analyze(new Relation.Encoded(this.relation, encoder));
        this.encoder = encoder == null ? rows(plan.schema()) : encoder;
    }

    @SuppressWarnings("unchecked") // only DataFrame has no encoder
    private static <T> Encoder<T> rows(DataType.Struct schema) {
        return (Encoder<T>) Encoders.row(schema);
    }

    /// The same kind of Dataset over another relation.
    Dataset<T> with(Relation other) {
        return new Dataset<>(session, other, encoder);
    }

    @Override
    public Dataset<T> same() {
        return this;
    }

    @Override
    Dataset<T> self() {
        return this;
    }

    private DataFrame frame(Relation other) {
        return session.frame(other);
    }

    /// What was said, for those who say more about it in the trees of [dev.sluice.ast].
    public Relation relation() {
        return relation;
    }

    LogicalPlan plan() {
        return plan;
    }

    /// Gives exactly the columns that the encoder reads.
    LogicalPlan objects() {
        return objects;
    }

    /// How rows become objects.
    public Encoder<T> encoder() {
        return encoder;
    }

    public Session sparkSession() {
        return session;
    }

    // ---- what it is

    public DataType.Struct schema() {
        return plan.schema();
    }

    public String[] columns() {
        return schema().names().toArray(String[]::new);
    }

    public boolean isStreaming() {
        return plan.isStreaming();
    }

    /// A column of this DataFrame, told apart from columns of that name in others.
    public Column col(String name) {
        if (name.equals("*")) return functions.col(name);
        var column = new Column(new Expr.Name(SqlParser.attributeName(name), frame, null));
        select(column); // refused here if there is none
        return column;
    }

    public Column apply(String name) {
        return col(name);
    }

    /// What [#printSchema] prints.
    ///
    /// @param levels how deep to go into nested types; a column is one level deep
    public String treeString(int levels) {
        return SchemaTree.of(schema(), levels);
    }

    /// The schema as a tree, as Spark prints it.
    public void printSchema() {
        session.output().println(SchemaTree.of(schema()));
    }

    /// Spark's form: `[word: string, count: bigint]`, two columns at most.
    @Override
    public String toString() {
        List<Field> fields = schema().fields();
        String shown = fields.stream()
                .limit(2)
                .map(field -> field.name() + ": " + field.type().simpleString())
                .collect(Collectors.joining(", "));
        int more = fields.size() - 2;
        return "[" + shown + (more <= 0 ? "" : " ... " + more + " more field" + (more == 1 ? "" : "s")) + "]";
    }

    // ---- columns

    public DataFrame select(Column... columns) {
        return frame(new Relation.Project(relation, exprs(columns), null));
    }

    public DataFrame select(String first, String... rest) {
        return select(Stream.concat(Stream.of(first), Arrays.stream(rest))
                .map(functions::col)
                .toArray(Column[]::new));
    }

    public DataFrame selectExpr(String... expressions) {
        return select(Arrays.stream(expressions).map(functions::expr).toArray(Column[]::new));
    }

    public DataFrame withColumn(String name, Column value) {
        return frame(new Relation.WithColumns(relation, List.of(name), List.of(value.expr())));
    }

    public DataFrame withColumns(Map<String, Column> columns) {
        List<String> names = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        columns.forEach((name, value) -> {
            names.add(name);
            values.add(value.expr());
        });
        return frame(new Relation.WithColumns(relation, names, values));
    }

    public DataFrame withColumnRenamed(String existing, String name) {
        return frame(new Relation.Renamed(relation, Map.of(existing, name)));
    }

    public DataFrame withColumnsRenamed(Map<String, String> names) {
        return frame(new Relation.Renamed(relation, names));
    }

    public DataFrame drop(String... names) {
        return frame(new Relation.Dropped(
                relation,
                Arrays.stream(names)
                        .map(name -> new Expr.Name(List.of(name), null, null))
                        .toList()));
    }

    /// Without these columns; what is no column of it is ignored, as in Spark.
    public DataFrame drop(Column... columns) {
        return frame(new Relation.Dropped(
                relation,
                exprs(columns).stream()
                        .filter(Expr.Name.class::isInstance)
                        .map(Expr.Name.class::cast)
                        .toList()));
    }

    /// The same rows with other column names, one for each column.
    public DataFrame toDF(String... names) {
        return frame(new Relation.Aliased(relation, "", List.of(names), null));
    }

    public Dataset<T> alias(String name) {
        return with(new Relation.Aliased(relation, name, List.of(), null));
    }

    public Dataset<T> as(String name) {
        return alias(name);
    }

    // ---- rows

    public Dataset<T> filter(Column condition) {
        return with(new Relation.Filter(relation, condition.expr()));
    }

    public Dataset<T> filter(String condition) {
        return filter(functions.expr(condition));
    }

    public Dataset<T> where(Column condition) {
        return filter(condition);
    }

    public Dataset<T> where(String condition) {
        return filter(condition);
    }

    /// Says which column is the time of events, and how late a row may come.
    ///
    /// @param eventTime a column of timestamps
    /// @param delayThreshold such as `10 seconds`; not negative
    public Dataset<T> withWatermark(String eventTime, String delayThreshold) {
        long delay = DelayText.millis(delayThreshold);
        return with(new Relation.Watermark(
                relation, functions.col(eventTime).expr(), delay, new Relation.Watermark.Said(), null));
    }

    /// Each row once. On a stream that is [#dropDuplicates], in every output mode, while SQL's `SELECT DISTINCT` is an
    /// aggregate; both as in Spark.
    public Dataset<T> distinct() {
        return dropDuplicates();
    }

    /// The first of all rows that agree in every column.
    public Dataset<T> dropDuplicates() {
        return with(new Relation.Deduplicate(relation, null, false));
    }

    /// The first of all rows that agree in these columns.
    public Dataset<T> dropDuplicates(String... columns) {
        return with(new Relation.Deduplicate(relation, List.of(columns), false));
    }

    public Dataset<T> dropDuplicates(List<String> columns) {
        return dropDuplicates(columns.toArray(String[]::new));
    }

    /// As [#dropDuplicates], but a stream remembers a row only until the watermark is past its time by the delay.
    public Dataset<T> dropDuplicatesWithinWatermark() {
        return with(new Relation.Deduplicate(relation, null, true));
    }

    public Dataset<T> dropDuplicatesWithinWatermark(String... columns) {
        return with(new Relation.Deduplicate(relation, List.of(columns), true));
    }

    public Dataset<T> dropDuplicatesWithinWatermark(List<String> columns) {
        return dropDuplicatesWithinWatermark(columns.toArray(String[]::new));
    }

    public Dataset<T> orderBy(Column... columns) {
        return with(new Relation.Sort(
                relation, Arrays.stream(columns).map(Column::sortKey).toList(), null));
    }

    public Dataset<T> orderBy(String first, String... rest) {
        return orderBy(Stream.concat(Stream.of(first), Arrays.stream(rest))
                .map(functions::col)
                .toArray(Column[]::new));
    }

    public Dataset<T> sort(Column... columns) {
        return orderBy(columns);
    }

    public Dataset<T> sort(String first, String... rest) {
        return orderBy(first, rest);
    }

    public Dataset<T> limit(int count) {
        return with(new Relation.Limit(relation, literal(count), null));
    }

    public Dataset<T> offset(int count) {
        return with(new Relation.Offset(relation, literal(count), null));
    }

    private static Expr literal(int value) {
        return new Expr.Literal(value, DataType.Atomic.INT, null);
    }

    // ---- objects

    /// The same rows as objects of another class: columns are found by the names of its fields, of tuples and single
    /// values by their order. What is no field stays a column.
    ///
    /// @throws dev.sluice.error.AnalysisException if a column is missing, or could not be read without loss
    public <U> Dataset<U> as(Encoder<U> other) {
        return new Dataset<>(session, relation, other);
    }

    /// As [#as(Encoder)], of a record, a bean or a plain value.
    public <U> Dataset<U> as(Class<U> type) {
        return as(Encoder.of(type));
    }

    @Override
    public DataFrame toDF() {
        return frame(relation);
    }

    public Dataset<T> filter(FilterFunction<T> function) {
        return with(new Relation.UserFilter(
                relation, encoder, RowFunctions.map("filter", function::call), Encoders.BOOLEAN()));
    }

    public <U> Dataset<U> map(MapFunction<T, U> function, Encoder<U> to) {
        return through(RowFunctions.map("map", function), to);
    }

    public <U> Dataset<U> flatMap(FlatMapFunction<T, U> function, Encoder<U> to) {
        return through(RowFunctions.flatMap("flatMap", function), to);
    }

    /// Calls the function once for each partition: of a stream, for each partition of each micro-batch.
    public <U> Dataset<U> mapPartitions(MapPartitionsFunction<T, U> function, Encoder<U> to) {
        return through(RowFunctions.mapPartitions("mapPartitions", function), to);
    }

    private <U> Dataset<U> through(RowsCode code, Encoder<U> to) {
        return new Dataset<>(session, new Relation.UserRows(relation, encoder, code, to), to);
    }

    /// Calls the function with each object, on the session's threads.
    public void foreach(ForeachFunction<T> function) {
        MapPartitionsFunction<T, Boolean> each = objects -> {
            while (objects.hasNext()) function.call(objects.next());
            return Collections.emptyIterator();
        };
        through(RowFunctions.mapPartitions("foreach", each), Encoders.BOOLEAN()).chunks();
    }

    public void foreachPartition(ForeachPartitionFunction<T> function) {
        MapPartitionsFunction<T, Boolean> once = objects -> {
            function.call(objects);
            return Collections.emptyIterator();
        };
        through(RowFunctions.mapPartitions("foreachPartition", once), Encoders.BOOLEAN())
                .chunks();
    }

    /// Makes one object of all.
    ///
    /// @throws UnsupportedOperationException if there is none
    public T reduce(ReduceFunction<T> function) {
        MapPartitionsFunction<T, T> one = objects -> RowFunctions.reduced(objects, function);
        Iterator<T> partial =
                through(RowFunctions.mapPartitions("reduce", one), encoder).toLocalIterator();
        Iterator<T> all = RowFunctions.reduced("reduce", partial, function);
        if (!all.hasNext()) throw new UnsupportedOperationException("empty collection");
        return all.next();
    }

    /// Groups the objects by what the function gives for each.
    public <K> KeyValueGroupedDataset<K, T> groupByKey(MapFunction<T, K> function, Encoder<K> key) {
        return KeyValueGroupedDataset.of(this, function, key);
    }

    // ---- groups

    @Override
    RelationalGroupedDataset grouped(@Nullable List<List<Integer>> sets, Column... columns) {
        return new RelationalGroupedDataset(session, relation, plan, exprs(columns), sets);
    }

    // ---- joins

    public DataFrame join(Dataset<?> right) {
        return join(right, JoinType.INNER, null, List.of());
    }

    public DataFrame join(Dataset<?> right, String using) {
        return join(right, JoinType.INNER, null, List.of(using));
    }

    public DataFrame join(Dataset<?> right, String[] using) {
        return join(right, JoinType.INNER, null, List.of(using));
    }

    public DataFrame join(Dataset<?> right, String using, String joinType) {
        return join(right, new String[] {using}, joinType);
    }

    public DataFrame join(Dataset<?> right, String[] using, String joinType) {
        return join(right, JoinTypes.named(joinType), null, List.of(using));
    }

    public DataFrame join(Dataset<?> right, Column on) {
        return join(right, JoinType.INNER, on, List.of());
    }

    public DataFrame join(Dataset<?> right, Column on, String joinType) {
        return join(right, JoinTypes.named(joinType), on, List.of());
    }

    public DataFrame crossJoin(Dataset<?> right) {
        return join(right, JoinType.CROSS, null, List.of());
    }

    private DataFrame join(Dataset<?> right, JoinType type, @Nullable Column on, List<String> using) {
        Expr condition = on == null ? null : on.expr();
        return frame(new Relation.Join(relation, right.relation(), type, condition, using, false, null));
    }

    // ---- views

    public void createOrReplaceTempView(String name) {
        var _ = new TemporaryViews(session, false).replace(name, new CatalogEntry.View(relation));
    }

    public void createTempView(String name) {
        new TemporaryViews(session, false).create(name, new CatalogEntry.View(relation), null);
    }

    /// Names the query `global_temp.name`, for all sessions of the program. Rows of `localCheckpoint(false)` in it are
    /// made now: this session may be closed when they are asked for.
    public void createOrReplaceGlobalTempView(String name) {
        var views = new TemporaryViews(session, true);
        LastingRows.make(plan);
        var _ = views.replace(name, new CatalogEntry.View(relation));
    }

    /// As [#createOrReplaceGlobalTempView].
    ///
    /// @throws dev.sluice.error.AnalysisException if the name is taken
    public void createGlobalTempView(String name) {
        var views = new TemporaryViews(session, true);
        LastingRows.make(plan);
        views.create(name, new CatalogEntry.View(relation), null);
    }

    // ---- running

    /// Sets up the query as a stream.
    ///
    /// @throws dev.sluice.error.AnalysisException if it reads no stream
    public DataStreamWriter<T> writeStream() {
        if (!isStreaming())
            throw ErrorCondition.WRITE_STREAM_NOT_ALLOWED.error().build();
        return new DataStreamWriter<>(this);
    }

    /// Sets up writing the rows as a whole.
    ///
    /// @throws dev.sluice.error.AnalysisException if the query reads a stream
    public DataFrameWriter<T> write() {
        return new DataFrameWriter<>(this);
    }

    List<Chunk> chunks() {
        return new BatchQuery(session, plan).run();
    }

    /// The objects of rows with the columns that the encoder reads.
    List<T> objects(List<Chunk> chunks) {
        ObjectReader<T> reader = encoder.reader(objects.output().stream()
                .map(dev.sluice.expression.Column::type)
                .toList());
        List<T> read = new ArrayList<>();
        for (Chunk chunk : chunks) {
            reader.open(chunk.columns());
            for (int i = 0; i < chunk.rowCount(); i++)
                read.add(reader.read(chunk.selection().row(i)));
        }
        return read;
    }

    public List<T> collectAsList() {
        return objects(new BatchQuery(session, objects).run());
    }

    /// The objects, in an array; of their class, unless that is none of its own, as of a DataFrame's rows.
    @SuppressWarnings("unchecked") // the array is of the encoder's class
    public T[] collect() {
        List<T> all = collectAsList();
        return all.toArray((T[]) java.lang.reflect.Array.newInstance(encoder.clsTag(), all.size()));
    }

    public Iterator<T> toLocalIterator() {
        return collectAsList().iterator();
    }

    public List<T> takeAsList(int count) {
        return limit(count).collectAsList();
    }

    public T[] take(int count) {
        return limit(count).collect();
    }

    public T[] head(int count) {
        return take(count);
    }

    /// The first object.
    ///
    /// @throws java.util.NoSuchElementException if there is none
    public T head() {
        return takeAsList(1).getFirst();
    }

    public T first() {
        return head();
    }

    public boolean isEmpty() {
        return takeAsList(1).isEmpty();
    }

    public long count() {
        return agg(functions.count(functions.lit(1))).head().getLong(0);
    }

    /// Each row as a JSON object, as Spark's `toJSON` writes it.
    public List<String> toJSON() {
        return shown().json();
    }

    ShownRows shown() {
        return new ShownRows(session, plan);
    }

    /// @param truncate how many characters of a value are shown; 0 means all
    @Override
    public void show(int numRows, int truncate, boolean vertical) {
        session.output().println(showString(numRows, truncate, vertical));
    }

    /// What [#show] prints.
    public String showString(int numRows, int truncate, boolean vertical) {
        int asked = Math.max(0, Math.min(numRows, Integer.MAX_VALUE - 16));
        return limit(asked + 1).shown().table(asked, truncate, vertical);
    }

    // ---- plans

    /// @param mode `simple`, `extended`, or another of Spark's, which show what extended shows
    @Override
    public void explain(String mode) {
        session.output().println(explainString(mode));
    }

    /// What [#explain] prints.
    public String explainString(String mode) {
        return session.cluster()
                .map(there -> there.cluster().explain(relation, mode))
                .orElseGet(() -> shown().plans(mode));
    }

    static List<Expr> exprs(Column... columns) {
        return Arrays.stream(columns).map(Column::expr).toList();
    }
}
