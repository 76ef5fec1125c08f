/// What queries mean: relational trees that cannot be wrong.
///
/// [dev.sluice.plan.LogicalPlan] is the family. The analyzer makes it, the optimizer rewrites it, the planner decides
/// how it is done. Never here: names as said (`dev.sluice.ast`), ways of doing (`dev.sluice.execution`).
@NullMarked
package dev.sluice.plan;

import org.jspecify.annotations.NullMarked;
