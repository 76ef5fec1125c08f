/// Functions that take functions, one file a function.
///
/// A lambda function's body is computed for the items of all rows of a chunk at once, side by side
/// ([dev.sluice.function.lambda.Items]); where one item's value depends on that of another, as in `aggregate`, item
/// after item, but of all rows at once ([dev.sluice.function.lambda.Steps]).
@NullMarked
package dev.sluice.function.lambda;

import org.jspecify.annotations.NullMarked;
