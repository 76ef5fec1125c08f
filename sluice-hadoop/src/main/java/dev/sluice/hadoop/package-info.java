/// HDFS as a place for checkpoints and files.
///
/// Start at [dev.sluice.hadoop.HdfsProvider].
@NullMarked
package dev.sluice.hadoop;

import org.jspecify.annotations.NullMarked;
