package org.apache.spark.kafka010;

import java.util.Map;
import org.apache.spark.SparkConf;
import scala.Option;

/** What Spark's Kafka connector asks of tokens, as the object of Scala that it is for it: nobody has any. */
public final class KafkaTokenUtil$ {

    public static final KafkaTokenUtil$ MODULE$ = new KafkaTokenUtil$();

    private KafkaTokenUtil$() {}

    public Option<KafkaTokenClusterConf> findMatchingTokenClusterConfig(SparkConf settings, String servers) {
        return Option.empty();
    }

    public boolean needTokenUpdate(Map<String, Object> client, Option<KafkaTokenClusterConf> cluster) {
        return false;
    }
}
