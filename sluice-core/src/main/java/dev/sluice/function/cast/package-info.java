/// What CAST and TRY_CAST do, under ANSI rules.
///
/// [dev.sluice.function.cast.Casts] finds the kernel; one file a family of target types. Reading text lives here,
/// writing it in `dev.sluice.format`. Never here: which casts are put in without being asked
/// ([dev.sluice.function.ImplicitCasts]).
@NullMarked
package dev.sluice.function.cast;

import org.jspecify.annotations.NullMarked;
