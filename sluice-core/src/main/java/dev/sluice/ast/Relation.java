package dev.sluice.ast;

import dev.sluice.api.function.MapFunction;
import dev.sluice.connector.StaticInput;
import dev.sluice.encoder.Encoder;
import dev.sluice.error.SourcePosition;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Something that has rows, as it was said.
public sealed interface Relation {

    /// One row without columns: a SELECT without FROM.
    record OneRow() implements Relation {}

    /// A table or view by name, or files by format and path (``json.`dir` ``).
    ///
    /// @param stream whether it was said `STREAM name`
    /// @param options what `WITH (…)` adds
    record Table(
            List<String> name,
            boolean stream,
            Map<String, String> options,
            @Nullable SourcePosition at) implements Relation {
        public Table {
            name = List.copyOf(name);
            options = Map.copyOf(options);
        }
    }

    /// What a DataFrameReader or DataStreamReader loads.
    ///
    /// @param schema what the user said, or null
    /// @param settled whether the schema is what the format made of it, and need not be asked for again
    record Read(
            String format,
            DataType.@Nullable Struct schema,
            Map<String, String> options,
            boolean stream,
            boolean settled)
            implements Relation {
        public Read(String format, DataType.@Nullable Struct schema, Map<String, String> options, boolean stream) {
            this(format, schema, options, stream, false);
        }

        public Read {
            options = Map.copyOf(options);
        }
    }

    /// A function in the place of a table: `range(10)`.
    record TableFunction(
            String name,
            List<Expr> args,
            boolean stream,
            @Nullable SourcePosition at) implements Relation {
        public TableFunction {
            args = List.copyOf(args);
        }
    }

