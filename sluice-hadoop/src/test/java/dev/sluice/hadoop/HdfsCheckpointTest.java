package dev.sluice.hadoop;

import dev.sluice.testing.storage.CheckpointContract;
import java.util.Map;
import java.util.UUID;

class HdfsCheckpointTest extends CheckpointContract {

    private final String directory = "/queries/" + UUID.randomUUID();

    @Override
    protected String location() {
        return Cluster.root() + directory;
    }

    @Override
    protected Map<String, String> settings() {
        return Cluster.settings();
    }
}
