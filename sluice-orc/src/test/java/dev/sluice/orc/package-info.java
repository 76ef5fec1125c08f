@NullMarked
package dev.sluice.orc;

import org.jspecify.annotations.NullMarked;
