/// Decides how a plan is done: which operators, where rows are exchanged, which side of a join is held.
@NullMarked
package dev.sluice.planner;

import org.jspecify.annotations.NullMarked;
