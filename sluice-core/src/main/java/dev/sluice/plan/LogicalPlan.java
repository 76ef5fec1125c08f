package dev.sluice.plan;

import dev.sluice.ast.GroupCode;
import dev.sluice.ast.MetricsTaker;
import dev.sluice.ast.RowsCode;
import dev.sluice.catalog.StreamTable;
import dev.sluice.connector.StaticInput;
import dev.sluice.encoder.Encoder;
import dev.sluice.expression.AggregateCall;
import dev.sluice.expression.Column;
import dev.sluice.expression.Expression;
import dev.sluice.expression.Named;
import dev.sluice.expression.SortKey;
import dev.sluice.expression.WindowCall;
import dev.sluice.function.GeneratorFunction;
import dev.sluice.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a query means: relations over columns that have an identity and a type.
///
/// Nothing in it is unresolved, and nothing says how it is to be done.
public sealed interface LogicalPlan {

    /// The columns of the result, in order.
    List<Column> output();

    List<LogicalPlan> children();

    /// The same node over other children, which have the same columns.
    LogicalPlan withChildren(List<LogicalPlan> children);

    /// The rows of an input that is there as a whole.
    ///
    /// @param ordinals which columns of the input the output's columns are
    record Scan(StaticInput input, List<Integer> ordinals, List<Column> output) implements Leaf {
        public Scan {
            ordinals = List.copyOf(ordinals);
            output = List.copyOf(output);
        }
    }

    /// The rows of an input that goes on.
    ///
    /// @param id tells scans of the same stream in one query apart; its place among the query's sources
    /// @param ordinals which columns of the stream the output's columns are
    record StreamScan(StreamTable table, long id, List<Integer> ordinals, List<Column> output) implements Leaf {
        public StreamScan {
            ordinals = List.copyOf(ordinals);
            output = List.copyOf(output);
        }
    }

