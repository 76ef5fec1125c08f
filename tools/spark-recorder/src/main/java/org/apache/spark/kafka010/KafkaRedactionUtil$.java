package org.apache.spark.kafka010;

import java.util.ArrayList;
import java.util.List;
import scala.Tuple2;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What Spark's Kafka connector shows settings with; the clients here have no secrets. */
public final class KafkaRedactionUtil$ {

    public static final KafkaRedactionUtil$ MODULE$ = new KafkaRedactionUtil$();

    private KafkaRedactionUtil$() {}

    public Seq<Tuple2<String, String>> redactParams(Seq<Tuple2<String, Object>> settings) {
        List<Tuple2<String, String>> shown = new ArrayList<>();
        for (Tuple2<String, Object> each : CollectionConverters.asJava(settings)) {
            shown.add(new Tuple2<>(each._1(), String.valueOf(each._2())));
        }
        return CollectionConverters.asScala(shown).toSeq();
    }
}
