package dev.sluice.examples.ported;

import static dev.sluice.api.functions.*;

import dev.sluice.api.*;
import dev.sluice.stream.*;
import java.sql.Timestamp;
import java.util.*;

/// A program for Spark, ported as docs/porting.md says: events without duplicates, counted in windows.
public class DedupCount {
  public static void main(String[] args) throws Exception {
    Session spark = Session.builder().appName("dedup").master("local[*]").config("spark.sql.shuffle.partitions", "2").getOrCreate();
    StructType schema = new StructType().add("guid", "string").add("eventTime", "timestamp").add("word", "string");
    Dataset<Row> streamingDf = spark.readStream().schema(schema).json(args[0]);
    Dataset<Row> windowedCounts = streamingDf
        .withWatermark("eventTime", "10 seconds")
        .dropDuplicates("guid", "eventTime")
        .groupBy(window(col("eventTime"), "10 minutes", "5 minutes"), col("word"))
        .count();
    StreamingQuery q = windowedCounts.writeStream().outputMode(OutputMode.Append()).format("memory").queryName("counts")
        .option("checkpointLocation", args[1]).start();
    q.processAllAvailable();
    spark.sql("select * from counts order by window, word").show(false);
    List<Row> rows = spark.table("counts").orderBy(col("window").asc(), col("word")).collectAsList();
    for (Row r : rows) {
      Row w = r.getStruct(0);
      Timestamp s = w.getTimestamp(0);
      System.out.println(s + " " + r.getString(1) + " " + r.getLong(2) + " " + r.<Long>getAs("count"));
    }
    q.stop();
    // within watermark
    StreamingQuery q2 = streamingDf.withWatermark("eventTime", "10 hours").dropDuplicatesWithinWatermark("guid")
        .groupBy(functions.window(functions.col("eventTime"), "10 minutes"), functions.col("word")).agg(count("*").alias("n"), max("eventTime"))
        .writeStream().outputMode("append").foreachBatch((df, id) -> { System.out.println("batch " + id); df.persist(); df.show(); df.unpersist(); }).start();
    q2.processAllAvailable();
    q2.stop();
  }
}
