@NullMarked
package dev.sluice.avro;

import org.jspecify.annotations.NullMarked;
