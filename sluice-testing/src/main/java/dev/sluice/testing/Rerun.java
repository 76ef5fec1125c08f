package dev.sluice.testing;

import java.util.List;
import java.util.Optional;

/// What is asked for on the command line: `-Dstream=late.stream`, `-Dway=restarted` or `-Dway=restarted:3`. Without
/// them every script runs in every way.
record Rerun(Optional<String> stream, Optional<Way> way, String detail) {

    static Rerun fromProperties() {
        String[] way = System.getProperty("way", "").split(":", 2);
        return new Rerun(
                Optional.ofNullable(System.getProperty("stream")).map(Rerun::fileName),
                way[0].isEmpty() ? Optional.empty() : Optional.of(Way.named(way[0])),
                way.length < 2 ? "" : way[1]);
    }

    private static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean wants(String script) {
        return stream.isEmpty() || stream.get().equals(script);
    }

    List<Way> chosen(List<Way> ways) {
        return way.isEmpty() ? ways : ways.stream().filter(way.get()::equals).toList();
    }
}
