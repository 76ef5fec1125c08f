package dev.sluice.connect.client;

import dev.sluice.ast.Expr;
import dev.sluice.ast.Relation;
import dev.sluice.builtin.KeptRows;
import dev.sluice.connect.ArrowWriter;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.spark.connect.proto.Aggregate;
import org.apache.spark.connect.proto.CollectMetrics;
import org.apache.spark.connect.proto.Deduplicate;
import org.apache.spark.connect.proto.Drop;
import org.apache.spark.connect.proto.Expression;
import org.apache.spark.connect.proto.Filter;
import org.apache.spark.connect.proto.Join;
import org.apache.spark.connect.proto.LateralJoin;
import org.apache.spark.connect.proto.Limit;
import org.apache.spark.connect.proto.LocalRelation;
import org.apache.spark.connect.proto.Offset;
import org.apache.spark.connect.proto.Project;
import org.apache.spark.connect.proto.Range;
import org.apache.spark.connect.proto.Read;
import org.apache.spark.connect.proto.RelationCommon;
import org.apache.spark.connect.proto.SQL;
import org.apache.spark.connect.proto.SetOperation;
import org.apache.spark.connect.proto.Sort;
import org.apache.spark.connect.proto.SubqueryAlias;
import org.apache.spark.connect.proto.ToDF;
import org.apache.spark.connect.proto.Unpivot;
import org.apache.spark.connect.proto.UnresolvedTableValuedFunction;
import org.apache.spark.connect.proto.WithColumns;
import org.apache.spark.connect.proto.WithColumnsRenamed;
import org.apache.spark.connect.proto.WithRelations;
import org.apache.spark.connect.proto.WithWatermark;

/// Relations of the engine's trees as messages. What was said in SQL goes as it was said; what the methods of
/// DataFrames say has a message each.
///
/// One is made for each plan, since a plan brings the queries along that its subqueries mean.
final class SaidRelations {

    private final BufferAllocator allocator;
    private final String zone;
    private final Map<Long, Long> frames = new HashMap<>();
    private final List<org.apache.spark.connect.proto.Relation> queries = new ArrayList<>();
    private final SaidExpressions expressions = new SaidExpressions(this::query, this::frame);
    private long lastQuery = -1;

    private SaidRelations(BufferAllocator allocator, String zone) {
        this.allocator = allocator;
        this.zone = zone;
    }

    /// @param zone of the session's timestamps
    /// @throws dev.sluice.error.SluiceException if a cluster has no words for it
    static org.apache.spark.connect.proto.Relation write(Relation said, BufferAllocator allocator, String zone) {
        var relations = new SaidRelations(allocator, zone);
        var root = relations.write(said);
        if (relations.queries.isEmpty()) return root;
        return message()
                .setWithRelations(WithRelations.newBuilder().setRoot(root).addAllReferences(relations.queries))
                .build();
    }

    private static org.apache.spark.connect.proto.Relation.Builder message() {
        return org.apache.spark.connect.proto.Relation.newBuilder();
    }

    /// @return the id that the query has in the plan
    private long query(Relation query) {
        long id = lastQuery--;
        queries.add(write(query).toBuilder()
                .setCommon(RelationCommon.newBuilder().setPlanId(id))
                .build());
        return id;
    }

    private long frame(long frame) {
        return frames.getOrDefault(frame, frame);
    }

