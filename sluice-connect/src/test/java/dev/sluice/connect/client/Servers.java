package dev.sluice.connect.client;

import dev.sluice.api.Session;
import dev.sluice.connect.ConnectServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Where a program may run: in this process, on a server of ours, and on clusters of Apache Spark on this machine:
/// those that [SparkCluster] starts, or that of `-Dcluster=sc://host:port`.
final class Servers implements AutoCloseable {

    /// @param where its address, waited for until it answers; empty for this process
    record Place(String name, boolean isCluster, Supplier<String> where) {

        String address() {
            return where.get();
        }

        Session session() {
            var builder = Session.builder().config("spark.sql.session.timeZone", "UTC");
            String address = address();
            if (!address.isEmpty()) builder.remote(address).config("spark.sql.shuffle.partitions", 2);
            return builder.create();
        }
    }

    private final ConnectServer own;

    private Servers(ConnectServer own) {
        this.own = own;
    }

    static Servers start() throws IOException {
        return new Servers(ConnectServer.start(
                ConnectServer.Options.local(0),
                () -> Session.builder()
                        .config("spark.sql.session.timeZone", "UTC")
                        .create()));
    }

    List<Place> places() throws IOException {
        List<Place> places = new ArrayList<>();
        places.add(new Place("here", false, () -> ""));
        places.addAll(remote());
        return places;
    }

    List<Place> remote() throws IOException {
        List<Place> places = new ArrayList<>();
        places.add(new Place("own server", false, () -> "sc://localhost:" + own.port()));
        String given = System.getProperty("cluster", "");
        if (!given.isEmpty()) {
            places.add(new Place("cluster", true, () -> given));
            return places;
        }
        for (SparkCluster cluster : SparkCluster.all()) places.add(new Place(cluster.kind(), true, cluster::address));
        return places;
    }

    @Override
    public void close() {
        own.close();
    }
}
