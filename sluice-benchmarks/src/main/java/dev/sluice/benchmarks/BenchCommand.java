package dev.sluice.benchmarks;

import dev.sluice.app.Arguments;
import dev.sluice.app.Command;
import dev.sluice.app.Option;
import dev.sluice.app.Terminal;
import dev.sluice.app.UsageException;
import dev.sluice.benchmarks.comparison.Comparison;
import dev.sluice.benchmarks.growth.Growth;
import dev.sluice.benchmarks.topic.TopicTimes;
import dev.sluice.error.Suggestion;
import dev.sluice.storage.LocalStorage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `sluice bench WORKLOAD DATA_DIR`: runs a workload once, and tells how fast.
public final class BenchCommand implements Command {

    private static final List<Workload> WORKLOADS = List.of(
            new WordCount("W0"),
            new WordCount("W1"),
            new AdEvents("W2"),
            new ManyKeys("W3"),
            new WordCount(WordCount.FIRST),
            new StreamJoin("join", new EventFiles(20, 100_000)),
            new Sessions("session", new EventFiles(20, 150_000)));

    public BenchCommand() {}

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String summary() {
        return "run a workload and tell how fast";
    }

    @Override
    public String synopsis() {
        return "WORKLOAD DATA_DIR [option=value …] | nexmark [DATA_DIR] query=qN [option=value …] | gen DATA_DIR";
    }

