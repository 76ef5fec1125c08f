/// Files that queries write: rows as bytes, directories by partition columns, and Spark's manifest, which says which
/// files count.
///
/// Start at [dev.sluice.filesink.FileSink] for streams and [dev.sluice.filesink.DirectoryOutput] for rows that are
/// there as a whole. [dev.sluice.filesink.Manifest] is read by whoever reads such a directory.
@NullMarked
package dev.sluice.filesink;

import org.jspecify.annotations.NullMarked;