    private org.apache.spark.connect.proto.Relation write(Relation said) {
        return switch (said) {
            case Relation.Tagged(Relation input, long frame) -> tagged(input, frame);
            case Relation.Sql(String text, _, Map<String, Relation> tables) -> sql(text, tables);
            case Relation.Encoded(Relation input, _) -> write(input);
            case Relation.Requiring(Relation input, _) -> write(input);
            case Relation.Distribute(Relation input, _) -> write(input);

            case Relation.OneRow _ ->
                message().setProject(Project.getDefaultInstance()).build();
            case Relation.Table table -> table(table);
            case Relation.Read read -> read(read);
            case Relation.TableFunction function -> function(function);
            case Relation.LocalRows(var schema, var rows) -> local(schema, Values.chunk(schema, rows));
            case Relation.Input(KeptRows rows) ->
                local(
                        rows.schema(),
                        Chunk.concat(
                                rows.schema().fields().stream().map(Field::type).toList(), rows.chunks()));

            case Relation.Project(Relation input, List<Expr> columns, _) -> {
                var project = Project.newBuilder();
                if (!(input instanceof Relation.OneRow)) project.setInput(write(input));
                yield message()
                        .setProject(project.addAllExpressions(expressions.write(columns)))
                        .build();
            }
            case Relation.Filter(Relation input, Expr condition) ->
                message()
                        .setFilter(
                                Filter.newBuilder().setInput(write(input)).setCondition(expressions.write(condition)))
                        .build();
            case Relation.Aggregate aggregate -> aggregate(aggregate);
            case Relation.Sort(Relation input, List<Relation.SortKey> keys, _) -> {
                var sort = Sort.newBuilder().setInput(write(input)).setIsGlobal(true);
                keys.forEach(key -> sort.addOrder(expressions.sortKey(key)));
                yield message().setSort(sort).build();
            }
            case Relation.Limit(Relation input, Expr count, _) ->
                message()
                        .setLimit(Limit.newBuilder().setInput(write(input)).setLimit(number(count)))
                        .build();
            case Relation.Offset(Relation input, Expr count, _) ->
                message()
                        .setOffset(Offset.newBuilder().setInput(write(input)).setOffset(number(count)))
                        .build();
            case Relation.Distinct(Relation input) -> deduplicated(new Relation.Deduplicate(input, null, false));
            case Relation.Deduplicate deduplicate -> deduplicated(deduplicate);
            case Relation.Aliased(Relation input, String name, List<String> columns, _) ->
                aliased(input, name, columns);
            case Relation.WithColumns(Relation input, List<String> names, List<Expr> values) -> {
                var with = WithColumns.newBuilder().setInput(write(input));
                for (int i = 0; i < names.size(); i++) {
                    with.addAliases(Expression.Alias.newBuilder()
                            .addName(names.get(i))
                            .setExpr(expressions.write(values.get(i))));
                }
                yield message().setWithColumns(with).build();
            }
            case Relation.Renamed(Relation input, Map<String, String> names) -> {
                var renamed = WithColumnsRenamed.newBuilder().setInput(write(input));
                names.forEach((name, other) -> renamed.addRenames(
                        WithColumnsRenamed.Rename.newBuilder().setColName(name).setNewColName(other)));
                yield message().setWithColumnsRenamed(renamed).build();
            }
            case Relation.Dropped(Relation input, List<Expr.Name> columns) -> {
                var drop = Drop.newBuilder().setInput(write(input));
                for (Expr.Name column : columns) {
                    if (column.frame() == null && column.parts().size() == 1) {
                        drop.addColumnNames(column.parts().getFirst());
                    } else {
                        drop.addColumns(expressions.write(column));
                    }
                }
                yield message().setDrop(drop).build();
            }
            case Relation.Watermark(Relation input, Expr time, long delayMillis, _, _) -> {
                if (!(time instanceof Expr.Name name)) {
                    throw SaidExpressions.cannot("a watermark of an expression; make it a column first");
                }
                yield message()
                        .setWithWatermark(WithWatermark.newBuilder()
                                .setInput(write(input))
                                .setEventTime(SaidExpressions.unparsed(name.parts()))
                                .setDelayThreshold(delayMillis + " milliseconds"))
                        .build();
            }
            case Relation.Observe(Relation input, String name, List<Expr> metrics, _) ->
                message()
                        .setCollectMetrics(CollectMetrics.newBuilder()
                                .setInput(write(input))
                                .setName(name)
                                .addAllMetrics(expressions.write(metrics)))
                        .build();

            case Relation.Union(Relation left, Relation right, boolean byName, boolean allowMissing, _) ->
                set(left, right, SetOperation.SetOpType.SET_OP_TYPE_UNION, true, byName, allowMissing);
            case Relation.SetOperation(Relation left, Relation right, String operator, boolean all, _) ->
                set(
                        left,
                        right,
                        operator.equals("EXCEPT")
                                ? SetOperation.SetOpType.SET_OP_TYPE_EXCEPT
                                : SetOperation.SetOpType.SET_OP_TYPE_INTERSECT,
                        all,
                        false,
                        false);
            case Relation.Join join -> join(join);
            case Relation.Pivot pivot -> pivot(pivot);
            case Relation.Unpivot unpivot -> unpivot(unpivot);

            case Relation.UserRows _, Relation.UserFilter _, Relation.UserGroups _ ->
                throw SaidExpressions.cannot(
                        "code of this program, which map, flatMap, filter, groupByKey and their like"
                                + " would call with rows; say it with columns or SQL");
            case Relation.Input _ -> throw SaidExpressions.cannot("rows that this program holds");
            case Relation.Values _,
                    Relation.PipeAggregate _,
                    Relation.Generate _,
                    Relation.Qualify _,
                    Relation.Lateral _,
                    Relation.With _,
                    Relation.Shared _ ->
                throw SaidExpressions.cannot("a " + said.getClass().getSimpleName() + " outside of SQL");
        };
    }

