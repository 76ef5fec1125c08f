package dev.sluice.benchmarks.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.app.UsageException;
import dev.sluice.storage.LocalStorage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

/// The other engines, and mostly ours too, are scripts that say what they are told to.
class ComparisonTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

    /// Each engine's n-th run takes what the n-th line of its file says.
    private void engines(String... seconds) throws IOException {
        for (String engine : seconds) {
            String[] words = engine.split(": ", -1);
            Files.write(directory.resolve("times-" + words[0]), List.of(words[1].split(" ", -1)));
        }
        script(
                "sluice",
                "engine=sluice; for w in \"$@\"; do case $w in engine=*) engine=${w#engine=};; esac; done; workload=$2");
        script("run.sh", "workload=$1; engine=$2");
    }

    private void script(String name, String names) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, """
                #!/usr/bin/env bash
                cd "${0%%/*}"
                %s
                echo "$workload $engine heap=${SLUICE_JAVA_OPTS:-$HEAP} $*" >> calls
                answer=feed
                IFS=: read -r seconds answer < <(head -n 1 "times-$engine"; echo)
                sed -i 1d "times-$engine"
                if [[ $seconds == fails ]]; then echo "no such state" >&2; exit 3; fi
                echo "a line without meaning"
                printf '\\033[0m'; echo "{\\"workload\\":\\"$workload\\",\\"seconds\\":$seconds,\\"cpu_s\\":1.5,\\"peak_rss_mb\\":120,\\"groups\\":3,\\"total\\":9,\\"checksum\\":\\"${answer:-feed}\\"}"
                """.formatted(names));
        assertTrue(file.toFile().setExecutable(true));
    }

    private boolean compare(String... options) {
        List<String> words = new ArrayList<>(List.of(directory.toString(), "/data", "out=.", "work=/work"));
        words.add("sluice=" + directory.resolve("sluice"));
        Collections.addAll(words, options);
        return Comparison.run(
                words, new LocalStorage(directory.toString()), new PrintStream(screen, true, StandardCharsets.UTF_8));
    }

    private String text(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    @Test
    void enginesTakeTurnsAndTheTableHasRatiosOfRounds() throws IOException {
        engines("sluice: 1.0 2.0 1.5", "limit: 0.5 0.5 0.6", "spark: 30 50 36");
        Files.writeString(directory.resolve("RESULTS.md"), "# Figures\n\nOthers.\n");
        assertTrue(compare("rounds=3", "workloads=W1", "engines=sluice,limit,spark,kstreams", "spark.state=rocksdb"));

        assertEquals("""
                W1 sluice heap=-Xmx1g bench W1 /data work=/work sink=digest
                W1 limit heap=-Xmx1g bench W1 /data work=/work engine=limit sink=digest
                W1 spark heap=8g W1 spark sink=digest state=rocksdb
                """.repeat(3), text("calls"));
        String page = text("RESULTS.md");
        assertTrue(page.startsWith("# Figures\n\nOthers.\n\n<!-- benchmarks/run writes from here -->\n"), page);
        assertTrue(page.contains("""
                ### W1

                | | seconds | times Sluice's | bar | cpu s | peak RSS MB | runs |
                |---|---:|---:|---:|---:|---:|---:|
                | Sluice | 1.50 (1.00–2.00) |  |  | 1.5 | 120 | 3 |
                | limit | 0.50 (0.50–0.60) | 0.40 (0.25–0.50) | 0.50: missed | 1.5 | 120 | 3 |
                | Spark | 36.0 (30.0–50.0) | 25.0 (24.0–30.0) | 20: met | 1.5 | 120 | 3 |

                All digests: `3 9 feed` (groups, total, checksum).
                """), page);
        assertTrue(page.contains("Spark with `state=rocksdb`"), page);
        assertEquals(9, text("runs.jsonl").lines().count());
    }

    @Test
    void aLaterComparisonTakesTheEarlierOnesPlace() throws IOException {
        engines("sluice: 1.0 7.0");
        Files.writeString(directory.resolve("RESULTS.md"), "# Figures\n");
        compare("rounds=1", "workloads=W1", "engines=sluice");
        Files.writeString(directory.resolve("RESULTS.md"), text("RESULTS.md") + "\n## Others\n");
        compare("rounds=1", "workloads=W1", "engines=sluice");
        String page = text("RESULTS.md");
        assertTrue(page.contains("| Sluice | 7.00 |") && !page.contains("1.00"), page);
        assertTrue(page.startsWith("# Figures\n") && page.endsWith("## Others\n"), page);
        assertEquals(2, page.split("<!-- ").length - 1);
    }

    @Test
    void answersThatDifferAreSaid() throws IOException {
        engines("sluice: 1.0", "plain: 2.0:beef");
        assertFalse(compare("rounds=1", "workloads=W3", "engines=sluice,plain"));
        assertTrue(text("RESULTS.md").contains("**The answers differ**: `3 9 feed`, `3 9 beef`."));
    }

    @Test
    void whatFailsIsSaidAndTheOthersGoOn() throws IOException {
        engines("sluice: 1.0 2.0", "flink: fails 9.0");
        assertFalse(compare("rounds=2", "workloads=W2", "engines=flink,sluice"));
        String page = text("RESULTS.md");
        assertTrue(page.contains("| Flink | 9.00 | 4.50 | 10: missed | 1.5 | 120 | 1 |"), page);
        assertTrue(page.contains("Flink failed at W2: `status 3: no such state`"), page);
    }

    /// A process that runs several times is warm in the later half.
    @Test
    void theSteadyStateIsTheMedianOfTheLaterRunsOfAProcess() throws IOException {
        engines("sluice: 0", "limit: 0");
        String report = "{\\\"seconds\\\":%s,\\\"cpu_s\\\":1,\\\"peak_rss_mb\\\":9}";
        Files.writeString(directory.resolve("sluice"), """
                #!/usr/bin/env bash
                echo "$*" >> "${0%%/*}/calls"
                for seconds in 9.0 5.0 2.5 2.0 2.2; do echo "REPORT"; done
                """.replace("REPORT", report.formatted("$seconds"))
                .replace("%%", "%"));
        Files.writeString(directory.resolve("RESULTS.md"), "# Figures\n");
        compare("rounds=1", "workloads=W1", "engines=sluice", "out=.");
        assertTrue(compare("section=steady", "rounds=1", "workloads=W1"));
        assertEquals("""
                bench W1 /data work=/work sink=digest
                bench W1 /data work=/work sink=digest repeats=5
                bench W1 /data work=/work engine=limit sink=digest repeats=5
                """, text("calls"));
        String page = text("RESULTS.md");
        assertTrue(page.contains("## Engines in turn\n") && page.contains("## Steady state\n"), page);
        assertTrue(page.contains("| limit | 2.20 | 1.00 | 0.67: met |"), page);
        assertTrue(Files.exists(directory.resolve("steady.svg"))
                && text("steady.jsonl").contains("2.200"));
        assertEquals(1, text("runs.jsonl").lines().count());
    }

    @Test
    void queriesOfNexmarkAreATableForEachEngine() throws IOException {
        engines("sluice: 2.0 1.0", "spark: 30 30:beef", "flink: 8 0.5", "kstreams: 4");
        String recorder = runner("record.sh", "workload=$3; engine=spark");
        String flink = runner("flink.sh", "workload=$2; engine=flink");
        String kstreams = runner("kstreams.sh", "workload=$2; engine=kstreams");
        assertFalse(compare(
                "section=nexmark",
                "workloads=q17,q7",
                "recorder=" + recorder,
                "flinkRunner=" + flink,
                "kstreamsRunner=" + kstreams,
                "spark.state=rocksdb",
                "flink.state=hashmap"));
        String page = text("RESULTS.md");
        assertTrue(page.contains("""
                | | Sluice, s | Spark, s | times Sluice's | bar | Sluice, cpu s | Spark, cpu s | groups, total, checksum |
                |---|---:|---:|---:|---:|---:|---:|---|
                | q17 | 2.00 | 30.0 | 15.0 | 10: met | 1.5 | 1.5 | `3 9 feed` |
                | q7 | 1.00 | 30.0 | 30.0 | 10: met | 1.5 | 1.5 | **The answers differ**: `3 9 feed`, `3 9 beef`. |

                | | Sluice, s | Flink, s | times Sluice's | bar | Sluice, cpu s | Flink, cpu s | groups, total, checksum |
                |---|---:|---:|---:|---:|---:|---:|---|
                | q17 | 2.00 | 8.00 | 4.00 |  | 1.5 | 1.5 | `3 9 feed` |
                | q7 | 1.00 | 0.50 | 0.50 |  | 1.5 | 1.5 | **The answers differ**: `3 9 feed`, `3 9 beef`. |

                | | Sluice, s | Kafka Streams, s | times Sluice's | bar | Sluice, cpu s | Kafka Streams, cpu s | groups, total, checksum |
                |---|---:|---:|---:|---:|---:|---:|---|
                | q17 | 2.00 | 4.00 | 2.00 |  | 1.5 | 1.5 | `3 9 feed` |

                Sluice reads files, Kafka Streams a topic"""), page);
        assertTrue(text("calls").contains("""
                q17 spark heap=4g --nexmark-run /data q17 sink=digest state=rocksdb
                q17 flink heap=4g /data q17 sink=digest state=hashmap
                q17 kstreams heap=4g /data q17 sink=digest
                """), text("calls"));
        assertTrue(text("nexmark.svg").contains(">Flink<"));
    }

    /// @param names where its arguments say the workload and the engine
    private String runner(String name, String names) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, text("run.sh").replace("workload=$1; engine=$2", names));
        assertTrue(file.toFile().setExecutable(true));
        return file.toString();
    }

    @Test
    void recordsThatAreTimedBetweenTopicsAreATableForEachJob() throws IOException {
        engines("sluice: 15", "kstreams: 15");
        for (String engine : List.of("sluice", "run.sh")) {
            String times = engine.equals("sluice") ? "4.5 12.5 31 0" : "70 160 240 3";
            Files.writeString(directory.resolve(engine), """
                    #!/usr/bin/env bash
                    cd "${0%%/*}"
                    echo "$*" >> calls
                    set -- TIMES
                    echo "{\\"seconds\\":15,\\"cpu_s\\":7.5,\\"peak_rss_mb\\":250,\\"p50_ms\\":$1,\\"p99_ms\\":$2,\\"max_ms\\":$3,\\"unanswered\\":$4}"
                    """.replace("%%", "%").replace("TIMES", times));
        }
        assertTrue(compare("section=kafka", "workloads=map-1000,count-20000-once", "engines=sluice,spark,kstreams"));
        assertEquals("""
                bench W4 /data work=/work job=map rate=1000 secs=87 warm=75 guarantee=at_least_once
                W4 spark job=map rate=1000 secs=87 warm=75
                W4 kstreams job=map rate=1000 secs=87 warm=75 guarantee=at_least_once
                bench W4 /data work=/work job=count rate=20000 secs=87 warm=75 guarantee=exactly_once
                W4 kstreams job=count rate=20000 secs=87 warm=75 guarantee=exactly_once_v2
                """, text("calls"));
        String page = text("RESULTS.md");
        assertTrue(page.contains("""
                ### Counting, exactly once

                | records/s | | median ms | 99 % ms | bar | longest ms | cores | peak RSS MB | runs |
                |---:|---|---:|---:|---:|---:|---:|---:|---:|
                | 20,000 | Sluice | 4.50 | 12.5 | 40: met | 31.0 | 0.50 | 250 | 1 |
                | 20,000 | Kafka Streams (3 without an answer) | 70.0 | 160 |  | 240 | 0.50 | 250 | 1 |
                """), page);
        assertTrue(page.contains("### Stateless, at least once\n"), page);
        assertTrue(compare("section=kafka", "workloads=map-20000", "engines=sluice", "add=true"));
        assertTrue(text("RESULTS.md").contains("| 1,000 | Kafka Streams (3 without an answer) |"));
        assertEquals(6, text("kafka.jsonl").lines().count());
        assertTrue(text("kafka.svg").contains("1000 ms") && text("kafka.jsonl").contains("12.500"));
    }

    @Test
    void theFirstResultIsWaitedFor() {
        String script = "echo '+---+'; echo '| word|count|'; echo '|  fox|    2|'; echo '{\"seconds\":0.001}'";
        Launch.Outcome shown = new Launch(List.of("bash", "-c", script), java.util.Map.of()).run();
        double first = Run.of("W5", Engine.SLUICE, 1, 0, shown).seconds();
        assertEquals(shown.firstResultSeconds(), first);
        assertTrue(first > 0);
        Launch.Outcome told = new Launch(
                        List.of("bash", "-c", "echo '{\"first_result_s\":8600e-3,\"seconds\":0.001}'"),
                        java.util.Map.of())
                .run();
        assertEquals(8.6, Run.of("W5", Engine.SPARK, 1, 0, told).seconds());
    }

    @Test
    void thePlotIsWhole() throws IOException, ParserConfigurationException, SAXException {
        engines("sluice: 0.04 2.0", "spark: 250 30");
        compare("rounds=1", "workloads=W1,W2", "engines=sluice,spark");
        String svg = text("comparison.svg");
        var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        var drawn = parser.parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertEquals(1 + 4, drawn.getElementsByTagName("rect").getLength());
        for (String told : List.of("W1", "W2", "Sluice", "Spark", "0.01 s", "1000 s", ">250<")) {
            assertTrue(svg.contains(told), told);
        }
    }

    @Test
    void mistakesNameWhatMayHaveBeenMeant() {
        assertEquals(
                "there is no engine sparc; those there are: sluice, limit, plain, spark, flink, kstreams\nhint: did you mean spark?",
                assertThrows(UsageException.class, () -> compare("engines=sparc"))
                        .getMessage());
        assertEquals(
                "there is no option round\nhint: did you mean rounds?",
                assertThrows(UsageException.class, () -> compare("round=3")).getMessage());
        assertEquals(
                "rounds=0: a number is needed, 1 or more",
                assertThrows(UsageException.class, () -> compare("rounds=0")).getMessage());
    }

    /// The script makes what data are missing, and hands over.
    @Test
    void theScriptMakesDataFirst() throws IOException, InterruptedException {
        for (String name : List.of("sluice", "run.sh")) {
            Path file = directory.resolve(name);
            Files.writeString(file, "#!/usr/bin/env bash\necho \"${0##*/} ${PEERS_DATA:+$PEERS_DATA }$*\"\n");
            assertTrue(file.toFile().setExecutable(true));
        }
        Path script = Path.of("../benchmarks/run").toRealPath();
        var builder = new ProcessBuilder(script.toString(), directory.toString(), directory + "/data", "rounds=1")
                .redirectErrorStream(true);
        builder.environment().put("SLUICE", directory.resolve("sluice").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        String here = script.getParent().toString();
        assertEquals("""
                run.sh DIR/data gen
                sluice bench gen DIR/data
                sluice bench compare DIR DIR/data sluice=DIR/sluice recorder=HERE/../tools/spark-recorder/record.sh flinkRunner=HERE/../tools/flink-runner/run.sh kstreamsRunner=HERE/../tools/kafka-streams-runner/run.sh out=HERE rounds=1
                """, said.replace(directory.toRealPath().toString(), "DIR").replace(here, "HERE"));
    }

    /// What is really run, in processes of its own.
    @Test
    void oursAndTheLimitAndThePlainLoopAgree() throws IOException, URISyntaxException {
        Path sluice = directory.resolve("sluice");
        Files.writeString(
                sluice,
                "#!/usr/bin/env bash\nexec '%s' -XX:TieredStopAtLevel=1 -cp '%s' dev.sluice.app.Main \"$@\"\n"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin/java"),
                                System.getProperty("java.class.path")));
        assertTrue(sluice.toFile().setExecutable(true));
        Path data = Path.of(ComparisonTest.class.getResource("/workloads").toURI());
        List<String> words = List.of(
                directory.toString(),
                data.toString(),
                "out=.",
                "work=" + directory,
                "sluice=" + sluice,
                "rounds=1",
                "workloads=W2,W5",
                "engines=sluice,limit,plain");
        assertTrue(
                Comparison.run(
                        words,
                        new LocalStorage(directory.toString()),
                        new PrintStream(screen, true, StandardCharsets.UTF_8)),
                () -> screen.toString(StandardCharsets.UTF_8));
        String page = text("RESULTS.md");
        assertTrue(page.contains("All digests: `35 39 a59f0f086bd24cd6`"), page);
        assertTrue(page.contains("seconds to the first result"), page);
        assertTrue(page.contains("Bars: the first result within 0.6 s: "), page);
    }
}
