package dev.sluice.benchmarks;

import dev.sluice.app.Arguments;
import dev.sluice.app.Command;
import dev.sluice.app.Option;
import dev.sluice.app.Terminal;
import dev.sluice.app.UsageException;
import dev.sluice.error.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `sluice bench WORKLOAD DATA_DIR [option=value …]`: runs a workload once and prints what it took.
public final class BenchCommand implements Command {

    public BenchCommand() {}

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String summary() {
        return "run a workload and print what it took, as one line of JSON";
    }

    @Override
    public String synopsis() {
        return "WORKLOAD DATA_DIR [option=value …]";
    }

    @Override
    public String description() {
        return """
                Workloads:
                  W0   word count over 60 files of 10 lines: what a micro-batch costs
                  W1   word count over 20 files, 191 MB of text

                DATA_DIR holds the generated input: DATA_DIR/w1/in, and the number of its rows in DATA_DIR/w1/rows.

                Options:
                  sink=noop|digest   drop the result, or keep the last row of each key and print its digest (noop)
                  files=N            files a micro-batch, 0 for no limit (1)
                  partitions=N       state partitions (2)
                  threads=N          threads (as many as there are cores)
                  query=count|filter what is asked (count)

                Example:
                  sluice bench W1 data sink=digest
                """;
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) {
        List<String> words = arguments.rest();
        if (words.size() < 2) throw new UsageException("sluice bench needs a workload and the directory of its data");
        if (!WordCount.NAMES.contains(words.getFirst())) {
            throw new UsageException("there is no workload " + words.getFirst(), Suggestion.likely(words.getFirst(), WordCount.NAMES));
        }
        Map<String, String> options = options(words.subList(2, words.size()));
        terminal.out().println(new WordCount(words.get(0), words.get(1), options, terminal).run());
        return 0;
    }

    private static Map<String, String> options(List<String> words) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> known = new ArrayList<>(WordCount.OPTIONS);
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!known.contains(name)) {
                throw new UsageException("there is no option " + name, Suggestion.likely(name, known));
            }
            if (equals < 0) throw new UsageException("the option " + name + " needs a value: " + name + "=…");
            options.put(name, word.substring(equals + 1));
        }
        return options;
    }
}
