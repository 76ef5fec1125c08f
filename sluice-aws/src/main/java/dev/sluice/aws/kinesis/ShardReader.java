package dev.sluice.aws.kinesis;

import dev.sluice.connector.ChunkReader;
import dev.sluice.vector.Chunk;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.Record;

/// Reads a range of one shard from the service, as after a restart.
final class ShardReader implements ChunkReader {

    private final ShardRange range;
    private final String stream;
    private final long pauseMillis;
    private final ShardCursor cursor;
    private final DataLoss loss;
    private List<Record> records = List.of();
    private boolean over;

    ShardReader(ShardRange range, KinesisOptions options, KinesisCalls calls, DataLoss loss) {
        this.range = range;
        this.loss = loss;
        stream = options.streamName();
        pauseMillis = options.fetchMillis();
        cursor = new ShardCursor(calls, range.shard(), range.from(), range.begin(), range.first(), loss);
    }

    @Override
    public @Nullable Chunk read() {
        if (records.isEmpty() && !over) fetch();
        if (records.isEmpty()) return over ? null : RecordColumns.chunk(stream, range.shard(), List.of());
        int count = Math.min(records.size(), Chunk.ROWS);
        Chunk chunk = RecordColumns.chunk(stream, range.shard(), records.subList(0, count));
        records = records.subList(count, records.size());
        return chunk;
    }

    private void fetch() {
        List<Record> next = cursor.next();
        over = cursor.position().reaches(range.to());
        records = next.stream().filter(this::isInRange).toList();
        if (over || !next.isEmpty()) return;
        if (cursor.isSilent() && !(range.to() instanceof Position.Ended)) {
            loss.report(
                    "the records of " + range.shard() + " up to " + range.to().text() + " are not there any more");
            over = true;
            return;
        }
        Pause.millis(pauseMillis);
    }

    private boolean isInRange(Record record) {
        return range.to() instanceof Position.Ended || !range.to().isBefore(record.sequenceNumber());
    }

    @Override
    public String place() {
        return range.shard() + " of " + stream + " behind " + cursor.position().text();
    }

    @Override
    public void close() {
        // The client is the source's.
    }
}
