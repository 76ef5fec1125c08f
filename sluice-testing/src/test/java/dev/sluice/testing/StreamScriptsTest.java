package dev.sluice.testing;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// Streaming queries whose emissions, or refusals, a real Spark 4.2 gave; each in every way.
class StreamScriptsTest {

    @TestFactory
    Stream<DynamicNode> everyScriptEmitsWhatSparkDid() {
        if (System.getProperty("sql") != null) return Stream.empty();
        return StreamScripts.in(Path.of("src/test/resources/streams"));
    }
}
