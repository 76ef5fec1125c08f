/// What programs use, with Spark's names.
///
/// Start at [dev.sluice.api.Session]. A [dev.sluice.api.DataFrame] is a query that was said and checked; it runs when
/// its rows are asked for or, if it reads a stream, when its [dev.sluice.api.DataStreamWriter] starts a
/// [dev.sluice.api.StreamingQuery].
///
/// Never here: meaning. SQL and these classes build the same `ast`.
@NullMarked
package dev.sluice.api;

import org.jspecify.annotations.NullMarked;
