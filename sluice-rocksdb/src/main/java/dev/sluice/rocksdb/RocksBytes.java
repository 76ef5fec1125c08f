package dev.sluice.rocksdb;

import dev.sluice.error.SluiceException;
import dev.sluice.state.SortedBytes;
import dev.sluice.state.StateFiles;
import dev.sluice.storage.StorageErrors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Statistics;
import org.rocksdb.StatsLevel;
import org.rocksdb.TickerType;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// A database of RocksDB in a directory of its own, which goes when it is closed.
///
/// Without a write-ahead log, and never synced: what is lost with the process is folded anew from the checkpoint.
final class RocksBytes implements SortedBytes {

    /// It is part of each snapshot, so it begins anew when it is this long.
    private static final long MANIFEST_BYTES = 256 << 10;

    /// In the directory of the database, so that it goes with it.
    private static final String SAVED = "saved";

    private final RocksDirectory place;
    private final Path directory;
    private final Cache cache;
    private final BloomFilter filter;
    private final Statistics statistics;
    private final Options options;
    private final WriteOptions unlogged;
    private RocksDB database;

    /// Owns the directory, also if it fails.
    private RocksBytes(RocksDirectory place, RocksSettings settings) throws RocksDBException {
        this.place = place;
        directory = place.path();
        cache = new LRUCache(settings.blockCacheBytes());
        filter = new BloomFilter(10);
        statistics = new Statistics();
        statistics.setStatsLevel(StatsLevel.EXCEPT_DETAILED_TIMERS);
        var table = new BlockBasedTableConfig()
                .setBlockCache(cache)
                .setBlockSize(settings.blockBytes())
                .setFilterPolicy(filter)
                // In pieces, which share the cache with the rows: memory is bounded, and none is larger than its share.
                .setIndexType(IndexType.kTwoLevelIndexSearch)
                .setPartitionFilters(true)
                .setPinTopLevelIndexAndFilter(true)
                .setCacheIndexAndFilterBlocks(true)
                .setPinL0FilterAndIndexBlocksInCache(true);
        options = new Options()
                .setCreateIfMissing(true)
                .setTableFormatConfig(table)
                .setWriteBufferSize(settings.writeBufferBytes())
                .setMaxWriteBufferNumber(settings.writeBuffers())
                .setCompressionType(settings.compression())
                .setStatistics(statistics)
                .setMaxManifestFileSize(MANIFEST_BYTES)
                .setInfoLogLevel(org.rocksdb.InfoLogLevel.ERROR_LEVEL);
        unlogged = new WriteOptions().setDisableWAL(true);
        RocksThreads.opened();
        try {
            database = RocksDB.open(options, directory.toString());
        } catch (RocksDBException | RuntimeException e) {
            try {
                giveBack();
            } catch (IOException unimportant) {
                e.addSuppressed(unimportant);
            }
            throw e;
        }
    }

    static RocksBytes open(RocksSettings settings) {
        RocksDB.loadLibrary();
        try {
            return new RocksBytes(RocksDirectory.create(settings.directory()), settings);
        } catch (IOException e) {
            throw failed("open", settings.directory(), e);
        } catch (RocksDBException e) {
            throw failed("open", settings.directory(), e);
        }
    }

    @Override
    public List<byte @Nullable []> get(List<byte[]> keys) {
        try {
            List<byte @Nullable []> found = new ArrayList<>(keys.size());
            for (byte[] value : database.multiGetAsList(keys)) found.add(value);
            return found;
        } catch (RocksDBException e) {
            throw failed("read", directory, e);
        }
    }

    @Override
    public void write(Consumer<Changes> changes) {
        try (var batch = new WriteBatch()) {
            changes.accept(new Changes() {
                @Override
                public void put(byte[] key, byte[] value) {
                    try {
                        batch.put(key, value);
                    } catch (RocksDBException e) {
                        throw failed("write", directory, e);
                    }
                }

                @Override
                public void delete(byte[] key) {
                    try {
                        batch.delete(key);
                    } catch (RocksDBException e) {
                        throw failed("write", directory, e);
                    }
                }
            });
            database.write(unlogged, batch);
        } catch (RocksDBException e) {
            throw failed("write", directory, e);
        }
    }

