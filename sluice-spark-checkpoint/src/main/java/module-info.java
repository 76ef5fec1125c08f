/// Checkpoints in the form of Apache Spark.
@SuppressWarnings("requires-automatic") // the library has no module description
module dev.sluice.spark {
    requires transitive dev.sluice.core;
    requires static transitive org.jspecify;
    requires org.lz4.java;

    provides dev.sluice.checkpoint.CheckpointFormat with
            dev.sluice.spark.SparkCheckpoints;
}
