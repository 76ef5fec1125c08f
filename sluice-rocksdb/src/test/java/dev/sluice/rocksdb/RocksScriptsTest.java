package dev.sluice.rocksdb;

import dev.sluice.testing.StreamScripts;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// The stream scripts again, with their state in RocksDB: what they emit must be the same.
///
/// A share of them; `-Dscripts=all` takes all, `-Dstream=NAME.stream` and `-Dway=WAY` are as for sluice-testing.
class RocksScriptsTest {

    private static final int ONE_IN = 20;

    @BeforeAll
    static void keepStateInRocksDb() {
        System.setProperty("backend", "rocksdb");
    }

    @TestFactory
    Stream<DynamicNode> everyScriptEmitsWhatItDoesWithStateInMemory() {
        List<DynamicNode> scripts = StreamScripts.in(Path.of("../sluice-testing/src/test/resources/streams"))
                .toList();
        boolean all = System.getProperty("scripts", "").equals("all") || System.getProperty("stream") != null;
        return IntStream.range(0, scripts.size())
                .filter(i -> all || i % ONE_IN == 0)
                .mapToObj(scripts::get);
    }
}
