package dev.sluice.aws.kinesis;

import java.util.List;

/// The same while shards are split and merged all the time.
@RequiresKinesalite
class KinesisReshardingContractTest extends KinesisSourceContractTest {

    private int fed;

    @Override
    protected List<String> feed(int rows) {
        String stream = options().get("streamName");
        List<String> before = super.feed(rows);
        if (fed++ % 2 == 0) {
            KinesisServer.shared().split(stream);
        } else {
            KinesisServer.shared().merge(stream);
        }
        return before;
    }
}
