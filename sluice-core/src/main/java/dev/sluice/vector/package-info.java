/// Rows in memory, column by column.
///
/// [dev.sluice.vector.Vector] is a column, [dev.sluice.vector.Chunk] a few thousand rows of columns,
/// [dev.sluice.vector.Selection] says which of them count. [dev.sluice.vector.VectorBuilder] makes vectors row by row,
/// [dev.sluice.vector.Values] takes single values out, both for the places where speed is not the point.
///
/// ```text
/// Chunk  ├─ word   BytesVector   bytes "to be or not to be", offsets, lengths
///        ├─ count  LongVector    1 1 1 1 1 1
///        └─ selection            0 1 . . 4 5     a filter narrows it and copies nothing
/// ```
///
/// Never here: what values mean (`dev.sluice.function`), where they come from (`dev.sluice.connector`).
@NullMarked
package dev.sluice.vector;

import org.jspecify.annotations.NullMarked;
