/// The format `orc`, over ORC's own library, which wants some of Hadoop's classes and none of its services: batches of
/// columns become vectors and back.
///
/// Start at [dev.sluice.orc.OrcFormat]. Which type is which says [dev.sluice.orc.OrcTypes].
@NullMarked
package dev.sluice.orc;

import org.jspecify.annotations.NullMarked;
