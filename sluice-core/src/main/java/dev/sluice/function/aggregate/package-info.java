/// The functions of many rows, one file each, and their list, [dev.sluice.function.aggregate.AggregateFunctions#ALL].
///
/// What several of them do alike is an accumulator of its own: [dev.sluice.function.aggregate.LongSum],
/// [dev.sluice.function.aggregate.Extremes]. Accumulators hold no state themselves: it is in the columns they are
/// handed.
@NullMarked
package dev.sluice.function.aggregate;

import org.jspecify.annotations.NullMarked;
