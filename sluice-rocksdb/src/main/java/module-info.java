/// The state backend `rocksdb`: state that is larger than memory.
@SuppressWarnings("requires-automatic") // the library has no module description
module dev.sluice.rocksdb {
    requires transitive dev.sluice.core;
    requires static transitive org.jspecify;
    requires rocksdbjni;

    exports dev.sluice.rocksdb;

    provides dev.sluice.state.StateBackend with
            dev.sluice.rocksdb.RocksBackend;
}
