/// Tests of streaming queries: what is fed, what must come out, many ways.
///
/// Start at [dev.sluice.testing.StreamScript], the Java form, with [dev.sluice.testing.StreamTest]; the same as text
/// files is [dev.sluice.testing.StreamScripts]. Both make a [dev.sluice.testing.Script], a list of
/// [dev.sluice.testing.ScriptStep]s, which is run in every [dev.sluice.testing.Way]: with restarts between the steps,
/// cut into other micro-batches, with other vectors, partitions, and as a batch query.
///
/// Everything happens in the test's own thread on a virtual clock, so nothing waits and tests may run side by side.
@NullMarked
package dev.sluice.testing;

import org.jspecify.annotations.NullMarked;
