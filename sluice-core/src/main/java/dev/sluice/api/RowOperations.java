package dev.sluice.api;

import dev.sluice.analyzer.StreamingRules;
import dev.sluice.ast.Expr;
import dev.sluice.ast.MetricsTaker;
import dev.sluice.ast.Relation;
import dev.sluice.ast.Relation.UnpivotColumns;
import dev.sluice.builtin.KeptRows;
import dev.sluice.builtin.MemoryInput;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// What a [Dataset] makes of its rows as sets, turned round, summed up or kept: in terms of what it can do otherwise.
abstract class RowOperations<T> extends GroupableRows {

    RowOperations() {}

    abstract Dataset<T> self();

    private Relation relation() {
        return self().relation();
    }

    private DataFrame frame(Relation relation) {
        return self().sparkSession().frame(relation);
    }

    // ---- sets

    public Dataset<T> union(Dataset<T> other) {
        return self().with(new Relation.Union(relation(), other.relation(), false, false, null));
    }

    public Dataset<T> unionAll(Dataset<T> other) {
        return union(other);
    }

    public Dataset<T> unionByName(Dataset<T> other) {
        return unionByName(other, false);
    }

    public Dataset<T> unionByName(Dataset<T> other, boolean allowMissingColumns) {
        return self().with(new Relation.Union(relation(), other.relation(), true, allowMissingColumns, null));
    }

    /// Each different row that is in no row of the other.
    public Dataset<T> except(Dataset<T> other) {
        return compared(other, "EXCEPT", false);
    }

    /// The rows, each as often as it is here more often than in the other.
    public Dataset<T> exceptAll(Dataset<T> other) {
        return compared(other, "EXCEPT", true);
    }

    /// Each different row that is in both.
    public Dataset<T> intersect(Dataset<T> other) {
        return compared(other, "INTERSECT", false);
    }

    /// The rows that are in both, each as often as it is in both.
    public Dataset<T> intersectAll(Dataset<T> other) {
        return compared(other, "INTERSECT", true);
    }

    private Dataset<T> compared(Dataset<T> other, String operator, boolean all) {
        return self().with(new Relation.SetOperation(relation(), other.relation(), operator, all, null));
    }

    /// What to do with values that are missing.
    public DataFrameNaFunctions na() {
        return new DataFrameNaFunctions(self().toDF());
    }

    /// Applies a step that a program has as a function.
    public <U> Dataset<U> transform(Function<Dataset<T>, Dataset<U>> step) {
        return step.apply(self());
    }

    // ---- columns as rows

    /// A row for each of the columns: beside those that stay, its name and its value.
    ///
    /// @param ids the columns that stay
    /// @param values the columns that become rows, of one type
    public DataFrame unpivot(Column[] ids, Column[] values, String variableColumnName, String valueColumnName) {
        List<Column> all = new ArrayList<>(List.of(ids));
        all.addAll(List.of(values));
        List<UnpivotColumns> sets = Arrays.stream(values)
                .map(value -> new UnpivotColumns(List.of(value.expr()), null))
                .toList();
        Relation rows = self().select(all.toArray(Column[]::new)).relation();
        return frame(new Relation.Unpivot(rows, true, List.of(valueColumnName), variableColumnName, sets, null));
    }

    /// As [#unpivot(Column[], Column[], String, String)], of all columns that do not stay.
    public DataFrame unpivot(Column[] ids, String variableColumnName, String valueColumnName) {
        Set<String> stay = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        stay.addAll(List.of(self().select(ids).columns()));
        Column[] values = Arrays.stream(self().columns())
                .filter(name -> !stay.contains(name))
                .map(Summaries::column)
                .toArray(Column[]::new);
        return unpivot(ids, values, variableColumnName, valueColumnName);
    }

    /// Another name for [#unpivot(Column[], Column[], String, String)].
    public DataFrame melt(Column[] ids, Column[] values, String variableColumnName, String valueColumnName) {
        return unpivot(ids, values, variableColumnName, valueColumnName);
    }

    /// Another name for [#unpivot(Column[], String, String)].
    public DataFrame melt(Column[] ids, String variableColumnName, String valueColumnName) {
        return unpivot(ids, variableColumnName, valueColumnName);
    }

    /// The columns of a schema, found by name, fields of structs too: cast to its types, NULL where there is none and
    /// it may be.
    ///
    /// @throws dev.sluice.error.AnalysisException if a column that is never null is missing or may be null here, if one
    /// is
    ///     there twice, or is of a type that does not become the other unasked
    public DataFrame to(DataType.Struct schema) {
        return self().select(MatchedColumns.of(self().schema(), schema));
    }

    public DataFrame to(StructType schema) {
        return to(schema.struct());
    }