    /// A message has one id: of frames one in the other, columns of each mean the outer.
    private org.apache.spark.connect.proto.Relation tagged(Relation input, long frame) {
        Relation inner = input;
        while (inner instanceof Relation.Tagged(Relation next, long other)) {
            frames.put(other, frame);
            inner = next;
        }
        return write(inner).toBuilder()
                .setCommon(RelationCommon.newBuilder().setPlanId(frame))
                .build();
    }

    // ---- where rows come from

    private org.apache.spark.connect.proto.Relation sql(String text, Map<String, Relation> tables) {
        var root = message().setSql(SQL.newBuilder().setQuery(text)).build();
        if (tables.isEmpty()) return root;
        var with = WithRelations.newBuilder().setRoot(root);
        tables.forEach((name, table) -> with.addReferences(message()
                .setCommon(RelationCommon.newBuilder().setPlanId(lastQuery--))
                .setSubqueryAlias(
                        SubqueryAlias.newBuilder().setInput(write(table)).setAlias(name))));
        return message().setWithRelations(with).build();
    }

    private static org.apache.spark.connect.proto.Relation table(Relation.Table table) {
        return message()
                .setRead(Read.newBuilder()
                        .setIsStreaming(table.stream())
                        .setNamedTable(Read.NamedTable.newBuilder()
                                .setUnparsedIdentifier(SaidExpressions.unparsed(table.name()))
                                .putAllOptions(table.options())))
                .build();
    }

    private static org.apache.spark.connect.proto.Relation read(Relation.Read read) {
        var source = Read.DataSource.newBuilder().setFormat(read.format()).putAllOptions(read.options());
        DataType.Struct schema = read.schema();
        if (schema != null) source.setSchema(schema.toJson().toText());
        return message()
                .setRead(Read.newBuilder().setIsStreaming(read.stream()).setDataSource(source))
                .build();
    }

    private org.apache.spark.connect.proto.Relation function(Relation.TableFunction function) {
        if (function.name().equalsIgnoreCase("range") && function.args().size() == 3) {
            List<Long> bounds = new ArrayList<>();
            for (Expr bound : function.args()) {
                if (bound instanceof Expr.Literal(Number value, _, _)) bounds.add(value.longValue());
            }
            if (bounds.size() == 3) {
                return message()
                        .setRange(Range.newBuilder()
                                .setStart(bounds.get(0))
                                .setEnd(bounds.get(1))
                                .setStep(bounds.get(2)))
                        .build();
            }
        }
        return message()
                .setUnresolvedTableValuedFunction(UnresolvedTableValuedFunction.newBuilder()
                        .setFunctionName(function.name())
                        .addAllArguments(expressions.write(function.args())))
                .build();
    }

