package dev.sluice.zookeeper;

import dev.sluice.testing.storage.CheckpointContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // who interrupts a test wants its end
class ZooKeeperCheckpointTest extends CheckpointContract {

    private final AtomicReference<Servers> servers = new AtomicReference<>();

    @TempDir
    Path large;

    @BeforeEach
    void startServers() throws Exception {
        servers.set(new Servers());
    }

    @AfterEach
    void stopServers() throws Exception {
        servers.get().close();
    }

    @Override
    protected String location() {
        return servers.get().root() + "/queries/digits";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                ZooKeeperProvider.SESSION_TIMEOUT, "2 seconds", ZooKeeperProvider.DATA_LOCATION, large.toString());
    }

    /// As if the session had ended and the process had slept through it.
    @Override
    protected void loosenLock() {
        try (ZooKeeper client = servers.get().client()) {
            client.delete("/queries/digits/lock", -1);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