    /// `VALUES (1, 'a'), (2, 'b')`.
    record Values(List<List<Expr>> rows, @Nullable SourcePosition at) implements Relation {
        public Values {
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /// Rows handed in by a program, values in the form of [Expr.Literal]; nested values as List, Map and List again.
    record LocalRows(DataType.Struct schema, List<List<@Nullable Object>> rows) implements Relation {}

    /// Rows that are there as a whole, under no name.
    record Input(StaticInput rows) implements Relation {}

    /// A query as it was said in SQL, for a cluster that reads SQL itself.
    ///
    /// @param query what the text means
    /// @param tables what those of its names stand for that were given here and not there
    record Sql(String text, Relation query, Map<String, Relation> tables) implements Relation {
        public Sql {
            tables = Map.copyOf(tables);
        }
    }

    record Filter(Relation input, Expr condition) implements Relation {}

    record Project(
            Relation input, List<Expr> columns, @Nullable SourcePosition at) implements Relation {
        public Project {
            columns = List.copyOf(columns);
        }
    }

    /// @param grouping the keys; ordinals (literals) mean output columns
    /// @param columns what is selected
    /// @param having the condition on groups, or null
    /// @param sets which keys, by their place, each of several groupings has (see [GroupingSets]); null for one
    ///     grouping by all of them
    record Aggregate(
            Relation input,
            List<Expr> grouping,
            List<Expr> columns,
            @Nullable Expr having,
            @Nullable List<List<Integer>> sets,
            @Nullable SourcePosition at)
            implements Relation {
        public Aggregate {
            grouping = List.copyOf(grouping);
            columns = List.copyOf(columns);
        }
    }

    /// `|> AGGREGATE values GROUP BY keys`: the keys come out in front. A number among them is the place of a column of
    /// the input.
    record PipeAggregate(
            Relation input,
            List<Expr> keys,
            List<Expr> values,
            @Nullable SourcePosition at) implements Relation {
        public PipeAggregate {
            keys = List.copyOf(keys);
            values = List.copyOf(values);
        }
    }

    /// The sets of keys, by their place, that words stand for.
    final class GroupingSets {

        private GroupingSets() {}

        /// So many keys, each a part by itself.
        public static List<List<Integer>> single(int count) {
            return IntStream.range(0, count).mapToObj(List::of).toList();
        }

        /// All, all but the last, and so on to none.
        public static List<List<Integer>> rollup(List<List<Integer>> parts) {
            List<List<Integer>> sets = new ArrayList<>();
            for (int count = parts.size(); count >= 0; count--) sets.add(flat(parts.subList(0, count)));
            return sets;
        }

        /// Every choice.
        public static List<List<Integer>> cube(List<List<Integer>> parts) {
            List<List<Integer>> sets = List.of(List.of());
            for (List<Integer> part : parts) sets = combined(sets, List.of(part, List.of()));
            return sets;
        }

        /// Each of one side with each of the other.
        public static List<List<Integer>> combined(List<List<Integer>> left, List<List<Integer>> right) {
            return left.stream()
                    .flatMap(first -> right.stream().map(second -> flat(List.of(first, second))))
                    .toList();
        }

        private static List<Integer> flat(List<List<Integer>> parts) {
            return parts.stream().flatMap(List::stream).toList();
        }
    }

    /// `LATERAL VIEW [OUTER] generator tableAlias AS columns`.
    record Generate(
            Relation input,
            Expr.Call generator,
            boolean outer,
            @Nullable String table,
            List<String> columns,
            @Nullable SourcePosition at)
            implements Relation {
        public Generate {
            columns = List.copyOf(columns);
        }
    }

    record Sort(
            Relation input, List<SortKey> keys, @Nullable SourcePosition at) implements Relation {
        public Sort {
            keys = List.copyOf(keys);
        }
    }

    /// @param everyColumn whether the value is the word ALL, which means every column that is shown (`ORDER BY ALL`)
    /// @param nullsFirst null means Spark's default: first when ascending, last when descending
    record SortKey(Expr value, boolean ascending, @Nullable Boolean nullsFirst, boolean everyColumn) {
        public SortKey(Expr value, boolean ascending, @Nullable Boolean nullsFirst) {
            this(value, ascending, nullsFirst, false);
        }

        /// The keys for a list of so many columns, in which none means all of them.
        public static List<SortKey> each(List<SortKey> keys, int columns) {
            return keys.stream().flatMap(key -> key.each(columns)).toList();
        }

        private Stream<SortKey> each(int columns) {
            if (!everyColumn) return Stream.of(this);
            return IntStream.rangeClosed(1, columns)
                    .mapToObj(i ->
                            new SortKey(new Expr.Literal(i, DataType.Atomic.INT, value.at()), ascending, nullsFirst));
        }

        public SortKey mapValue(UnaryOperator<Expr> change) {
            return everyColumn ? this : new SortKey(change.apply(value), ascending, nullsFirst);
        }
    }

    /// The rows of a SELECT for which a condition over its list, and over rows around them, holds: `QUALIFY`.
    ///
    /// @param input a [Project] or an [Aggregate]
    record Qualify(Relation input, Expr condition, @Nullable SourcePosition at) implements Relation {}

    /// The same rows: `DISTRIBUTE BY`. One process has nowhere to send them; only what is wrong with the values is
    /// told.
    record Distribute(Relation input, List<Expr> values) implements Relation {
        public Distribute {
            values = List.copyOf(values);
        }
    }

    record Limit(Relation input, Expr count, @Nullable SourcePosition at) implements Relation {}

    record Offset(Relation input, Expr count, @Nullable SourcePosition at) implements Relation {}

    record Distinct(Relation input) implements Relation {}

    /// One row of all that agree in some columns: `dropDuplicates`, for which SQL has no words.
    ///
    /// @param columns by name, each name meaning all columns that have it; null means every column
    /// @param withinWatermark whether rows agree only as long as the watermark allows for stragglers
    record Deduplicate(Relation input, @Nullable List<String> columns, boolean withinWatermark) implements Relation {
        public Deduplicate {
            columns = columns == null ? null : List.copyOf(columns);
        }
    }

    /// Rows of both, duplicates kept.
    record Union(
            Relation left,
            Relation right,
            boolean byName,
            boolean allowMissing,
            @Nullable SourcePosition at) implements Relation {}

    /// `EXCEPT` or `INTERSECT`.
    ///
    /// @param operator the word in upper case
    record SetOperation(
            Relation left,
            Relation right,
            String operator,
            boolean all,
            @Nullable SourcePosition at) implements Relation {}

    enum JoinType {
        INNER,
        CROSS,
        LEFT_OUTER,
        RIGHT_OUTER,
        FULL_OUTER,
        LEFT_SEMI,
        LEFT_ANTI
    }

    /// @param on the condition, or null
    /// @param using the columns that both sides share and the result has once
    /// @param natural whether all common columns are meant
    record Join(
            Relation left,
            Relation right,
            JoinType type,
            @Nullable Expr on,
            List<String> using,
            boolean natural,
            @Nullable SourcePosition at)
            implements Relation {
        public Join {
            using = List.copyOf(using);
        }
    }

    /// `LATERAL (SELECT …)` at the right of a join: for each row of the left side, what the input makes of it.
    record Lateral(Relation input) implements Relation {}

    /// `PIVOT (aggregates FOR columns IN (values))`: each value becomes columns.
    ///
    /// @param grouping what rows are grouped by, or null for the columns that are not read otherwise
    record Pivot(
            Relation input,
            @Nullable List<Expr> grouping,
            List<Expr> aggregates,
            List<Expr> columns,
            List<PivotValue> values,
            @Nullable SourcePosition at)
            implements Relation {
        public Pivot {
            grouping = grouping == null ? null : List.copyOf(grouping);
            aggregates = List.copyOf(aggregates);
            columns = List.copyOf(columns);
            values = List.copyOf(values);
        }
    }

    /// @param parts a constant for each column
    /// @param name of what it becomes, or null to call it as it is
    record PivotValue(List<Expr> parts, @Nullable String name) {
        public PivotValue {
            parts = List.copyOf(parts);
        }
    }

    /// `UNPIVOT (values FOR name IN (sets))`: a row for each set of columns.
    ///
    /// @param values the columns that take what is in the sets
    /// @param name the column that takes the name of the set
    record Unpivot(
            Relation input,
            boolean includesNulls,
            List<String> values,
            String name,
            List<UnpivotColumns> sets,
            @Nullable SourcePosition at)
            implements Relation {
        public Unpivot {
            values = List.copyOf(values);
            sets = List.copyOf(sets);
        }
    }

    /// @param name of the set, or null to call it as its columns are called
    record UnpivotColumns(List<Expr> columns, @Nullable String name) {
        public UnpivotColumns {
            columns = List.copyOf(columns);
        }
    }

    /// The input, which must have columns of these names.
    record Requiring(Relation input, List<Expr.Name> columns) implements Relation {
        public Requiring {
            columns = List.copyOf(columns);
        }
    }

    /// `WATERMARK time DELAY OF delay`: says which column is the time of events, and how late a row may be.
    ///
    /// @param time a column, or an expression with a name, which then is a column in front of the others
    /// @param delayMillis not negative
    /// @param said tells it from others, and is the same wherever a view that says it is read
    record Watermark(
            Relation input,
            Expr time,
            long delayMillis,
            Said said,
            @Nullable SourcePosition at) implements Relation {

        /// One saying of a watermark.
        public static final class Said {
            public Said() {}

            @Override
            public String toString() {
                return "said once";
            }
        }
    }

    /// The same rows, of which metrics are taken as they pass.
    ///
    /// @param metrics aggregates, or expressions over them
    /// @param taker tells these metrics from others of the same name, wherever the relation is read
    record Observe(Relation input, String name, List<Expr> metrics, MetricsTaker taker) implements Relation {
        public Observe {
            metrics = List.copyOf(metrics);
        }
    }

    /// A relation with a name and perhaps new column names: `(…) AS t (a, b)`.
    record Aliased(
            Relation input,
            String name,
            List<String> columns,
            @Nullable SourcePosition at) implements Relation {
        public Aliased {
            columns = List.copyOf(columns);
        }
    }

    /// `WITH name AS (…), … body`.
    record With(List<CommonTable> tables, Relation body) implements Relation {
        public With {
            tables = List.copyOf(tables);
        }
    }

    /// What several queries read together: `FROM rows INSERT INTO a SELECT … INSERT INTO b SELECT …`. In queries that
    /// are analyzed together the same one means the same rows, and a stream in it is read once.
    record Shared(Relation input) implements Relation {}

    /// That a common table may read itself: `WITH RECURSIVE`.
    ///
    /// @param most how many rounds there may be, or null if that is not said
    record Recursion(@Nullable Integer most, @Nullable SourcePosition at) {}

    /// @param recursion null if it can't read itself
    record CommonTable(
            String name,
            List<String> columns,
            Relation query,
            @Nullable Recursion recursion,
            @Nullable SourcePosition at) {
        public CommonTable {
            columns = List.copyOf(columns);
        }
    }

    /// The input with columns added, or replaced where the name is there.
    record WithColumns(Relation input, List<String> names, List<Expr> values) implements Relation {
        public WithColumns {
            names = List.copyOf(names);
            values = List.copyOf(values);
        }
    }

    /// The input with columns renamed; names that are not there are ignored, as in Spark.
    record Renamed(Relation input, Map<String, String> names) implements Relation {
        public Renamed {
            names = Map.copyOf(names);
        }
    }

    /// The input without these columns; what is not there is ignored, as in Spark.
    record Dropped(Relation input, List<Expr.Name> columns) implements Relation {
        public Dropped {
            columns = List.copyOf(columns);
        }
    }

    /// Rows as objects, through a program's code, as rows again.
    ///
    /// @param from how rows become objects
    /// @param to how what the code makes becomes rows
    record UserRows(Relation input, Encoder<?> from, RowsCode code, Encoder<?> to) implements Relation {}

    /// The rows that a program's code keeps: it makes a Boolean of each object.
    record UserFilter(Relation input, Encoder<?> from, RowsCode code, Encoder<Boolean> to) implements Relation {}

    /// Groups of objects, through a program's code, as rows again.
    ///
    /// @param initial what is remembered of groups before the first row, or null
    record UserGroups(Grouped groups, @Nullable Grouped initial, GroupCode code, Encoder<?> to) implements Relation {}

    /// Objects by a key that a program's code gives each.
    ///
    /// @param from how rows become objects
    /// @param key the key of each object
    /// @param keys how keys are kept
    /// @param values makes of an object what the group holds of it
    record Grouped(
            Relation input, Encoder<?> from, RowsCode key, Encoder<?> keys, MapFunction<Object, Object> values) {}

    /// The same rows for an encoder to read: as they are, if they can be read.
    record Encoded(Relation input, Encoder<?> encoder) implements Relation {}

    /// A DataFrame whose columns may be meant by [Expr.Name#frame].
    record Tagged(Relation input, long frame) implements Relation {}
}
