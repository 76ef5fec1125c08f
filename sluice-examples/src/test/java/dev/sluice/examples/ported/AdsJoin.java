package dev.sluice.examples.ported;

import static dev.sluice.api.functions.expr;

import dev.sluice.api.*;
import dev.sluice.stream.*;
import java.util.concurrent.TimeUnit;

/// A program for Spark, ported as docs/porting.md says: impressions of ads, joined with the clicks on them.
public class AdsJoin {
  public static void main(String[] args) throws Exception {
    Session spark = Session.builder().appName("ads").master("local[*]").getOrCreate();
    spark.conf().set("spark.sql.shuffle.partitions", 2);
    StructType impSchema = new StructType()
        .add("impressionAdId", DataTypes.LongType)
        .add("impressionTime", "timestamp");
    StructType clickSchema = DataTypes.createStructType(new StructField[] {
        DataTypes.createStructField("clickAdId", DataTypes.LongType, true),
        DataTypes.createStructField("clickTime", DataTypes.TimestampType, true)});
    Dataset<Row> impressions = spark.readStream().schema(impSchema).option("maxFilesPerTrigger", 1).json(args[0] + "/imp");
    Dataset<Row> clicks = spark.readStream().format("json").schema(clickSchema).option("maxFilesPerTrigger", 1).load(args[0] + "/click");

    // Apply watermarks on event-time columns
    Dataset<Row> impressionsWithWatermark = impressions.withWatermark("impressionTime", "2 hours");
    Dataset<Row> clicksWithWatermark = clicks.withWatermark("clickTime", "3 hours");

    // Join with event-time constraints
    Dataset<Row> joined = impressionsWithWatermark.join(
      clicksWithWatermark,
      expr(
        "clickAdId = impressionAdId AND " +
        "clickTime >= impressionTime AND " +
        "clickTime <= impressionTime + interval 1 hour "),
      args[1]                 // can be "inner", "leftOuter", "rightOuter", "fullOuter", "leftSemi"
    );
    joined.printSchema();
    joined.explain(true);
    StreamingQuery q = joined.writeStream().format("console").option("truncate", false).option("numRows", "50")
        .queryName("joined").option("checkpointLocation", args[2])
        .trigger(Trigger.ProcessingTime(200, TimeUnit.MILLISECONDS)).start();
    q.processAllAvailable();
    System.out.println(q.status());
    System.out.println(spark.streams().active().length);
    q.stop();
  }
}
