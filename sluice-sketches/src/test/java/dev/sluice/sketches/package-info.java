@NullMarked
package dev.sluice.sketches;

import org.jspecify.annotations.NullMarked;
