package dev.sluice.api;

import dev.sluice.api.function.FilterFunction;
import dev.sluice.ast.Relation;
import java.util.List;

/// A Dataset of [Row]s: Spark's `Dataset<Row>`. Its methods are those of [Dataset]; what gives rows of the same kind
/// gives a DataFrame here.
public final class DataFrame extends Dataset<Row> {

    DataFrame(Session session, Relation relation) {
        super(session, relation, null);
    }

    @Override
    DataFrame with(Relation other) {
        return new DataFrame(sparkSession(), other);
    }

    @Override
    public DataFrame same() {
        return this;
    }

    @Override
    public DataFrame cache() {
        return this;
    }

    @Override
    public DataFrame persist() {
        return this;
    }

    @Override
    public DataFrame repartition(int partitions) {
        return this;
    }

    @Override
    public DataFrame coalesce(int partitions) {
        return this;
    }

    @Override
    public DataFrame toDF() {
        return this;
    }

    @Override
    public DataFrame filter(FilterFunction<Row> function) {
        return (DataFrame) super.filter(function);
    }

    @Override
    public DataFrame alias(String name) {
        return (DataFrame) super.alias(name);
    }

    @Override
    public DataFrame as(String name) {
        return (DataFrame) super.as(name);
    }

    @Override
    public DataFrame filter(Column condition) {
        return (DataFrame) super.filter(condition);
    }

    @Override
    public DataFrame filter(String condition) {
        return (DataFrame) super.filter(condition);
    }

    @Override
    public DataFrame where(Column condition) {
        return (DataFrame) super.where(condition);
    }

    @Override
    public DataFrame where(String condition) {
        return (DataFrame) super.where(condition);
    }

    @Override
    public DataFrame withWatermark(String eventTime, String delayThreshold) {
        return (DataFrame) super.withWatermark(eventTime, delayThreshold);
    }

    @Override
    public DataFrame distinct() {
        return (DataFrame) super.distinct();
    }

    @Override
    public DataFrame dropDuplicates() {
        return (DataFrame) super.dropDuplicates();
    }

    @Override
    public DataFrame dropDuplicates(String... columns) {
        return (DataFrame) super.dropDuplicates(columns);
    }

    @Override
    public DataFrame dropDuplicates(List<String> columns) {
        return (DataFrame) super.dropDuplicates(columns);
    }

    @Override
    public DataFrame dropDuplicatesWithinWatermark() {
        return (DataFrame) super.dropDuplicatesWithinWatermark();
    }

    @Override
    public DataFrame dropDuplicatesWithinWatermark(String... columns) {
        return (DataFrame) super.dropDuplicatesWithinWatermark(columns);
    }

    @Override
    public DataFrame dropDuplicatesWithinWatermark(List<String> columns) {
        return (DataFrame) super.dropDuplicatesWithinWatermark(columns);
    }

    @Override
    public DataFrame orderBy(Column... columns) {
        return (DataFrame) super.orderBy(columns);
    }

    @Override
    public DataFrame orderBy(String first, String... rest) {
        return (DataFrame) super.orderBy(first, rest);
    }

    @Override
    public DataFrame sort(Column... columns) {
        return (DataFrame) super.sort(columns);
    }

    @Override
    public DataFrame sort(String first, String... rest) {
        return (DataFrame) super.sort(first, rest);
    }

    @Override
    public DataFrame limit(int count) {
        return (DataFrame) super.limit(count);
    }

    @Override
    public DataFrame offset(int count) {
        return (DataFrame) super.offset(count);
    }

    @Override
    public DataFrame union(Dataset<Row> other) {
        return (DataFrame) super.union(other);
    }

    @Override
    public DataFrame unionAll(Dataset<Row> other) {
        return (DataFrame) super.unionAll(other);
    }

    @Override
    public DataFrame unionByName(Dataset<Row> other) {
        return (DataFrame) super.unionByName(other);
    }

    @Override
    public DataFrame unionByName(Dataset<Row> other, boolean allowMissingColumns) {
        return (DataFrame) super.unionByName(other, allowMissingColumns);
    }

    @Override
    public DataFrame except(Dataset<Row> other) {
        return (DataFrame) super.except(other);
    }

    @Override
    public DataFrame observe(String name, Column expr, Column... exprs) {
        return (DataFrame) super.observe(name, expr, exprs);
    }

    @Override
    public DataFrame observe(Observation observation, Column expr, Column... exprs) {
        return (DataFrame) super.observe(observation, expr, exprs);
    }

    @Override
    public DataFrame exceptAll(Dataset<Row> other) {
        return (DataFrame) super.exceptAll(other);
    }

    @Override
    public DataFrame intersect(Dataset<Row> other) {
        return (DataFrame) super.intersect(other);
    }

    @Override
    public DataFrame intersectAll(Dataset<Row> other) {
        return (DataFrame) super.intersectAll(other);
    }

    @Override
    public DataFrame sortWithinPartitions(Column... columns) {
        return (DataFrame) super.sortWithinPartitions(columns);
    }

    @Override
    public DataFrame sortWithinPartitions(String first, String... rest) {
        return (DataFrame) super.sortWithinPartitions(first, rest);
    }

    @Override
    public DataFrame localCheckpoint() {
        return (DataFrame) super.localCheckpoint();
    }

    @Override
    public DataFrame localCheckpoint(boolean eager) {
        return (DataFrame) super.localCheckpoint(eager);
    }

    @Override
    public DataFrame checkpoint() {
        return (DataFrame) super.checkpoint();
    }

    @Override
    public DataFrame checkpoint(boolean eager) {
        return (DataFrame) super.checkpoint(eager);
    }
}
