/// The optimizer's rules, one file each.
@NullMarked
package dev.sluice.optimizer.rule;

import org.jspecify.annotations.NullMarked;
