/// Spark Connect: translates what clients send to the engine's trees, and its answers back.
@NullMarked
package dev.sluice.connect;

import org.jspecify.annotations.NullMarked;
