package dev.sluice.api;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.extension.Extensions;
import dev.sluice.state.StateBackend;
import dev.sluice.state.StatePlace;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Where a session's settings want the state of queries to be.
final class StateBackends {

    private static final String SPARKS = "org.apache.spark.sql.execution.streaming.state.";
    static final String MEMORY_PROVIDER = SPARKS + "HDFSBackedStateStoreProvider";
    private static final String ROCKSDB_PROVIDER = SPARKS + "RocksDBStateStoreProvider";
    private static final String MEMORY = "memory";

    private StateBackends() {}

    static Supplier<StatePlace> of(SessionConf conf) {
        String name = name(conf);
        if (name.equals(MEMORY)) return StatePlace::memory;
        StateBackend backend = Extensions.find(StateBackend.class, name).orElseThrow(() -> unknown(name));
        Map<String, String> settings = conf.getAll();
        return () -> StatePlace.of(backend.name(), backend.open(settings));
    }

    /// Our setting, or else what Spark's says.
    private static String name(SessionConf conf) {
        if (conf.isSet(SessionConf.STATE_BACKEND) || !conf.isSet(SessionConf.STATE_PROVIDER)) {
            return conf.get(SessionConf.STATE_BACKEND).toLowerCase(Locale.ROOT);
        }
        String provider = conf.get(SessionConf.STATE_PROVIDER);
        return switch (provider) {
            case MEMORY_PROVIDER -> MEMORY;
            case ROCKSDB_PROVIDER -> "rocksdb";
            default -> throw refused(SessionConf.STATE_PROVIDER, provider, "Spark's own are known");
        };
    }

    private static SluiceException unknown(String name) {
        Set<String> names = new TreeSet<>(Extensions.names(StateBackend.class));
        names.add(MEMORY);
        return refused(
                SessionConf.STATE_BACKEND,
                name,
                "those there are: " + String.join(", ", names) + "; rocksdb is in the module sluice-rocksdb");
    }

    private static SluiceException refused(String key, String value, String hint) {
        return ErrorCondition.INVALID_CONF_REQUIREMENT
                .error()
                .with("confName", key)
                .with("confValue", value)
                .with("confRequirement", "No state backend goes by that name")
                .hint(hint)
                .build();
    }
}
