/// Time, threads and chance: what the engine takes from the machine, in one place, so that tests can replace it.
///
/// A test bans the system clock, threads and random numbers everywhere else.
@NullMarked
package dev.sluice.machine;

import org.jspecify.annotations.NullMarked;
