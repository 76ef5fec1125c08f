/// The format `jdbc`: tables of relational databases, read and written with Spark's options, and written by streams
/// exactly once.
///
/// Start at [dev.sluice.jdbc.JdbcProvider]; what a micro-batch does to a table is in [dev.sluice.jdbc.JdbcSink].
@NullMarked
package dev.sluice.jdbc;

import org.jspecify.annotations.NullMarked;
