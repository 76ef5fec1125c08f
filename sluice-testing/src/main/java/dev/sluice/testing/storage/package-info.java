/// What storages are held to, for who brings one of their own.
///
/// Start at [dev.sluice.testing.storage.StorageContract].
@NullMarked
package dev.sluice.testing.storage;

import org.jspecify.annotations.NullMarked;
