/// The functions of one row, one file each, and their list, [dev.sluice.function.scalar.ScalarFunctions#ALL].
///
/// Operators are functions named by their sign. What several functions share (loops over numbers, calendar arithmetic,
/// patterns) has a class of its own here. Never here: AND, OR, CASE, COALESCE, which don't look at all their arguments,
/// and structs: they are expressions.
@NullMarked
package dev.sluice.function.scalar;

import org.jspecify.annotations.NullMarked;
