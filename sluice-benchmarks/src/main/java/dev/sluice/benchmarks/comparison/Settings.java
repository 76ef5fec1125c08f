package dev.sluice.benchmarks.comparison;

import java.util.List;
import java.util.Map;

/// What is to be compared, and where things are.
///
/// @param section which figures these are
/// @param sluice the launcher
/// @param peers the directory of the other engines' runners, with `run.sh`
/// @param data where the workloads' data lie
/// @param work where checkpoints lie meanwhile
/// @param recorder `record.sh` of tools/spark-recorder, for Nexmark on Spark
/// @param flinkRunner `run.sh` of tools/flink-runner, for Nexmark on Flink
/// @param kstreamsRunner that of tools/kafka-streams-runner
/// @param rounds how often everything is run
/// @param repeats how often in one process what `./sluice bench` runs is done: only the last ones count
/// @param heap as `-Xmx` wants it, of all engines
/// @param ownHeap that of what `./sluice bench` runs
/// @param options of engines, by name: `state=rocksdb` for `spark`
record Settings(
        Section section,
        String sluice,
        String peers,
        String data,
        String work,
        String recorder,
        String flinkRunner,
        String kstreamsRunner,
        int rounds,
        int repeats,
        String heap,
        String ownHeap,
        List<String> workloads,
        List<Engine> engines,
        Map<Engine, List<String>> options) {

    Settings {
        workloads = List.copyOf(workloads);
        engines = List.copyOf(engines);
        options = Map.copyOf(options);
    }
}