    // ---- two Datasets

    /// Pairs of objects, one of each side.
    public <U> Dataset<Tuple2<T, U>> joinWith(Dataset<U> other, Column condition) {
        return joinWith(other, condition, "inner");
    }

    /// Pairs of objects, one of each side; null where an outer join finds none.
    ///
    /// @param joinType as of [Dataset#join], but for semi and anti joins
    public <U> Dataset<Tuple2<T, U>> joinWith(Dataset<U> other, Column condition, String joinType) {
        Relation.JoinType type = JoinTypes.named(joinType);
        if (type == Relation.JoinType.LEFT_SEMI || type == Relation.JoinType.LEFT_ANTI) {
            throw new IllegalArgumentException("joinWith gives pairs, which " + joinType + " joins do not have");
        }
        String left = "left of joinWith";
        String right = "right of joinWith";
        DataFrame joined = self().withColumn(left, packed(self()))
                .join(other.withColumn(right, packed(other)), condition, joinType);
        Column[] pair = {
            Summaries.column(left).as("_1"), Summaries.column(right).as("_2")
        };
        return joined.select(pair).as(Encoders.tuple(self().encoder(), other.encoder()));
    }

    /// A row as one value, as it is read by its encoder.
    private static Column packed(Dataset<?> rows) {
        Column[] columns = Arrays.stream(rows.columns()).map(rows::col).toArray(Column[]::new);
        boolean one = rows.encoder().isFlat() && columns.length == 1;
        return one ? columns[0] : functions.struct(columns);
    }

    /// Whether there is any row, as a condition: of other Datasets' rows too.
    public Column exists() {
        return subquery(Expr.SubqueryKind.EXISTS);
    }

    /// The only value of the only row, as a column of other Datasets; NULL if there is no row.
    public Column scalar() {
        return subquery(Expr.SubqueryKind.SCALAR);
    }

    private Column subquery(Expr.SubqueryKind kind) {
        return new Column(new Expr.Subquery(kind, List.of(), relation(), null));
    }

    // ---- order

    /// Sorts all rows, which sorts those of each partition too.
    public Dataset<T> sortWithinPartitions(Column... columns) {
        return self().orderBy(columns);
    }

    public Dataset<T> sortWithinPartitions(String first, String... rest) {
        return self().orderBy(first, rest);
    }

