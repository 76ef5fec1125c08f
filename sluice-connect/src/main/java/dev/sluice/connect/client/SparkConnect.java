package dev.sluice.connect.client;

import dev.sluice.cluster.Cluster;
import dev.sluice.cluster.ClusterProvider;

/// Clusters that are reached by Spark Connect: `sc://host:15002`.
public final class SparkConnect implements ClusterProvider {

    public SparkConnect() {}

    @Override
    public String name() {
        return "sc";
    }

    @Override
    public Cluster connect(String address) {
        return ConnectCluster.open(Address.parse(address));
    }
}
