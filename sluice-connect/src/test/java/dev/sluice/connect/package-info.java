@NullMarked
package dev.sluice.connect;

import org.jspecify.annotations.NullMarked;
