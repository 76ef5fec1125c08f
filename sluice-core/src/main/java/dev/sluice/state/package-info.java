/// What operators remember from one micro-batch to the next.
///
/// [dev.sluice.state.StateSpec] says what is kept, [dev.sluice.state.StateStore] keeps it, and
/// [dev.sluice.state.StateStores] are all stores of a query. State has one door to the disk: the changes a store hands
/// over go to the log, and folding them again gives the same store.
@NullMarked
package dev.sluice.state;

import org.jspecify.annotations.NullMarked;
