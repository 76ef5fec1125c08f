/// Programs that were written for Spark, as they are after what docs/porting.md says has been done to them, and nothing else:
/// hence not in our style, and without nullness.
@NullUnmarked
package dev.sluice.examples.ported;

import org.jspecify.annotations.NullUnmarked;
