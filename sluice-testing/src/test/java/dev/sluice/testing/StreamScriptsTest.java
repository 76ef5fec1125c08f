package dev.sluice.testing;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// Streaming queries whose emissions, or refusals, a real Spark 4.2 gave; each in every way.
class StreamScriptsTest {

    @TestFactory
    Stream<DynamicNode> everyScriptEmitsWhatSparkDid() {
        return StreamScripts.in(Path.of("src/test/resources/streams"));
    }
}
