/// Runs expressions over chunks.
///
/// [dev.sluice.evaluator.EvaluatorCompiler] makes an [dev.sluice.evaluator.Evaluator] of an expression once; it is then
/// called for every chunk. Constants stay constants all the way up. Never here: what a function computes, which belongs
/// to its kernel.
@NullMarked
package dev.sluice.evaluator;

import org.jspecify.annotations.NullMarked;
