/// What the plots of all pages are drawn with.
@NullMarked
package dev.sluice.benchmarks.plot;

import org.jspecify.annotations.NullMarked;
