package dev.sluice.hadoop;

import dev.sluice.storage.Storage;
import dev.sluice.storage.StorageErrors;
import dev.sluice.storage.StorageProvider;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/// The files of `hdfs://name:port/…`, and of `hdfs:/…` on the file system that Hadoop's configuration says.
///
/// The configuration is that of `HADOOP_CONF_DIR`, if there is one, and of the settings `spark.hadoop.…`, as in Spark.
public final class HdfsProvider implements StorageProvider {

    private static final String PREFIX = "spark.hadoop.";

    /// Held here, since a logger that nobody holds forgets its level.
    private static final Logger TALKATIVE = Logger.getLogger("org.apache.hadoop");

    public HdfsProvider() {}

    @Override
    public String name() {
        return "hdfs";
    }

    @Override
    public Storage open(String root, Surroundings around) {
        return storage(root, around.settings().get());
    }

    static HdfsStorage storage(String root, Map<String, String> settings) {
        if (TALKATIVE.getLevel() == null) TALKATIVE.setLevel(Level.SEVERE);
        Configuration configuration = configuration(settings);
        try {
            URI uri = root.endsWith("//") ? FileSystem.getDefaultUri(configuration) : URI.create(root);
            FileSystem files = FileSystem.newInstance(uri, configuration);
            if (files instanceof DistributedFileSystem hdfs) return new HdfsStorage(hdfs, root);
            files.close();
            throw StorageErrors.cannot("open", root, uri + " is not HDFS; spark.hadoop.fs.defaultFS says which is");
        } catch (IOException | IllegalArgumentException e) {
            throw StorageErrors.cannot("open", root, HdfsStorage.plain(e));
        }
    }

    private static Configuration configuration(Map<String, String> settings) {
        var configuration = new Configuration();
        // The loader of this module, not that of whichever thread asks first.
        configuration.setClassLoader(HdfsProvider.class.getClassLoader());
        String directory = System.getenv("HADOOP_CONF_DIR");
        if (directory != null) {
            configuration.addResource(new Path("file://" + directory, "core-site.xml"));
            configuration.addResource(new Path("file://" + directory, "hdfs-site.xml"));
        }
        // How long a client waits before it asks again whether a block has arrived; the usual 400 ms are a commit's
        // time.
        configuration.setIfUnset("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "10");
        configuration.setIfUnset("fs.hdfs.impl", DistributedFileSystem.class.getName());
        settings.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) configuration.set(key.substring(PREFIX.length()), value);
        });
        return configuration;
    }
}
