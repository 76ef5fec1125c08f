package dev.sluice.kafka;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/// What has been received of one partition and no micro-batch has read yet: a run of offsets without a gap, though not
/// each offset has a record.
///
/// ```text
/// beginning │ piece │ piece │ piece │ end        the next poll goes on here
/// ```
///
/// Not safe for use by several threads; [Tail] locks.
final class Received {

    /// @param records those between the offsets, in order
    /// @param bytes about what they hold
    record Piece(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, long start, long end, long micros, long bytes) {

        static Piece of(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records, long start, long end, long micros) {
            return new Piece(records, start, end, micros, bytes(records));
        }

        /// The part of it that lies within a range.
        Piece within(long from, long to) {
            if (from <= start && end <= to) return this;
            int first = indexOf(from);
            int last = Math.max(first, indexOf(to));
            long share =
                    records.isEmpty() ? 0 : bytes * (last - first) / records.size(); // they are not all looked at again
            return new Piece(records.subList(first, last), Math.max(start, from), Math.min(end, to), micros, share);
        }

        /// The place of the first record at an offset or behind it.
        private int indexOf(long offset) {
            int low = 0;
            int high = records.size();
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (records.get(middle).offset() < offset) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        private static long bytes(List<ConsumerRecord<ByteBuffer, ByteBuffer>> records) {
            long bytes = 0;
            for (ConsumerRecord<?, ?> record : records) {
                bytes += 100L + Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
                for (Header header : record.headers()) {
                    bytes += 50L + header.key().length() + (header.value() == null ? 0 : header.value().length);
                }
            }
            return bytes;
        }
    }

    private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
    private long end;
    private long recordCount;
    private long bytes;

    Received(long start) {
        end = start;
    }

    /// Where the first piece begins.
    long start() {
        return pieces.isEmpty() ? end : pieces.getFirst().start();
    }

    /// Where the next piece has to begin.
    long end() {
        return end;
    }

    boolean hasRecords() {
        return recordCount > 0;
    }

    long bytes() {
        return bytes;
    }

    void add(Piece piece) {
        if (piece.start() != end) throw new IllegalArgumentException("from " + piece.start() + ", not " + end);
        Piece last = pieces.peekLast();
        if (piece.records().isEmpty() && last != null) {
            pieces.removeLast(); // what has no records must not heap up
            pieces.add(new Piece(last.records(), last.start(), piece.end(), last.micros(), last.bytes()));
        } else {
            pieces.add(piece);
        }
        end = piece.end();
        recordCount += piece.records().size();
        bytes += piece.bytes();
    }

    /// Gives out what is there of a range, from its beginning, and forgets all before its end. What comes next is what
    /// lies behind that.
    List<Piece> take(long from, long to) {
        List<Piece> taken = new ArrayList<>();
        long covered = from;
        while (!pieces.isEmpty() && pieces.getFirst().start() < to) {
            Piece piece = remove();
            if (piece.start() <= covered && piece.end() > covered) {
                taken.add(piece.within(covered, to));
                covered = Math.min(to, piece.end());
            }
            if (piece.end() > to) putBack(piece.within(to, piece.end()));
        }
        if (end < to) clear(to);
        return taken;
    }

    /// Begins anew elsewhere.
    void clear(long start) {
        pieces.clear();
        end = start;
        recordCount = 0;
        bytes = 0;
    }

    private Piece remove() {
        Piece piece = pieces.removeFirst();
        recordCount -= piece.records().size();
        bytes -= piece.bytes();
        return piece;
    }

    private void putBack(Piece piece) {
        pieces.addFirst(piece);
        recordCount += piece.records().size();
        bytes += piece.bytes();
    }
}
