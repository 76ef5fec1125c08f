/// S3 as a place for checkpoints and files.
///
/// Start at [dev.sluice.aws.S3Provider]. What makes files of objects is [dev.sluice.storage.ObjectStorage].
@NullMarked
package dev.sluice.aws;

import org.jspecify.annotations.NullMarked;
