@NullMarked
package dev.sluice.parquet;

import org.jspecify.annotations.NullMarked;
