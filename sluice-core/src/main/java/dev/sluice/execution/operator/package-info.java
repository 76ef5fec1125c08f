/// The physical nodes with their operators, one file each.
@NullMarked
package dev.sluice.execution.operator;

import org.jspecify.annotations.NullMarked;