    private org.apache.spark.connect.proto.Relation local(DataType.Struct schema, Chunk rows) {
        return message()
                .setLocalRelation(LocalRelation.newBuilder()
                        .setData(new ArrowWriter(allocator, schema, zone).write(rows))
                        .setSchema(schema.toJson().toText()))
                .build();
    }

    // ---- one input

    private org.apache.spark.connect.proto.Relation aliased(Relation input, String name, List<String> columns) {
        var inner = write(input);
        if (!columns.isEmpty()) {
            inner = message()
                    .setToDf(ToDF.newBuilder().setInput(inner).addAllColumnNames(columns))
                    .build();
        }
        if (name.isEmpty()) return inner;
        return message()
                .setSubqueryAlias(SubqueryAlias.newBuilder().setInput(inner).setAlias(name))
                .build();
    }

    private org.apache.spark.connect.proto.Relation deduplicated(Relation.Deduplicate said) {
        var deduplicate =
                Deduplicate.newBuilder().setInput(write(said.input())).setWithinWatermark(said.withinWatermark());
        List<String> columns = said.columns();
        if (columns == null) deduplicate.setAllColumnsAsKeys(true);
        else deduplicate.addAllColumnNames(columns);
        return message().setDeduplicate(deduplicate).build();
    }

    private static int number(Expr count) {
        if (count instanceof Expr.Literal(Integer value, _, _)) return value;
        throw SaidExpressions.cannot("a LIMIT or OFFSET that is no number outside of SQL");
    }

    // ---- groups

    /// The columns of a message are its keys, and then the others, as the methods of DataFrames have them.
    private org.apache.spark.connect.proto.Relation aggregate(Relation.Aggregate said) {
        List<Expr> keys = said.grouping();
        List<Expr> columns = said.columns();
        if (said.having() != null || columns.size() < keys.size()) throw unusual();
        for (int i = 0; i < keys.size(); i++) {
            if (!value(columns.get(i)).equals(value(keys.get(i)))) throw unusual();
        }
        var aggregate = Aggregate.newBuilder()
                .setInput(write(said.input()))
                .addAllGroupingExpressions(expressions.write(columns.subList(0, keys.size())))
                .addAllAggregateExpressions(expressions.write(columns.subList(keys.size(), columns.size())));
        List<List<Integer>> sets = said.sets();
        if (sets == null) {
            aggregate.setGroupType(Aggregate.GroupType.GROUP_TYPE_GROUPBY);
        } else {
            aggregate.setGroupType(Aggregate.GroupType.GROUP_TYPE_GROUPING_SETS);
            for (List<Integer> set : sets) {
                aggregate.addGroupingSets(Aggregate.GroupingSets.newBuilder()
                        .addAllGroupingSet(
                                expressions.write(set.stream().map(keys::get).toList())));
            }
        }
        return message().setAggregate(aggregate).build();
    }

    private static RuntimeException unusual() {
        return SaidExpressions.cannot("groups without their keys as the first columns, or HAVING, outside of SQL");
    }

    private static Expr value(Expr key) {
        return key instanceof Expr.Alias(Expr value, _, _) ? value : key;
    }

