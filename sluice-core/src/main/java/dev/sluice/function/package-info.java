/// What functions are and do: names, types, documentation and kernels, as data.
///
/// A scalar function is one file in `function.scalar` and one line in its list `ScalarFunctions.ALL`; an aggregate
/// likewise in `function.aggregate`. [dev.sluice.function.Kernels] adapts plain Java to vectors, so that no function
/// spells out nulls, constants and dictionaries. Examples are run by a test, and the reference page is made of them.
///
/// Never here: how a call is resolved (`dev.sluice.analyzer`) or run (`dev.sluice.execution`).
@NullMarked
package dev.sluice.function;

import org.jspecify.annotations.NullMarked;
