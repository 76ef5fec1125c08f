package dev.sluice.spark;

import dev.sluice.json.JsonValue;
import dev.sluice.json.JsonValue.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/// The settings that stand with each micro-batch in Spark's checkpoint, and that Spark goes on with, whatever the
/// session says.
final class SparkConf {

    static final String PARTITIONS = "spark.sql.shuffle.partitions";
    static final String POLICY = "spark.sql.streaming.multipleWatermarkPolicy";
    private static final String STORE = "spark.sql.streaming.stateStore.";

    /// What state has to be kept in to be read here.
    private static final Map<String, String> NEEDED = Map.of(
            STORE + "providerClass",
            "org.apache.spark.sql.execution.streaming.state.HDFSBackedStateStoreProvider",
            STORE + "compression.codec",
            "lz4",
            STORE + "encodingFormat",
            "unsaferow",
            STORE + "rowChecksum.enabled",
            "false",
            "spark.sql.streaming.aggregation.stateFormatVersion",
            "2",
            "spark.sql.streaming.join.stateFormatVersion",
            "2");

    /// What a Spark 4.2.0 writes besides. What is missing it would take for the default of an old version.
    private static final Map<String, String> OTHERS = Map.of(
            STORE + "rocksdb.mergeOperatorVersion",
            "2",
            STORE + "rocksdb.formatVersion",
            "5",
            "spark.sql.streaming.queryEvolution.enableSourceEvolution",
            "false",
            "spark.sql.streaming.statefulOperator.useStrictDistribution",
            "true",
            "spark.sql.streaming.flatMapGroupsWithState.stateFormatVersion",
            "2",
            "spark.sql.function.protobufExtensions.enabled",
            "false",
            "spark.sql.optimizer.pruneFiltersCanPruneStreamingSubplan",
            "false");

    private SparkConf() {}

    static JsonObject of(int partitions, String policy) {
        var all = new TreeMap<>(NEEDED);
        all.putAll(OTHERS);
        all.put(PARTITIONS, String.valueOf(partitions));
        all.put(POLICY, policy);
        return (JsonObject) JsonValue.of(all);
    }

    /// How many partitions of state there are.
    ///
    /// @throws dev.sluice.error.SluiceException if the state is kept otherwise than can be read
    static int partitions(Map<String, String> conf, String path) {
        NEEDED.forEach((key, wanted) -> {
            String value = conf.getOrDefault(key, wanted);
            if (!value.equals(wanted)) {
                throw SparkFiles.notCovered(path, key + " is " + value + " there, and only " + wanted + " can be read");
            }
        });
        String partitions = conf.getOrDefault(PARTITIONS, "");
        if (partitions.matches("[1-9]\\d{0,8}")) return Integer.parseInt(partitions);
        throw SparkFiles.notCovered(path, "it says \"" + partitions + "\" for " + PARTITIONS);
    }

    /// What becomes of several watermarks.
    static String policy(Map<String, String> conf, String path) {
        String policy = conf.getOrDefault(POLICY, "min");
        if (policy.equals("min") || policy.equals("max")) return policy;
        throw SparkFiles.notCovered(path, "it says \"" + policy + "\" for " + POLICY);
    }
}
