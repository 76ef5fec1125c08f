/// What programs give to typed Datasets: functions, with Spark's names, to be said as lambdas.
///
/// A function may throw anything; that ends the query.
@NullMarked
package dev.sluice.api.function;

import org.jspecify.annotations.NullMarked;
