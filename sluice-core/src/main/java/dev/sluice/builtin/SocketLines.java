package dev.sluice.builtin;

import dev.sluice.connector.ChunkReader;
import dev.sluice.vector.BytesVector;
import dev.sluice.vector.Chunk;
import dev.sluice.vector.LongVector;
import dev.sluice.vector.Vector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lines that have come in and are not done with yet, numbered as they came. Written by the socket's thread, read by
/// the query's driver.
///
/// ```text
/// done with │ segment │ segment │ segment │        a segment: the lines of one read, all of one moment
///           first                         end
/// ```
///
/// Past a number of bytes the writer has to wait, so that a sender that is too fast fills its own buffers and not ours.
final class SocketLines {

    private record Segment(long first, BytesVector lines, long micros) {
        long end() {
            return first + lines.size();
        }

        long bytes() {
            return lines.bytes().length + 8L * lines.size();
        }
    }

    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private final boolean withTimestamp;
    private final long maximumBytes;
    private long heldBytes;
    private long end;

    SocketLines(boolean withTimestamp, long maximumBytes) {
        this.withTimestamp = withTimestamp;
        this.maximumBytes = maximumBytes;
    }

    /// The number of the line that comes next.
    synchronized long end() {
        return end;
    }

    /// Appends lines once there is room.
    synchronized void add(BytesVector lines, long micros) throws InterruptedException {
        while (heldBytes >= maximumBytes) wait();
        var segment = new Segment(end, lines, micros);
        segments.add(segment);
        heldBytes += segment.bytes();
        end += lines.size();
    }

    /// Forgets the lines before a number.
    synchronized void drop(long before) {
        while (!segments.isEmpty() && segments.getFirst().end() <= before) {
            heldBytes -= segments.removeFirst().bytes();
        }
        notifyAll();
    }

    /// Those of the lines `from` and on, before `to`, that are there.
    synchronized List<ChunkReader.Arrived> between(long from, long to) {
        var chunks = new ArrayList<ChunkReader.Arrived>();
        for (Segment segment : segments) {
            int start = (int) Math.max(0, from - segment.first());
            int stop = (int) Math.min(segment.lines().size(), to - segment.first());
            for (int at = start; at < stop; at += Chunk.ROWS) {
                Chunk lines = chunk(segment, at, Math.min(stop, at + Chunk.ROWS));
                chunks.add(new ChunkReader.Arrived(lines, segment.micros()));
            }
        }
        return chunks;
    }

    private Chunk chunk(Segment segment, int start, int stop) {
        BytesVector lines = segment.lines();
        int size = stop - start;
        Vector values = new BytesVector(
                lines.bytes(),
                Arrays.copyOfRange(lines.offsets(), start, stop),
                Arrays.copyOfRange(lines.lengths(), start, stop),
                null,
                size);
        if (!withTimestamp) return Chunk.of(size, values);
        long[] moments = new long[size];
        Arrays.fill(moments, segment.micros());
        return Chunk.of(size, values, new LongVector(moments, null, size));
    }
}
