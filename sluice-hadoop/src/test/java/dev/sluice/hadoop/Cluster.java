package dev.sluice.hadoop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;

/// A name node and a data node in this process, the same for all tests, until it ends.
final class Cluster {

    private static final Logger HADOOP = Logger.getLogger("org.apache.hadoop");
    private static final MiniDFSCluster CLUSTER = start();

    private Cluster() {}

    private static MiniDFSCluster start() {
        try {
            HADOOP.setLevel(Level.OFF);
            Path directory = Files.createTempDirectory("hdfs");
            var configuration = new Configuration();
            configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, directory.toString());
            configuration.set("dfs.replication", "1");
            configuration.set("dfs.namenode.fs-limits.min-block-size", "0");
            configuration.set("dfs.heartbeat.interval", "1"); // what is recovered is recovered by a heartbeat's answer
            configuration.set("dfs.block.access.token.enable", "false");
            MiniDFSCluster cluster =
                    new MiniDFSCluster.Builder(configuration).numDataNodes(1).build();
            cluster.waitActive();
            return cluster;
        } catch (Exception e) {
            throw new IllegalStateException("the cluster does not start", e);
        }
    }

    static String root() {
        return "hdfs://127.0.0.1:" + CLUSTER.getNameNodePort();
    }

    static Map<String, String> settings() {
        return Map.of("spark.hadoop.dfs.replication", "1");
    }
}
