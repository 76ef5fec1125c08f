package dev.sluice.api;

import dev.sluice.ast.Relation.GroupingSets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the rows of a [Dataset] are grouped.
abstract class GroupableRows {

    GroupableRows() {}

    /// @param sets as in [dev.sluice.ast.Relation.Aggregate]
    abstract RelationalGroupedDataset grouped(@Nullable List<List<Integer>> sets, Column... columns);

    public RelationalGroupedDataset groupBy(Column... columns) {
        return grouped(null, columns);
    }

    public RelationalGroupedDataset groupBy(String first, String... rest) {
        return groupBy(functions.cols(first, rest));
    }

    /// Groups by all keys, by all but the last, and so on to one group of everything.
    public RelationalGroupedDataset rollup(Column... columns) {
        return grouped(GroupingSets.rollup(GroupingSets.single(columns.length)), columns);
    }

    public RelationalGroupedDataset rollup(String first, String... rest) {
        return rollup(functions.cols(first, rest));
    }

    /// Groups by each choice of the keys.
    public RelationalGroupedDataset cube(Column... columns) {
        return grouped(GroupingSets.cube(GroupingSets.single(columns.length)), columns);
    }

    public RelationalGroupedDataset cube(String first, String... rest) {
        return cube(functions.cols(first, rest));
    }

    public DataFrame agg(Column first, Column... rest) {
        return groupBy().agg(first, rest);
    }
}
