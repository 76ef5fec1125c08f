package dev.sluice.rocksdb;

import dev.sluice.state.SortedBytes;
import dev.sluice.state.StateBackend;
import java.util.Map;

/// State in RocksDB: in files of the local disk, with a bounded part of it in memory.
public final class RocksBackend implements StateBackend {

    public RocksBackend() {}

    @Override
    public String name() {
        return "rocksdb";
    }

    @Override
    public SortedBytes open(Map<String, String> settings) {
        return RocksBytes.open(RocksSettings.of(settings));
    }
}
