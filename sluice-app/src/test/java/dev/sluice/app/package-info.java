/// Command lines and what they print, as data: see `src/test/resources/cli`.
@NullMarked
package dev.sluice.app;

import org.jspecify.annotations.NullMarked;
