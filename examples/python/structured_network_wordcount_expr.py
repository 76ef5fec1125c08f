"""Counts the words that come in at a socket, said in SQL, with a checkpoint. In another terminal: nc -lk 9999"""
from pyspark.sql import SparkSession
from pyspark.sql.functions import expr

spark = SparkSession.builder.appName("stream-word-count").getOrCreate()

lines = spark.readStream.format("socket").option("host", "localhost").option("port", "9999").load()
words = lines.select(expr("explode(split(value, ' ')) as word"))
counts = words.groupBy("word").count()

query = (
    counts.writeStream.format("console")
    .outputMode("complete")
    .option("checkpointLocation", ".checkpoint")
    .start()
)
query.awaitTermination()
