package dev.sluice.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

class KernelsTest {

    /// In this process and for a moment: that they run, not how fast.
    @Test
    void eachKernelRuns() throws RunnerException {
        System.setProperty("jmh.ignoreLock", "true");
        List<String> lines = new Kernels("dev.sluice.benchmarks.kernels", 0, 1, 10)
                .run("keys=10000").stream().map(KernelsTest::line).toList();
        assertEquals(
                List.of(
                        "ChunkBytes.decodeChunk",
                        "ChunkBytes.encodeChunk",
                        "Expressions.evaluate expression=arithmetic",
                        "Expressions.evaluate expression=case",
                        "Expressions.evaluate expression=cast",
                        "Expressions.evaluate expression=comparison",
                        "Expressions.evaluate expression=like",
                        "Expressions.evaluate expression=sum",
                        "Expressions.evaluate expression=upper",
                        "KeyBytes.encodeNumbers",
                        "KeyBytes.encodeTexts",
                        "KeyTables.addKeys keys=10000",
                        "KeyTables.findKeys keys=10000",
                        "KeyTables.findMissingKeys keys=10000",
                        "Parsing.parseCsv",
                        "Parsing.parseJson",
                        "Parsing.parseText"),
                lines.stream().sorted().toList());
    }

    private static String line(RunResult result) {
        assertTrue(result.getPrimaryResult().getScore() > 0, result::toString);
        return Kernels.line(result)
                .replaceAll(" +", " ")
                .replaceAll(" [0-9.]+( ± .*)?$", "")
                .strip();
    }
}
