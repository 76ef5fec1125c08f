package dev.sluice.connect.client;

import dev.sluice.api.Session;
import dev.sluice.connect.ConnectServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Where a program may run: in this process, on a server of ours, and, with `-Dcluster=sc://host:port`, on a cluster of
/// Apache Spark on this machine (`tools/spark-cluster` starts one).
final class Servers implements AutoCloseable {

    static final String HERE = "here";
    static final String OWN = "own server";
    static final String CLUSTER = "cluster";

    /// @param address empty for this process
    record Place(String name, String address) {

        Session session() {
            var builder = Session.builder().config("spark.sql.session.timeZone", "UTC");
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

    List<Place> places() {
        List<Place> places = new ArrayList<>();
        places.add(new Place(HERE, ""));
        places.addAll(remote());
        return places;
    }

    List<Place> remote() {
        List<Place> places = new ArrayList<>();
        places.add(new Place(OWN, "sc://localhost:" + own.port()));
        String cluster = System.getProperty("cluster", "");
        if (!cluster.isEmpty()) places.add(new Place(CLUSTER, cluster));
        return places;
    }

    @Override
    public void close() {
        own.close();
    }
}
