package dev.sluice.connect;

import dev.sluice.ast.MetricsTaker;
import dev.sluice.connect.client.SaidLiterals;
import dev.sluice.type.DataType;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.connect.proto.CollectMetrics;
import org.apache.spark.connect.proto.ExecutePlanResponse.ObservedMetrics;

/// The metrics that a plan takes of rows in passing, to be told when it has run.
final class Observations {

    private final Map<CollectMetrics, Taker> takers = new HashMap<>();
    private final List<ObservedMetrics> taken = new ArrayList<>();

    /// The same one wherever a plan says the same metrics.
    ///
    /// @param planId of the relation, by which the client knows them
    synchronized MetricsTaker taker(CollectMetrics said, long planId) {
        return takers.computeIfAbsent(said, _ -> new Taker(said.getName(), planId));
    }

    /// What was taken so far.
    synchronized List<ObservedMetrics> taken() {
        return List.copyOf(taken);
    }

    private synchronized void add(ObservedMetrics metrics) {
        taken.add(metrics);
    }

    private final class Taker implements MetricsTaker {
        private final String name;
        private final long planId;

        Taker(String name, long planId) {
            this.name = name;
            this.planId = planId;
        }

        @Override
        public void take(Chunk row, DataType.Struct schema) {
            var metrics = ObservedMetrics.newBuilder().setName(name).setPlanId(planId);
            List<?> values = Values.row(row, 0, schema);
            for (int i = 0; i < schema.size(); i++) {
                metrics.addKeys(schema.field(i).name())
                        .addValues(SaidLiterals.write(
                                values.get(i), schema.field(i).type()));
            }
            add(metrics.build());
        }
    }
}