    /// The last objects.
    public List<T> tailAsList(int count) {
        List<T> all = self().collectAsList();
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    /// The last objects, in an array as [Dataset#collect] gives it.
    public T[] tail(int count) {
        T[] all = self().collect();
        return Arrays.copyOfRange(all, Math.max(0, all.length - count), all.length);
    }

    // ---- summing up

    /// The count, mean, standard deviation, least and greatest of columns of numbers and texts, as text; of all such
    /// columns, if none is named.
    public DataFrame describe(String... columns) {
        return Summaries.of(self().toDF(), List.of(columns), Summaries.DESCRIBED);
    }

    /// Statistics of all columns of numbers and texts, as text.
    ///
    /// @param statistics of `count`, `count_distinct`, `approx_count_distinct`, `mean`, `stddev`, `min`, `max` and
    ///     percentiles such as `75%`; if none is named: count, mean, stddev, min, 25%, 50%, 75%, max
    public DataFrame summary(String... statistics) {
        return Summaries.of(self().toDF(), List.of(), statistics.length == 0 ? Summaries.USUAL : List.of(statistics));
    }

    /// Statistics of columns.
    public DataFrameStatFunctions stat() {
        return new DataFrameStatFunctions(self().toDF());
    }

    // ---- metrics

    /// The same rows, of which metrics are taken in passing: one row of them for each micro-batch of a stream, in
    /// [dev.sluice.progress.QueryProgress#observedMetrics].
    ///
    /// @param name of the metrics; another one for each in a query
    /// @param expr an aggregate, or an expression over aggregates, of all rows; not DISTINCT, without FILTER
    /// @throws dev.sluice.error.AnalysisException `INVALID_OBSERVED_METRICS`, if an expression is none,
    ///     `DUPLICATED_METRICS_NAME`
    public Dataset<T> observe(String name, Column expr, Column... exprs) {
        return observed(name, new Unheard(), expr, exprs);
    }

    /// The same rows, of which the observation is told when they are asked for. How many rows that are depends on what
    /// is asked: of a limit above it only those that were needed.
    ///
    /// @throws IllegalArgumentException if it is of another Dataset already, or this one is a stream
    public Dataset<T> observe(Observation observation, Column expr, Column... exprs) {
        return observed(observation.name(), observation.taker(self().isStreaming()), expr, exprs);
    }

    private Dataset<T> observed(String name, MetricsTaker taker, Column expr, Column... exprs) {
        List<Expr> metrics = Stream.concat(Stream.of(expr), Arrays.stream(exprs))
                .map(Column::expr)
                .toList();
        return self().with(new Relation.Observe(relation(), name, metrics, taker));
    }

    /// No lambda, which would be the same object each time.
    private static final class Unheard implements MetricsTaker {
        @Override
        public void take(Chunk row, DataType.Struct schema) {}
    }

    // ---- chance

    /// About such a share of the rows, another one in each run.
    ///
    /// @param fraction from 0 to 1
    public Dataset<T> sample(double fraction) {
        return sample(fraction, self().sparkSession().nextSeed());
    }

    /// About such a share of the rows, the same one in each run.
    public Dataset<T> sample(double fraction, long seed) {
        return sample(false, fraction, seed);
    }

    /// @param withReplacement false: rows that are chosen more than once are not there yet
    public Dataset<T> sample(boolean withReplacement, double fraction) {
        return sample(withReplacement, fraction, self().sparkSession().nextSeed());
    }

    /// @param withReplacement false: rows that are chosen more than once are not there yet
    public Dataset<T> sample(boolean withReplacement, double fraction, long seed) {
        return Samples.sample(self(), withReplacement, fraction, seed);
    }

    /// The rows whose number by chance lies in a share of 0 to 1: one part of a [#randomSplit], whose parts of the same
    /// seed have no row twice.
    ///
    /// @throws IllegalArgumentException if the share is none
    public Dataset<T> sampleBetween(double from, double to, long seed) {
        if (!(from >= 0 && to <= 1 && from <= to)) {
            throw new IllegalArgumentException("A part of 0 to 1 is meant, and not from " + from + " to " + to + ".");
        }
        return Samples.between(self(), from, to, seed);
    }

    /// Shares out the rows: each is in one part, about as many in each as its weight says.
    @SuppressWarnings("unchecked") // an array of a generic class
    public Dataset<T>[] randomSplit(double[] weights, long seed) {
        return Samples.split(self(), weights, seed).toArray(Dataset[]::new);
    }

    public Dataset<T>[] randomSplit(double[] weights) {
        return randomSplit(weights, self().sparkSession().nextSeed());
    }

    public List<Dataset<T>> randomSplitAsList(double[] weights, long seed) {
        return Samples.split(self(), weights, seed);
    }

    // ---- columns

    /// The rows in columns, as the engine has them: for those who write another form of columns.
    public List<Chunk> collectAsChunks() {
        return self().chunks();
    }

    /// Gives the rows away while the query runs, in their order; it waits while the taker does, so the result is never
    /// held as a whole.
    ///
    /// @throws dev.sluice.error.SluiceException if the query fails, maybe after rows were taken
    public void forEachChunk(ChunkTaker<?> taker) {
        new BatchQuery(self().sparkSession(), self().plan()).run(taker);
    }

    /// Says how a table of that name is made of the rows.
    public DataFrameWriterV2<T> writeTo(String table) {
        return new DataFrameWriterV2<>(self(), table);
    }

    /// The first rows as a table of HTML, as notebooks show it.
    ///
    /// @param truncate how many characters of a value are shown; 0 means all
    public String htmlString(int numRows, int truncate) {
        int asked = Math.max(0, Math.min(numRows, Integer.MAX_VALUE - 16));
        return self().limit(asked + 1).shown().html(asked, truncate);
    }

    // ---- keeping

    /// The rows as they are now, in memory, for Datasets that are made of this one.
    public Dataset<T> localCheckpoint() {
        return localCheckpoint(true);
    }

    /// @param eager whether the rows are those of now, or those of when they are first asked for
    public Dataset<T> localCheckpoint(boolean eager) {
        StreamingRules.checkBatch(self().plan());
        var rows = new KeptRows(self().schema(), self()::chunks);
        if (eager) rows.chunks();
        return self().with(new Relation.Input(rows));
    }

    /// As [#localCheckpoint()]: there is no other process that could be lost.
    public Dataset<T> checkpoint() {
        return localCheckpoint();
    }

    /// As [#localCheckpoint(boolean)].
    public Dataset<T> checkpoint(boolean eager) {
        return localCheckpoint(eager);
    }

    /// The same kind of Dataset of rows that are in memory.
    Dataset<T> holding(List<Chunk> chunks, DataType.Struct schema) {
        return self().with(new Relation.Input(new MemoryInput(schema, chunks)));
    }

    /// Whether the rows are those of a program, so that nothing has to be read.
    public boolean isLocal() {
        return self().plan() instanceof LogicalPlan.Values;
    }
}
