/// Says a plan cheaper without changing what it means.
///
/// A [dev.sluice.optimizer.Rule] is one file in `optimizer.rule`, with a drawing of before and after, and one line in
/// [dev.sluice.optimizer.Optimizer]. Never here: decisions about how something is done (`dev.sluice.planner`).
@NullMarked
package dev.sluice.optimizer;

import org.jspecify.annotations.NullMarked;