    /// Rows that were written out; their values may not depend on columns.
    record Values(List<Column> output, List<List<Expression>> rows) implements Leaf {
        public Values {
            output = List.copyOf(output);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    record Filter(LogicalPlan input, Expression condition) implements Unary {
        @Override
        public List<Column> output() {
            return input.output();
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new Filter(other, condition);
        }
    }

    record Project(LogicalPlan input, List<Named> columns) implements Unary {
        public Project {
            columns = List.copyOf(columns);
        }

        @Override
        public List<Column> output() {
            return columns.stream().map(Named::column).toList();
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new Project(other, columns);
        }
    }

    /// Says that a column is the time of events, and how far behind the newest of them a row may come.
    ///
    /// @param delayMillis not negative; a month counts 31 days, as in Spark
    /// @param said tells it from the query's other watermarks; where a stream with a watermark is read twice, there is
    ///     one, though what stands below may differ by then
    record Watermark(LogicalPlan input, Column time, long delayMillis, int said) implements Unary {
        @Override
        public List<Column> output() {
            return input.output();
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new Watermark(other, time, delayMillis, said);
        }
    }

    /// All rows of the input, of which metrics are taken as they pass. Rows are not kept from it, since they would not
    /// be counted.
    ///
    /// @param name of the metrics
    /// @param calls aggregates over all rows, none distinct
    /// @param metrics in terms of the aggregates
    /// @param taker is given them when a batch has run
    record CollectMetrics(
            LogicalPlan input, String name, List<AggregateCall> calls, List<Named> metrics, MetricsTaker taker)
            implements Unary {
        public CollectMetrics {
            calls = List.copyOf(calls);
            metrics = List.copyOf(metrics);
        }

        @Override
        public List<Column> output() {
            return input.output();
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new CollectMetrics(other, name, calls, metrics, taker);
        }
    }

    /// The rows of an operator's input that come too late for it, and why.
    ///
    /// @param time of each row, for the operator above: a timestamp, or a window, of which the end counts
    /// @param shiftMillis how far the operator's watermark lies from the query's
    /// @param reason in words
    /// @param made the columns that say why: the reason, the watermark that had passed, how far
    record LateRows(LogicalPlan input, Expression time, long shiftMillis, String reason, List<Column> made)
            implements Unary {
        public LateRows {
            made = List.copyOf(made);
        }

        @Override
        public List<Column> output() {
            return Stream.concat(input.output().stream(), made.stream()).toList();
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new LateRows(other, time, shiftMillis, reason, made);
        }
    }

    /// The input's columns beside functions over the rows that agree with a row in the partition.
    ///
    /// @param order of the rows of a partition, in which frames are counted
    /// @param calls at least one
    record Window(LogicalPlan input, List<Expression> partition, List<SortKey> order, List<WindowCall> calls)
            implements Unary {
        public Window {
            partition = List.copyOf(partition);
            order = List.copyOf(order);
            calls = List.copyOf(calls);
        }

        @Override
        public List<Column> output() {
            return Stream.concat(input.output().stream(), calls.stream().map(WindowCall::column))
                    .toList();
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new Window(other, partition, order, calls);
        }

        /// What it reads of its input.
        public List<Expression> reads() {
            return Stream.of(
                            partition.stream(),
                            order.stream().map(SortKey::expression),
                            calls.stream().flatMap(call -> call.reads().stream()))
                    .flatMap(each -> each)
                    .toList();
        }
    }

    /// The input's columns beside what a generator makes of each row.
    record Generate(
            LogicalPlan input, GeneratorFunction generator, Expression argument, boolean outer, List<Column> made)
            implements Unary {
        public Generate {
            made = List.copyOf(made);
        }

        @Override
        public List<Column> output() {
            return Stream.concat(input.output().stream(), made.stream()).toList();
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new Generate(other, generator, argument, outer, made);
        }
    }

    /// One row a group: the keys, then the aggregates. Without keys there is one group, even of no rows.
    ///
    /// @param session the key that is a session, if one is: groups whose sessions touch, and whose other keys are
    ///     equal, are one group with the session that spans theirs
    /// @param operator the stable id of its state in a streaming query (see [StateIds]), empty where it keeps none
    record Aggregate(
            LogicalPlan input,
            List<Named> keys,
            @Nullable Column session,
            List<AggregateCall> aggregates,
            String operator)
            implements Unary {
        public Aggregate(LogicalPlan input, List<Named> keys, List<AggregateCall> aggregates) {
            this(input, keys, null, aggregates, "");
        }

        public Aggregate {
            keys = List.copyOf(keys);
            aggregates = List.copyOf(aggregates);
            if (session != null && keys.stream().noneMatch(key -> key.column().equals(session))) {
                throw new IllegalArgumentException("the session is no key");
            }
        }

        @Override
        public List<Column> output() {
            return Stream.concat(
                            keys.stream().map(Named::column),
                            aggregates.stream().map(AggregateCall::column))
                    .toList();
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new Aggregate(other, keys, session, aggregates, operator);
        }
    }

    /// The first row of all that agree in the keys.
    ///
    /// @param keys columns of the input; without any, there is one row at most
    /// @param withinWatermark whether rows of a stream agree only while the first one is not older than the watermark's
    ///     delay; there is an event-time column then (see [EventTime])
    /// @param operator as in [Aggregate]
    record Deduplicate(LogicalPlan input, List<Column> keys, boolean withinWatermark, String operator)
            implements Unary {
        public Deduplicate(LogicalPlan input, List<Column> keys, boolean withinWatermark) {
            this(input, keys, withinWatermark, "");
        }

        public Deduplicate {
            keys = List.copyOf(keys);
        }

        @Override
        public List<Column> output() {
            return input.output();
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new Deduplicate(other, keys, withinWatermark, operator);
        }
    }

    /// Objects of the input's rows, through a program's code, in columns again.
    ///
    /// @param made the columns of what the code makes
    /// @param beside whether the code makes one object of each, whose columns stand beside those of the input
    record UserRows(
            LogicalPlan input,
            ObjectColumns objects,
            RowsCode code,
            Encoder<Object> to,
            List<Column> made,
            boolean beside)
            implements Unary {
        public UserRows {
            made = List.copyOf(made);
        }

        @Override
        public List<Column> output() {
            return beside
                    ? Stream.concat(input.output().stream(), made.stream()).toList()
                    : made;
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new UserRows(other, objects, code, to, made, beside);
        }
    }

    /// Groups of objects, through a program's code, in columns again.
    ///
    /// @param initial what is remembered of groups before the first row; without, there is one input
    /// @param made the columns of what the code makes
    /// @param operator as in [Aggregate], if the code remembers something
    record UserGroups(
            UserGroup groups,
            @Nullable UserGroup initial,
            GroupCode code,
            Encoder<Object> to,
            List<Column> made,
            String operator)
            implements LogicalPlan {
        public UserGroups {
            made = List.copyOf(made);
        }

        @Override
        public List<Column> output() {
            return made;
        }

        public LogicalPlan input() {
            return groups.input();
        }

        @Override
        public List<LogicalPlan> children() {
            return initial == null ? List.of(groups.input()) : List.of(groups.input(), initial.input());
        }

        @Override
        public LogicalPlan withChildren(List<LogicalPlan> children) {
            UserGroup other = initial == null ? null : initial.withInput(children.getLast());
            return new UserGroups(groups.withInput(children.getFirst()), other, code, to, made, operator);
        }
    }

    record Sort(LogicalPlan input, List<SortKey> keys) implements Unary {
        public Sort {
            keys = List.copyOf(keys);
        }

        @Override
        public List<Column> output() {
            return input.output();
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new Sort(other, keys);
        }
    }

    /// At most `count` rows behind the first `offset`.
    ///
    /// @param operator as in [Aggregate]
    record Limit(LogicalPlan input, long count, long offset, String operator) implements Unary {
        public Limit(LogicalPlan input, long count, long offset) {
            this(input, count, offset, "");
        }

        @Override
        public List<Column> output() {
            return input.output();
        }

        @Override
        public LogicalPlan withInput(LogicalPlan other) {
            return new Limit(other, count, offset, operator);
        }
    }

    /// All rows of all inputs, column by place.
    record Union(List<LogicalPlan> inputs, List<Column> output) implements LogicalPlan {
        public Union {
            inputs = List.copyOf(inputs);
            output = List.copyOf(output);
            for (LogicalPlan input : inputs) {
                if (input.output().size() != output.size()) throw new IllegalArgumentException("columns differ");
            }
        }

        @Override
        public List<LogicalPlan> children() {
            return inputs;
        }

        @Override
        public LogicalPlan withChildren(List<LogicalPlan> children) {
            return new Union(children, output);
        }
    }

    enum JoinKind {
        INNER,
        LEFT_OUTER,
        RIGHT_OUTER,
        FULL_OUTER,
        LEFT_SEMI,
        LEFT_ANTI;

        /// The name as Spark's errors write it.
        public String sql() {
            return switch (this) {
                case INNER -> "Inner";
                case LEFT_OUTER -> "LeftOuter";
                case RIGHT_OUTER -> "RightOuter";
                case FULL_OUTER -> "FullOuter";
                case LEFT_SEMI -> "LeftSemi";
                case LEFT_ANTI -> "LeftAnti";
            };
        }
    }

    /// Pairs of rows whose keys are equal and that fulfil the condition, if there is one.
    ///
    /// @param leftKeys of the same number and types as the right ones
    /// @param operator as in [Aggregate], where both sides are streams
    record Join(
            LogicalPlan left,
            LogicalPlan right,
            JoinKind kind,
            List<Expression> leftKeys,
            List<Expression> rightKeys,
            @Nullable Expression condition,
            String operator)
            implements LogicalPlan {
        public Join(
                LogicalPlan left,
                LogicalPlan right,
                JoinKind kind,
                List<Expression> leftKeys,
                List<Expression> rightKeys,
                @Nullable Expression condition) {
            this(left, right, kind, leftKeys, rightKeys, condition, "");
        }

        public Join {
            leftKeys = List.copyOf(leftKeys);
            rightKeys = List.copyOf(rightKeys);
            if (leftKeys.size() != rightKeys.size()) throw new IllegalArgumentException("keys differ in number");
        }

        @Override
        public List<Column> output() {
            boolean leftMayMiss = kind == JoinKind.RIGHT_OUTER || kind == JoinKind.FULL_OUTER;
            boolean rightMayMiss = kind == JoinKind.LEFT_OUTER || kind == JoinKind.FULL_OUTER;
            List<Column> columns = new ArrayList<>();
            left.output().forEach(c -> columns.add(leftMayMiss ? c.withNullable(true) : c));
            if (kind != JoinKind.LEFT_SEMI && kind != JoinKind.LEFT_ANTI) {
                right.output().forEach(c -> columns.add(rightMayMiss ? c.withNullable(true) : c));
            }
            return columns;
        }

        @Override
        public List<LogicalPlan> children() {
            return List.of(left, right);
        }

        @Override
        public LogicalPlan withChildren(List<LogicalPlan> children) {
            return new Join(children.get(0), children.get(1), kind, leftKeys, rightKeys, condition, operator);
        }

        /// Whether it has to remember the rows of both sides.
        public boolean joinsStreams() {
            return left.isStreaming() && right.isStreaming();
        }
    }

    /// A relation without inputs.
    sealed interface Leaf extends LogicalPlan {
        @Override
        default List<LogicalPlan> children() {
            return List.of();
        }

        @Override
        default LogicalPlan withChildren(List<LogicalPlan> children) {
            return this;
        }
    }

    /// A relation over one other.
    sealed interface Unary extends LogicalPlan {
        LogicalPlan input();

        LogicalPlan withInput(LogicalPlan other);

        @Override
        default List<LogicalPlan> children() {
            return List.of(input());
        }

        @Override
        default LogicalPlan withChildren(List<LogicalPlan> children) {
            return withInput(children.getFirst());
        }
    }

    /// Whether any of its inputs goes on.
    default boolean isStreaming() {
        return this instanceof StreamScan || children().stream().anyMatch(LogicalPlan::isStreaming);
    }

    default DataType.Struct schema() {
        return new DataType.Struct(output().stream().map(Column::field).toList());
    }

    /// Rewrites the tree from its leaves up.
    default LogicalPlan rewrite(UnaryOperator<LogicalPlan> change) {
        return change.apply(mapChildren(child -> child.rewrite(change)));
    }

    /// The same node with each child replaced; itself, if none changes.
    default LogicalPlan mapChildren(UnaryOperator<LogicalPlan> change) {
        List<LogicalPlan> before = children();
        List<LogicalPlan> after = before.stream().map(change).toList();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i) != after.get(i)) return withChildren(after);
        }
        return this;
    }

    /// The node and everything below it, parents first.
    default Stream<LogicalPlan> nodes() {
        return Stream.concat(Stream.of(this), children().stream().flatMap(LogicalPlan::nodes));
    }

    /// The first thing the function finds, parents first.
    default <T> Stream<T> collect(Function<LogicalPlan, Stream<T>> find) {
        return nodes().flatMap(find);
    }
}
