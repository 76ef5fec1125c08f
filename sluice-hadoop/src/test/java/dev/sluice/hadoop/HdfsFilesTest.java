package dev.sluice.hadoop;

import dev.sluice.storage.Storage;
import dev.sluice.testing.storage.Death;
import dev.sluice.testing.storage.FilesContract;
import dev.sluice.testing.storage.MortalStorage;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class HdfsFilesTest extends FilesContract {

    private final String directory = Cluster.root() + "/files-" + UUID.randomUUID();

    @Override
    protected String directory() {
        return directory;
    }

    @Override
    protected Storage open(Death death) {
        return new MortalStorage(HdfsProvider.storage(Cluster.root(), Cluster.settings()), death);
    }

    @Override
    protected List<String> formats() {
        return List.of("parquet", "orc", "avro");
    }

    @Override
    protected Map<String, String> settings() {
        return Cluster.settings();
    }

    /// A life is seconds here: a client of its own, and files to be taken from the one before.
    @Override
    protected int deaths() {
        return Integer.getInteger("deaths", 3);
    }
}