    private org.apache.spark.connect.proto.Relation pivot(Relation.Pivot said) {
        List<Expr> keys = said.grouping();
        boolean plain = keys != null && said.columns().size() == 1;
        if (!plain || said.values().stream().anyMatch(value -> value.name() != null)) {
            throw SaidExpressions.cannot("a pivot over several columns, or with names, outside of SQL");
        }
        var pivot = Aggregate.Pivot.newBuilder()
                .setCol(expressions.write(said.columns().getFirst()));
        for (Relation.PivotValue value : said.values()) {
            if (!(value.parts().getFirst() instanceof Expr.Literal constant)) {
                throw SaidExpressions.cannot("a pivot by a value that is no constant");
            }
            pivot.addValues(SaidLiterals.write(constant.value(), constant.type()));
        }
        return message()
                .setAggregate(Aggregate.newBuilder()
                        .setInput(write(said.input()))
                        .setGroupType(Aggregate.GroupType.GROUP_TYPE_PIVOT)
                        .addAllGroupingExpressions(expressions.write(keys == null ? List.of() : keys))
                        .addAllAggregateExpressions(expressions.write(said.aggregates()))
                        .setPivot(pivot))
                .build();
    }

    private org.apache.spark.connect.proto.Relation unpivot(Relation.Unpivot said) {
        // The method has selected what stays, and then what becomes rows.
        if (!(said.input() instanceof Relation.Tagged(Relation.Project(_, List<Expr> columns, _), _))) {
            throw SaidExpressions.cannot("UNPIVOT outside of SQL");
        }
        List<Expr> values =
                said.sets().stream().flatMap(set -> set.columns().stream()).toList();
        return message()
                .setUnpivot(Unpivot.newBuilder()
                        .setInput(write(said.input()))
                        .addAllIds(expressions.write(columns.subList(0, columns.size() - values.size())))
                        .setValues(Unpivot.Values.newBuilder().addAllValues(expressions.write(values)))
                        .setVariableColumnName(said.name())
                        .setValueColumnName(said.values().getFirst()))
                .build();
    }

    // ---- two inputs

    private org.apache.spark.connect.proto.Relation set(
            Relation left,
            Relation right,
            SetOperation.SetOpType type,
            boolean all,
            boolean byName,
            boolean allowMissing) {
        return message()
                .setSetOp(SetOperation.newBuilder()
                        .setLeftInput(write(left))
                        .setRightInput(write(right))
                        .setSetOpType(type)
                        .setIsAll(all)
                        .setByName(byName)
                        .setAllowMissingColumns(allowMissing))
                .build();
    }

    private org.apache.spark.connect.proto.Relation join(Relation.Join said) {
        if (said.natural()) throw SaidExpressions.cannot("NATURAL JOIN outside of SQL");
        if (said.right() instanceof Relation.Lateral(Relation right)) {
            var join = LateralJoin.newBuilder()
                    .setLeft(write(said.left()))
                    .setRight(write(right))
                    .setJoinType(type(said.type()));
            if (said.on() != null) join.setJoinCondition(expressions.write(said.on()));
            return message().setLateralJoin(join).build();
        }
        var join = Join.newBuilder()
                .setLeft(write(said.left()))
                .setRight(write(said.right()))
                .setJoinType(type(said.type()))
                .addAllUsingColumns(said.using());
        if (said.on() != null) join.setJoinCondition(expressions.write(said.on()));
        return message().setJoin(join).build();
    }

    private static Join.JoinType type(Relation.JoinType type) {
        return switch (type) {
            case INNER -> Join.JoinType.JOIN_TYPE_INNER;
            case CROSS -> Join.JoinType.JOIN_TYPE_CROSS;
            case LEFT_OUTER -> Join.JoinType.JOIN_TYPE_LEFT_OUTER;
            case RIGHT_OUTER -> Join.JoinType.JOIN_TYPE_RIGHT_OUTER;
            case FULL_OUTER -> Join.JoinType.JOIN_TYPE_FULL_OUTER;
            case LEFT_SEMI -> Join.JoinType.JOIN_TYPE_LEFT_SEMI;
            case LEFT_ANTI -> Join.JoinType.JOIN_TYPE_LEFT_ANTI;
        };
    }
}
