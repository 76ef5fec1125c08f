/// Subqueries as joins.
///
/// A subquery that reads columns of the query around it would have to be run once a row. Here it becomes a relation of
/// its own, joined with the rows around it: conditions that compare with the outer row are pulled up into the join
/// ([dev.sluice.unnesting.PullUp]); where that can't be, the distinct values that are read of outer rows are carried
/// down through the subquery's plan ([dev.sluice.unnesting.Domain]). Source: Neumann and Kemper, *Unnesting Arbitrary
/// Queries* (BTW 2015); Spark's `PullupCorrelatedPredicates` and `DecorrelateInnerQuery`.
@NullMarked
package dev.sluice.unnesting;

import org.jspecify.annotations.NullMarked;
