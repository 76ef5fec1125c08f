package dev.sluice.api;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.ast.Relation.JoinType;
import dev.sluice.catalog.CatalogEntry;
import dev.sluice.error.ErrorCondition;
import dev.sluice.execution.PhysicalPlan;
import dev.sluice.format.JsonText;
import dev.sluice.format.TextTable;
import dev.sluice.parser.DelayText;
import dev.sluice.parser.SqlParser;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.PlanText;
import dev.sluice.plan.TreeText;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A query with Spark's DataFrame methods. It is checked when it is made, and runs when its rows are asked for, or, if
/// it
/// reads a stream, when it is started by [#writeStream].
///
/// Immutable; every method gives a new one.
public final class DataFrame {

    private final Session session;
    private final Relation relation;
    private final long frame;
    private final LogicalPlan plan;

    DataFrame(Session session, Relation relation) {
        this.session = session;
        frame = session.nextFrame();
        this.relation = new Relation.Tagged(relation, frame);
        plan = session.analyze(this.relation);
    }

    private DataFrame with(Relation other) {
        return new DataFrame(session, other);
    }

    Relation relation() {
        return relation;
    }

    LogicalPlan plan() {
        return plan;
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
        return with(new Relation.Project(relation, exprs(columns), null));
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
        return with(new Relation.WithColumns(relation, List.of(name), List.of(value.expr())));
    }

    public DataFrame withColumns(Map<String, Column> columns) {
        List<String> names = new ArrayList<>();
        List<Expr> values = new ArrayList<>();
        columns.forEach((name, value) -> {
            names.add(name);
            values.add(value.expr());
        });
        return with(new Relation.WithColumns(relation, names, values));
    }

    public DataFrame withColumnRenamed(String existing, String name) {
        return with(new Relation.Renamed(relation, Map.of(existing, name)));
    }

    public DataFrame withColumnsRenamed(Map<String, String> names) {
        return with(new Relation.Renamed(relation, names));
    }

    public DataFrame drop(String... names) {
        return with(new Relation.Dropped(relation, List.of(names)));
    }

    /// The same rows with other column names, one for each column.
    public DataFrame toDF(String... names) {
        return with(new Relation.Aliased(relation, "", List.of(names), null));
    }

    public DataFrame alias(String name) {
        return with(new Relation.Aliased(relation, name, List.of(), null));
    }

    public DataFrame as(String name) {
        return alias(name);
    }

    // ---- rows

    public DataFrame filter(Column condition) {
        return with(new Relation.Filter(relation, condition.expr()));
    }

    public DataFrame filter(String condition) {
        return filter(functions.expr(condition));
    }

    public DataFrame where(Column condition) {
        return filter(condition);
    }

    public DataFrame where(String condition) {
        return filter(condition);
    }

    /// Says which column is the time of events, and how late a row may come.
    ///
    /// @param eventTime a column of timestamps
    /// @param delayThreshold such as `10 seconds`; not negative
    public DataFrame withWatermark(String eventTime, String delayThreshold) {
        long delay = DelayText.millis(delayThreshold);
        return with(new Relation.Watermark(relation, functions.col(eventTime).expr(), delay, null));
    }

    /// Each row once. On a stream that is [#dropDuplicates], in every output mode, while SQL's `SELECT DISTINCT` is an
    /// aggregate; both as in Spark.
    public DataFrame distinct() {
        return dropDuplicates();
    }

    /// The first of all rows that agree in every column.
    public DataFrame dropDuplicates() {
        return with(new Relation.Deduplicate(relation, null, false));
    }

    /// The first of all rows that agree in these columns.
    public DataFrame dropDuplicates(String... columns) {
        return with(new Relation.Deduplicate(relation, List.of(columns), false));
    }

    public DataFrame dropDuplicates(List<String> columns) {
        return dropDuplicates(columns.toArray(String[]::new));
    }

    /// As [#dropDuplicates], but a stream remembers a row only until the watermark is past its time by the delay.
    public DataFrame dropDuplicatesWithinWatermark() {
        return with(new Relation.Deduplicate(relation, null, true));
    }

    public DataFrame dropDuplicatesWithinWatermark(String... columns) {
        return with(new Relation.Deduplicate(relation, List.of(columns), true));
    }

