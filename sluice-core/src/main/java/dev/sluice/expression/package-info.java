/// What expressions mean: trees that cannot be wrong.
///
/// [dev.sluice.expression.Expression] is the family; the analyzer makes it of what was said, the optimizer rewrites it,
/// `dev.sluice.evaluator` runs it. Never here: names to look up, values of rows.
@NullMarked
package dev.sluice.expression;

import org.jspecify.annotations.NullMarked;