    @Override
    public Cursor scan(byte[] from, byte[] until) {
        return new Entries(from, until);
    }

    private final class Entries implements Cursor {
        private final Slice end;
        private final ReadOptions bounds;
        private final RocksIterator entries;
        private boolean begun;

        Entries(byte[] from, byte[] until) {
            end = new Slice(until);
            bounds = new ReadOptions().setIterateUpperBound(end);
            entries = database.newIterator(bounds);
            entries.seek(from);
        }

        @Override
        public boolean advance() {
            if (begun) entries.next();
            begun = true;
            if (entries.isValid()) return true;
            try {
                entries.status();
            } catch (RocksDBException e) {
                throw failed("read", directory, e);
            }
            return false;
        }

        @Override
        public byte[] key() {
            return entries.key();
        }

        @Override
        public byte[] value() {
            return entries.value();
        }

        @Override
        public void close() {
            entries.close();
            bounds.close();
            end.close();
        }
    }

    @Override
    public void clear(byte[] from, byte[] until) {
        try {
            database.deleteRange(unlogged, from, until);
        } catch (RocksDBException e) {
            throw failed("write", directory, e);
        }
    }

    @Override
    public StateFiles save() {
        return RocksFiles.of(database, directory.resolve(SAVED));
    }

    @Override
    public void load(StateFiles saved) {
        database.close();
        try {
            place.empty();
            for (StateFiles.File file : saved.files()) {
                try (InputStream in = saved.open(file.name())) {
                    Files.copy(in, directory.resolve(file.name()));
                }
            }
            database = RocksDB.open(options, directory.toString());
        } catch (IOException e) {
            throw failed("write", directory, e);
        } catch (RocksDBException e) {
            throw failed("open", directory, e);
        }
    }

    @Override
    public long memoryBytes() {
        return cache.getUsage() + property("rocksdb.cur-size-all-mem-tables");
    }

    @Override
    public Map<String, Long> metrics() {
        return Map.of(
                "rocksdbGetCount", statistics.getTickerCount(TickerType.NUMBER_KEYS_READ),
                "rocksdbPutCount", statistics.getTickerCount(TickerType.NUMBER_KEYS_WRITTEN),
                "rocksdbReadBlockCacheHitCount", statistics.getTickerCount(TickerType.BLOCK_CACHE_HIT),
                "rocksdbReadBlockCacheMissCount", statistics.getTickerCount(TickerType.BLOCK_CACHE_MISS),
                "rocksdbTotalBytesRead", statistics.getTickerCount(TickerType.BYTES_READ),
                "rocksdbTotalBytesWritten", statistics.getTickerCount(TickerType.BYTES_WRITTEN),
                "rocksdbSstFileSize", property("rocksdb.total-sst-files-size"),
                "rocksdbPinnedBlocksMemoryUsage", cache.getPinnedUsage());
    }

    private long property(String name) {
        try {
            return database.getLongProperty(name);
        } catch (RocksDBException e) {
            throw failed("read", directory, e);
        }
    }

    @Override
    public void close() {
        database.close();
        try {
            giveBack();
        } catch (IOException e) {
            throw failed("delete", directory, e);
        }
    }

    /// All but the database. The files come last, since taking them away is what can fail.
    private void giveBack() throws IOException {
        unlogged.close();
        options.close();
        statistics.close();
        filter.close();
        cache.close();
        RocksThreads.closed();
        place.close();
    }

    static SluiceException failed(String action, Path path, IOException cause) {
        return StorageErrors.cannot(action, path.toString(), cause);
    }

    /// RocksDB says in its message what the system said, so that a full disk is told from others there too.
    static SluiceException failed(String action, Path path, RocksDBException cause) {
        return failed(action, path, new IOException(cause.getMessage(), cause));
    }
}