    public DataFrame dropDuplicatesWithinWatermark(List<String> columns) {
        return dropDuplicatesWithinWatermark(columns.toArray(String[]::new));
    }

    public DataFrame orderBy(Column... columns) {
        return with(new Relation.Sort(
                relation, Arrays.stream(columns).map(Column::sortKey).toList(), null));
    }

    public DataFrame orderBy(String first, String... rest) {
        return orderBy(Stream.concat(Stream.of(first), Arrays.stream(rest))
                .map(functions::col)
                .toArray(Column[]::new));
    }

    public DataFrame sort(Column... columns) {
        return orderBy(columns);
    }

    public DataFrame sort(String first, String... rest) {
        return orderBy(first, rest);
    }

    public DataFrame limit(int count) {
        return with(new Relation.Limit(relation, literal(count), null));
    }

    public DataFrame offset(int count) {
        return with(new Relation.Offset(relation, literal(count), null));
    }

    private static Expr literal(int value) {
        return new Expr.Literal(value, DataType.Atomic.INT, null);
    }

    public DataFrame union(DataFrame other) {
        return with(new Relation.Union(relation, other.relation, false, false, null));
    }

    public DataFrame unionAll(DataFrame other) {
        return union(other);
    }

    public DataFrame unionByName(DataFrame other) {
        return unionByName(other, false);
    }

    public DataFrame unionByName(DataFrame other, boolean allowMissingColumns) {
        return with(new Relation.Union(relation, other.relation, true, allowMissingColumns, null));
    }

    // ---- groups

    public RelationalGroupedDataset groupBy(Column... columns) {
        return new RelationalGroupedDataset(session, relation, plan, exprs(columns));
    }

    public RelationalGroupedDataset groupBy(String first, String... rest) {
        return groupBy(Stream.concat(Stream.of(first), Arrays.stream(rest))
                .map(functions::col)
                .toArray(Column[]::new));
    }

    public DataFrame agg(Column first, Column... rest) {
        return groupBy().agg(first, rest);
    }

    // ---- joins

    public DataFrame join(DataFrame right) {
        return join(right, JoinType.INNER, null, List.of());
    }

    public DataFrame join(DataFrame right, String using) {
        return join(right, JoinType.INNER, null, List.of(using));
    }

    public DataFrame join(DataFrame right, String[] using, String joinType) {
        return join(right, joinType(joinType), null, List.of(using));
    }

    public DataFrame join(DataFrame right, Column on) {
        return join(right, JoinType.INNER, on, List.of());
    }

    public DataFrame join(DataFrame right, Column on, String joinType) {
        return join(right, joinType(joinType), on, List.of());
    }

    public DataFrame crossJoin(DataFrame right) {
        return join(right, JoinType.CROSS, null, List.of());
    }

    private DataFrame join(
            DataFrame right, JoinType type, @org.jspecify.annotations.Nullable Column on, List<String> using) {
        Expr condition = on == null ? null : on.expr();
        return with(new Relation.Join(relation, right.relation, type, condition, using, false, null));
    }

