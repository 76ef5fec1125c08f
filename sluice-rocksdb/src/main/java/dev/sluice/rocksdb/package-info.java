/// State in RocksDB.
@NullMarked
package dev.sluice.rocksdb;

import org.jspecify.annotations.NullMarked;
