/// A machine that crashes, loses power, reads short, and whose clock jumps, all from one seed, and whole queries on it.
///
/// [dev.sluice.testing.simulation.SimulatedDisk] is what survives, [dev.sluice.testing.simulation.SimulatedProcess]
/// what does not. They stand for the engine's seams, `Storage` and `Machine`; the engine knows nothing of them.
@NullMarked
package dev.sluice.testing.simulation;

import org.jspecify.annotations.NullMarked;
