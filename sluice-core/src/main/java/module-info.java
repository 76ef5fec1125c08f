/// Sluice's engine: Structured Streaming in one process.
///
/// Programs use `dev.sluice.api`; connectors implement `dev.sluice.connector` and are found as
/// [dev.sluice.connector.Provider]. The qualified exports let Sluice's own test library and benchmarks look deeper
/// without letting programs in.
@SuppressWarnings("module") // the modules named in qualified exports are built later than this one
module dev.sluice.core {
    requires static transitive org.jspecify;
    requires dev.sluice.grammar;
    requires transitive java.sql; // Timestamp and Date, which rows and encoders take and give as Spark's do

    exports dev.sluice.api;
    exports dev.sluice.api.function;
    exports dev.sluice.ast;
    exports dev.sluice.cluster;
    exports dev.sluice.connector;
    exports dev.sluice.encoder;
    exports dev.sluice.error;
    exports dev.sluice.extension;
    exports dev.sluice.file;
    exports dev.sluice.format;
    exports dev.sluice.function;
    exports dev.sluice.json;
    exports dev.sluice.machine;
    exports dev.sluice.progress;
    exports dev.sluice.state;
    exports dev.sluice.storage;
    exports dev.sluice.stream;
    exports dev.sluice.type;
    exports dev.sluice.vector;
    exports dev.sluice.builtin to
            dev.sluice.testing,
            dev.sluice.benchmarks;
    exports dev.sluice.checkpoint to
            dev.sluice.app,
            dev.sluice.spark,
            dev.sluice.testing,
            dev.sluice.benchmarks;
    exports dev.sluice.function.scalar to
            dev.sluice.spark;
    exports dev.sluice.evaluator to
            dev.sluice.testing;
    exports dev.sluice.execution to
            dev.sluice.testing;
    exports dev.sluice.expression to
            dev.sluice.testing;
    exports dev.sluice.parser to
            dev.sluice.app,
            dev.sluice.testing;
    exports dev.sluice.plan to
            dev.sluice.testing;
    exports dev.sluice.streaming to
            dev.sluice.testing;

    uses dev.sluice.checkpoint.CheckpointFormat;
    uses dev.sluice.cluster.ClusterProvider;
    uses dev.sluice.connector.Provider;
    uses dev.sluice.file.FileFormat;
    uses dev.sluice.function.FunctionLibrary;
    uses dev.sluice.storage.StorageProvider;
    uses dev.sluice.state.StateBackend;
}
