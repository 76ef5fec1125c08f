/// What a query keeps on disk, as tables: Spark's formats `statestore` and `state-metadata`. Start at
/// [dev.sluice.inspection.StateStoreProvider].
@NullMarked
package dev.sluice.inspection;

import org.jspecify.annotations.NullMarked;
