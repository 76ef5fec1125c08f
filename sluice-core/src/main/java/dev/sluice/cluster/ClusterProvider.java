package dev.sluice.cluster;

import dev.sluice.extension.Extension;

/// Reaches clusters by their address; its name is the scheme, such as `sc`.
public interface ClusterProvider extends Extension {

    /// Opens a session on the cluster.
    ///
    /// @param address such as `sc://host:15002/;token=abc`
    /// @throws dev.sluice.error.SluiceException if the address makes no sense, or nobody answers there
    Cluster connect(String address);
}
