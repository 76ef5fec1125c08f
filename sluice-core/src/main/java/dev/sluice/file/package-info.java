/// Formats of files: how the bytes of files become rows, and rows the bytes of files. Where the files are, which of
/// them are read, when they are written and which of them count is not their business; so a format is the same in
/// streams and elsewhere, and one of an optional module does all that one of ours does.
///
/// Start at [dev.sluice.file.FileFormat].
@NullMarked
package dev.sluice.file;

import org.jspecify.annotations.NullMarked;
