/// What a running query tells of itself, with Spark's field names.
@NullMarked
package dev.sluice.progress;

import org.jspecify.annotations.NullMarked;