    private static JoinType joinType(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replace("_", "")) {
            case "inner" -> JoinType.INNER;
            case "cross" -> JoinType.CROSS;
            case "left", "leftouter" -> JoinType.LEFT_OUTER;
            case "right", "rightouter" -> JoinType.RIGHT_OUTER;
            case "outer", "full", "fullouter" -> JoinType.FULL_OUTER;
            case "semi", "leftsemi" -> JoinType.LEFT_SEMI;
            case "anti", "leftanti" -> JoinType.LEFT_ANTI;
            default ->
                throw new IllegalArgumentException("no join type '" + name + "': inner, cross, left, right, full, "
                        + "left_semi, left_anti and their other names are");
        };
    }

    // ---- views

    public void createOrReplaceTempView(String name) {
        session.catalog().put(name, new CatalogEntry.View(relation, List.of()));
    }

    public void createTempView(String name) {
        if (!session.catalog().putIfAbsent(name, new CatalogEntry.View(relation, List.of()))) {
            throw ErrorCondition.TEMP_TABLE_OR_VIEW_ALREADY_EXISTS
                    .error()
                    .with("relationName", Field.quote(name))
                    .build();
        }
    }

    // ---- running

    /// Sets up the query as a stream.
    ///
    /// @throws dev.sluice.error.AnalysisException if it reads no stream
    public DataStreamWriter writeStream() {
        if (!isStreaming())
            throw ErrorCondition.WRITE_STREAM_NOT_ALLOWED.error().build();
        return new DataStreamWriter(this);
    }

    List<Chunk> chunks() {
        return new BatchQuery(session, plan).run();
    }

    public List<Row> collectAsList() {
        DataType.Struct schema = schema();
        List<Row> rows = new ArrayList<>();
        for (Chunk chunk : chunks()) {
            for (int i = 0; i < chunk.rowCount(); i++) {
                rows.add(JavaValues.row(Values.row(chunk, chunk.selection().row(i), schema), schema));
            }
        }
        return rows;
    }

    public Row[] collect() {
        return collectAsList().toArray(Row[]::new);
    }

    public Iterator<Row> toLocalIterator() {
        return collectAsList().iterator();
    }

    public List<Row> takeAsList(int count) {
        return limit(count).collectAsList();
    }

    public Row[] take(int count) {
        return takeAsList(count).toArray(Row[]::new);
    }

    public Row[] head(int count) {
        return take(count);
    }

    /// The first row.
    ///
    /// @throws java.util.NoSuchElementException if there is none
    public Row head() {
        return takeAsList(1).getFirst();
    }

    public Row first() {
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
        List<String> lines = new ArrayList<>();
        for (Chunk chunk : chunks()) {
            for (int i = 0; i < chunk.rowCount(); i++) {
                var line = new StringBuilder();
                JsonText.append(
                        line,
                        chunk,
                        chunk.selection().row(i),
                        schema(),
                        session.conf().zone());
                lines.add(line.toString());
            }
        }
        return lines;
    }

    public void show() {
        show(20, true);
    }

    public void show(int numRows) {
        show(numRows, true);
    }

    public void show(boolean truncate) {
        show(20, truncate);
    }

    public void show(int numRows, boolean truncate) {
        show(numRows, truncate ? 20 : 0, false);
    }

    /// @param truncate how many characters of a value are shown; 0 means all
    public void show(int numRows, int truncate, boolean vertical) {
        session.output().println(showString(numRows, truncate, vertical));
    }

    /// What [#show] prints.
    public String showString(int numRows, int truncate, boolean vertical) {
        int asked = Math.max(0, Math.min(numRows, Integer.MAX_VALUE - 16));
        List<Chunk> rows = limit(asked + 1).chunks();
        var table = new TextTable(schema(), asked, truncate, session.conf().zone());
        rows.forEach(table::add);
        return vertical ? table.vertical() : table.horizontal();
    }

    // ---- plans

    public void explain() {
        explain("simple");
    }

    public void explain(boolean extended) {
        explain(extended ? "extended" : "simple");
    }

    /// @param mode `simple`, `extended`, or another of Spark's, which show what extended shows
    public void explain(String mode) {
        session.output().println(explainString(mode));
    }

    /// What [#explain] prints.
    public String explainString(String mode) {
        Map<String, String> stages = new LinkedHashMap<>();
        boolean all = !mode.equalsIgnoreCase("simple") && !mode.equalsIgnoreCase("formatted");
        var batch = new BatchQuery(session, plan);
        if (all) {
            stages.put("Analyzed Logical Plan", plan.schema().toDdl() + "\n" + PlanText.of(plan));
            stages.put("Optimized Logical Plan", PlanText.of(batch.optimized()));
        }
        stages.put("Physical Plan", physicalText(batch));
        return stages.entrySet().stream()
                .map(stage -> "== " + stage.getKey() + " ==\n" + stage.getValue())
                .collect(Collectors.joining("\n"));
    }

    private String physicalText(BatchQuery batch) {
        if (isStreaming()) return new DataStreamWriter(this).physicalText();
        return TreeText.of(batch.physical(), PhysicalPlan::children, PhysicalPlan::describe);
    }

    static List<Expr> exprs(Column... columns) {
        return Arrays.stream(columns).map(Column::expr).toList();
    }
}