    @Override
    public String description() {
        return """
                Runs a workload once over the data in DATA_DIR (of join, session and nexmark "bench gen DATA_DIR"
                writes it, of the others the engines' comparison with "run.sh gen") with trigger
                available-now and a checkpoint on disk, and prints a line of JSON: seconds from the start
                of the query to its end, the processor's seconds in that time, the process's most memory,
                medians and 99th percentiles of the micro-batches behind the first.

                workloads:
                  W0   word count of 60 files of 10 lines: what a micro-batch costs
                  W1   word count of 20 files, 191 MB of text
                  W2   views of campaigns in windows of ten seconds: 3 M events, 740 MB of JSON
                  W3   count and sum of 5 M keys: 10 M rows, 276 MB of CSV
                  W5   word count of five lines, shown on the screen: how long a start takes
                  join     two streams of 2 M rows each, 20 files a side, within ten minutes
                  session  3 M rows in 20 files, sessions of users that end after ten minutes

                  nexmark  query=q0 to q22 over an auction house; without DATA_DIR over events=10000000
                           that are made meanwhile, in batches=20 micro-batches; also
                           eventsPerSecond=10000 (of their times) and seed=1

                from one topic of Kafka to another, with a broker beside the engine; writes into DATA_DIR:
                  W4       job=map or count, rate=1000 records a second for secs=30, the first warm=15
                           not counted; guarantee=at_least_once or exactly_once, trigger=default or
                           realtime; engine=limit: a loop around Kafka's clients

                from a topic of Kafka that is filled once, events=4000000, and kept in DATA_DIR:
                  W6       count of events in windows of ten seconds: 1 GB of JSON in two partitions;
                           engine=plain, limit: Kafka's consumers alone, as they come and tuned, a thread
                           a partition; engine=spark: a real Spark, by recorder=FILE

                the inner loops by themselves, nanoseconds a row (JMH):
                  kernels .      or those whose name fits a regular expression, such as Parsing;
                                 forks=1 processes for each, iterations=5 of millis=1000

                engines in turn, several times (benchmarks/run; benchmarks/all makes all figures):
                  compare PEERS_DIR DATA_DIR  writes RESULTS.md, comparison.svg and runs.jsonl; rounds=5
                                 workloads=W1,W2,W3,W5 (also W0, W4, join, session, q0 …) out=benchmarks
                                 engines=sluice,limit,plain,spark,flink,kstreams heap=8g ownHeap=1g
                                 ENGINE.OPTION=VALUE for one of them, such as spark.state=rocksdb
                                 section=steady: repeats=5 in one process; section=nexmark: all queries;
                                 section=kafka: from topic to topic; section=throughput: W6;
                                 add=true: keep the other runs there are

                how costs grow; each point in a process of its own:
                  growth DATA_DIR  writes RESULTS.md, growth.svg and growth.jsonl; rounds=1 out=benchmarks
                                 curves=cores,keys,rows,queries heap=1g keysHeap=8g most=1000000 (of all)

                  size .         what the product takes on disk, without optional modules

                what needs no data, and writes into DATA_DIR:
                  commit    what it costs to commit a micro-batch, with and without a sync
                  tiny      what batches=5000 micro-batches of rows=10 rows cost when code is warm, and how
                            long rows take from the stream to the sink when the query sleeps between them
                  idle      what queries=10 that have nothing to do cost, over seconds=30, by source
                  recovery  how long state of 5 M keys takes to come back, and how evenly it grows;
                            called again, in a fresh process
                  soak      two queries with state at full speed for minutes=30; soak.csv and soak.svg

                  latency   how long rows of a paced stream take to the sink, in micro-batches and in
                            real-time mode: rowsPerSecond=1000 for seconds=20

                options of a run, and what they are if they are not given:
                  sink=noop      drop the rows; digest: keep the last of each key and tell a checksum
                  files=1        files in a micro-batch; 0: all
                  query=count    what is asked; filter: lines with an "a", without state
                  mode=update    output mode; append of join and session, complete of W5
                  engine=sluice  plain: a loop over one thread, to compare digests; limit: a program
                                 written by hand for that one thing, of cores threads (W0 to W3)
                  cores=N        threads that work: as many as there are cores
                  partitions=2   partitions of the state
                  state=memory   where it is kept; or rocksdb
                  repeats=1      how often all of that, in one process: the later ones are warm
                  conf.KEY=VALUE a setting of the session
                  work=DIR       where the checkpoint lies meanwhile: the temporary directory

                examples:
                  sluice bench W1 /data/peers sink=digest
                  sluice bench W1 /data/peers files=0 partitions=4
                """;
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        List<String> words = arguments.rest();
        if (words.size() < 2)
            throw new UsageException("bench needs a workload and a directory: sluice bench " + synopsis());
        if (words.getFirst().equals("soak")) {
            BenchOptions options = BenchOptions.of(words.subList(2, words.size()));
            new Soak(terminal.files(), words.get(1), terminal.out()).run(options, 10);
            return 0;
        }
        if (words.getFirst().equals("gen")) {
            generate(words.get(1), terminal.files());
            NexmarkRun.generate(words.get(1), BenchOptions.of(words.subList(2, words.size())), terminal.files());
            return 0;
        }
        if (words.getFirst().equals("compare")) {
            return Comparison.run(words.subList(1, words.size()), terminal.files(), terminal.out()) ? 0 : 1;
        }
        if (words.getFirst().equals("size")) {
            terminal.out().println(ProductSize.report(terminal.files()));
            return 0;
        }
        if (words.getFirst().equals("growth")) {
            List<String> rest = words.subList(1, words.size());
            return Growth.run(rest, terminal.files(), terminal.out(), ResidentMemory::peakMegabytes) ? 0 : 1;
        }
        if (words.getFirst().equals("kernels")) {
            BenchOptions options = BenchOptions.of(words.subList(2, words.size()));
            new Kernels(words.get(1), options.forks(), options.iterations(), options.millis()).print(terminal.out());
            return 0;
        }
        if (words.getFirst().equals(NexmarkRun.NAME)) {
            String data = words.get(1).contains("=") ? null : words.get(1);
            BenchOptions options = BenchOptions.of(words.subList(data == null ? 1 : 2, words.size()));
            var run = new NexmarkRun(data, options, terminal.files(), terminal.out());
            for (int i = 0; i < options.repeats(); i++) terminal.out().println(run.report());
            return 0;
        }
        if (words.getFirst().equals("tiny")) {
            BenchOptions options = BenchOptions.of(words.subList(2, words.size()));
            new TinyBatches(terminal.files(), words.get(1), options, terminal.out()).run();
            return 0;
        }
        if (words.getFirst().equals("idle")) {
            BenchOptions options = BenchOptions.of(words.subList(2, words.size()));
            terminal.out().println(new Idle(terminal.files(), words.get(1), options, terminal.out()).run());
            return 0;
        }
        if (words.getFirst().equals("commit")) {
            terminal.out().println(CommitCost.run(terminal.files(), words.get(1)));
            return 0;
        }
        if (words.getFirst().equalsIgnoreCase(TopicTimes.NAME)) {
            terminal.out()
                    .println(TopicTimes.of(words.get(1), words.subList(2, words.size()))
                            .report());
            return 0;
        }
        if (words.getFirst().equalsIgnoreCase(TopicCounts.NAME)) {
            BenchOptions options = BenchOptions.of(words.subList(2, words.size()));
            new TopicRun(words.get(1), options, terminal.files(), terminal.out()).print();
            return 0;
        }
        if (words.getFirst().equals("latency")) {
            BenchOptions options = BenchOptions.of(words.subList(2, words.size()));
            new RowTimes(terminal.files(), words.get(1), options, terminal.out()).run();
            return 0;
        }
        if (words.getFirst().equals("recovery")) {
            String backend = BenchOptions.of(words.subList(2, words.size())).state();
            terminal.out().println(new RecoveryCost(terminal.files(), words.get(1), backend).run(5_000_000));
            return 0;
        }
        Workload workload = find(words.getFirst());
        BenchOptions options = BenchOptions.of(words.subList(2, words.size()));
        var run = new WorkloadRun(workload, options, terminal.files(), terminal.out());
        for (int i = 0; i < options.repeats(); i++) terminal.out().println(run.report(words.get(1)));
        return 0;
    }

    private static void generate(String data, LocalStorage files) {
        WORKLOADS.forEach(workload -> generate(workload, data, files));
    }

    static void generate(Workload workload, String data, LocalStorage files) {
        String directory = workload.directory(data);
        workload.generate(files, directory)
                .ifPresent(
                        rows -> files.replace(directory + "/rows", (rows + "\n").getBytes(StandardCharsets.US_ASCII)));
    }

    private static Workload find(String name) {
        List<String> names = WORKLOADS.stream().map(Workload::name).toList();
        return WORKLOADS.stream()
                .filter(workload -> workload.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "there is no workload " + name + "; those there are: " + String.join(", ", names),
                        Suggestion.likely(name, names)));
    }
}
