/// ZooKeeper as a place for checkpoints: small records in its nodes, what is large in files elsewhere.
///
/// Start at [dev.sluice.zookeeper.ZooKeeperProvider]. What makes files of objects is
/// [dev.sluice.storage.ObjectStorage].
@NullMarked
package dev.sluice.zookeeper;

import org.jspecify.annotations.NullMarked;
