/// How values look as text and how text becomes values: no files, no threads, bytes in and vectors out.
///
/// Out: [dev.sluice.format.ValueText] (a value as `CAST(… AS STRING)` and `show()` write it),
/// [dev.sluice.format.TextTable] (rows as `show()` draws them), [dev.sluice.format.JsonText] (a row as JSON).
///
/// In: [dev.sluice.format.LineReader] cuts a stream of bytes into blocks of whole lines and hands each line to a
/// [dev.sluice.format.LineParser]: text, JSON or CSV. Strings become views into the block, so a block is never written
/// again once its rows are out.
///
/// ```text
/// InputStream ─▶ LineBlocks ─▶ block, block, …  ─▶ LineParser ─▶ Chunk, Chunk, …
///                             whole lines each      text json csv
/// ```
///
/// Never here: which file is read (`dev.sluice.builtin`), casts (`dev.sluice.function`).
@NullMarked
package dev.sluice.format;

import org.jspecify.annotations.NullMarked;
