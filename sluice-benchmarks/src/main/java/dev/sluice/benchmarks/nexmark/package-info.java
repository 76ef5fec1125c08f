/// Nexmark: a benchmark of an auction house, of persons who offer things, auctions, and bids.
///
/// Written from the published descriptions (Tucker, Tufte, Papadimos and Maier, "NEXMark: A Benchmark for Queries over
/// Data Streams", and what the benchmarks of Beam and Flink say of their queries and proportions), not from anybody's
/// code, so the rows are not theirs. Start at [dev.sluice.benchmarks.nexmark.NexmarkEvents]; the queries are resources,
/// `nexmark/q0.sql` and on.
@NullMarked
package dev.sluice.benchmarks.nexmark;

import org.jspecify.annotations.NullMarked;
