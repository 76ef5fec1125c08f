"""Shows what comes into a topic of Kafka."""
from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("stream-processing").getOrCreate()

rows = (
    spark.readStream.format("kafka")
    .option("kafka.bootstrap.servers", "localhost:9092")
    .option("subscribe", "topic")
    .load()
)

query = rows.selectExpr("CAST(value AS STRING) AS value").writeStream.format("console").start()
query.awaitTermination()
