/// The workloads behind the published figures, as `sluice bench`, and micro-benchmarks.
@SuppressWarnings("requires-automatic") // JMH is no module
module dev.sluice.benchmarks {
    requires static transitive org.jspecify;
    requires transitive dev.sluice.app;
    requires jdk.management;
    requires jmh.core;

    exports dev.sluice.benchmarks.topic;

    provides dev.sluice.app.Command with
            dev.sluice.benchmarks.BenchCommand;
    provides dev.sluice.connector.Provider with
            dev.sluice.benchmarks.nexmark.NexmarkProvider;
}
