package dev.sluice.zookeeper;

import dev.sluice.storage.ObjectStorage;
import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageErrors;
import dev.sluice.storage.StorageProvider;
import dev.sluice.stream.Interval;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The files of `zk://host:port,host:port/…`: checkpoints whose commits cost what a write to ZooKeeper costs.
///
/// What is larger than some kilobytes, snapshots above all, is kept in files below `sluice.zookeeper.dataLocation`, a
/// path of any other storage.
public final class ZooKeeperProvider implements StorageProvider {

    static final String DATA_LOCATION = "sluice.zookeeper.dataLocation";
    static final String SESSION_TIMEOUT = "sluice.zookeeper.sessionTimeout";

    /// The client tells of each connection. Held here, since a logger that nobody holds forgets its level.
    private static final Logger TALKATIVE = Logger.getLogger("org.apache.zookeeper");

    public ZooKeeperProvider() {}

    @Override
    public String name() {
        return "zk";
    }

    @Override
    public Storage open(String root, Surroundings around) {
        return new ObjectStorage(nodes(root, around.settings().get(), around.others()));
    }

    static ZooKeeperNodes nodes(String root, Map<String, String> settings, Storage others) {
        if (TALKATIVE.getLevel() == null) TALKATIVE.setLevel(Level.WARNING);
        String servers = root.substring(root.indexOf("://") + 3);
        if (servers.isEmpty()) {
            throw StorageErrors.cannot(
                    "open", root, "servers are named in front of the path: zk://host:2181,host:2181/path");
        }
        int timeoutMillis = (int) Interval.millis(settings.getOrDefault(SESSION_TIMEOUT, "10 seconds"));
        var ensemble = new Ensemble(servers, timeoutMillis);
        return new ZooKeeperNodes(ensemble, root, new LargeFiles(others, settings.getOrDefault(DATA_LOCATION, "")));
    }
}
