/// What was said: statements, relations and expressions, before anything is looked up.
///
/// SQL text and the DataFrame API both build these trees, so meaning exists once, in `dev.sluice.analyzer`. A tree may
/// be wrong; it keeps positions so that an error can point at its place. Never here: resolved names, types of
/// expressions.
@NullMarked
package dev.sluice.ast;

import org.jspecify.annotations.NullMarked;
