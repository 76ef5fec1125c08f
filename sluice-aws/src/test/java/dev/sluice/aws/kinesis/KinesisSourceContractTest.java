package dev.sluice.aws.kinesis;

import dev.sluice.connector.Provider;
import dev.sluice.testing.SourceContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A stream of two shards, on a real server.
@RequiresKinesalite
class KinesisSourceContractTest extends SourceContract {

    private static final AtomicInteger STREAMS = new AtomicInteger();

    private final String stream = "contract" + STREAMS.incrementAndGet();
    private int next;

    KinesisSourceContractTest() {
        KinesisServer.shared().create(stream, 2);
    }

    @Override
    protected Provider provider() {
        return new KinesisProvider();
    }

    @Override
    protected Map<String, String> options() {
        return KinesisServer.shared().options(stream);
    }

    @Override
    protected List<String> shown() {
        return List.of("data", "partitionKey", "streamName");
    }

    @Override
    protected List<String> feed(int rows) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < rows; i++) values.add("r" + next++);
        KinesisServer.shared().put(stream, values);
        return values.stream().map(value -> value + " " + value + " " + stream).toList();
    }
}
