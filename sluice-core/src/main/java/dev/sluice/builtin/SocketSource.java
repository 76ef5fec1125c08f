package dev.sluice.builtin;

import dev.sluice.connector.ChunkReader;
import dev.sluice.connector.InputRange;
import dev.sluice.connector.Offset;
import dev.sluice.connector.ReadLimit;
import dev.sluice.connector.Source;
import dev.sluice.connector.Split;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.format.LineBuffer;
import dev.sluice.json.JsonValue;
import dev.sluice.machine.Machine;
import dev.sluice.type.DataType;
import dev.sluice.vector.BytesVector;
import java.io.IOException;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The lines that a server sends on a TCP connection.
///
/// A thread of its own reads them and wakes the query. The offset is the number of the last line, from 0; -1 stands for
/// none yet. What was sent can't be asked for again: after a restart the lines are counted on from where the log ends,
/// and lines that were planned and not committed are lost, which is said in a warning. (Spark ends such a query with
/// "Offsets committed out of order".)
final class SocketSource implements Source {

    private static final System.Logger LOG = System.getLogger("TextSocketMicroBatchStream");
    private static final long MAXIMUM_HELD_BYTES = 64L << 20;

    private final DataType.Struct schema;
    private final String host;
    private final int port;
    private final int splitLimit;
    private final SocketLines lines;
    private final Socket socket;
    private final Thread reader;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private volatile Runnable wake = () -> {};

    /// How many lines earlier lives of the query had: the number of this connection's first line.
    private long earlierLines;
    private boolean running;
    private long frozenEnd = Long.MAX_VALUE;
    private long rowsLeft;

    SocketSource(DataType.Struct schema, String host, int port, int splitLimit, Machine machine) {
        this.schema = schema;
        this.host = host;
        this.port = port;
        this.splitLimit = splitLimit;
        lines = new SocketLines(schema.size() > 1, MAXIMUM_HELD_BYTES);
        socket = connect(host, port);
        reader = machine.threads().newThread(() -> readLines(machine));
        reader.start();
    }

    @Override
    public DataType.Struct schema() {
        return schema;
    }

    @Override
    public String description() {
        return "TextSocketV2[host: " + host + ", port: " + port + "]";
    }

    @Override
    public Optional<Offset> latest(@Nullable Offset from, ReadLimit limit) {
        if (failure != null) throw new IllegalStateException(description() + " failed", failure);
        if (!running && from != null) countFrom(from);
        running = true;
        long first = Math.max(number(from) + 1, earlierLines);
        long there = number(newest().orElseThrow()) + 1;
        long end = there - first > limit.mostRows() ? first + limit.mostRows() : there;
        rowsLeft = there - end;
        return Optional.of(new Offset(JsonValue.of(end - 1)));
    }

    @Override
    public long rowsLeft() {
        return rowsLeft;
    }

    @Override
    public boolean freeze() {
        frozenEnd = lines.end();
        return true;
    }

    @Override
    public Optional<Offset> newest() {
        return Optional.of(new Offset(JsonValue.of(earlierLines + Math.min(lines.end(), frozenEnd) - 1)));
    }

    @Override
    public boolean flows() {
        return true;
    }

    @Override
    public InputRange range(@Nullable Offset from, Offset to) {
        return new InputRange(from, to, JsonValue.JsonNull.NULL);
    }

    @Override
    public List<Split> splits(InputRange range) {
        long from = number(range.from()) + 1 - earlierLines;
        long to = number(range.to()) + 1 - earlierLines;
        if (from < 0 && from < to) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The lines {0} to {1} of {2} are lost: they were not committed before the query was restarted, and "
                            + "the socket source can''t read them again.",
                    String.valueOf(from + earlierLines),
                    String.valueOf(Math.min(to, 0) + earlierLines - 1),
                    description());
        }
        return split(lines.between(from, to));
    }

    @Override
    public OptionalLong rowCount(InputRange range) {
        long from = Math.max(0, number(range.from()) + 1 - earlierLines);
        return OptionalLong.of(Math.max(0, number(range.to()) + 1 - earlierLines - from));
    }

    @Override
    public void replay(InputRange range) {
        countFrom(range.to());
    }

    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public void commit(Offset to) {
        lines.drop(number(to) + 1 - earlierLines);
    }

    @Override
    public void onData(Runnable listener) {
        wake = listener;
    }

    @Override
    public void close() {
        closed = true;
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "closing " + description(), e);
        }
        reader.interrupt();
    }

    /// Counts this connection's lines from behind an offset of an earlier life.
    private void countFrom(Offset offset) {
        earlierLines = Math.max(earlierLines, number(offset) + 1);
    }

    private static long number(@Nullable Offset offset) {
        return offset == null ? -1 : offset.json().asLong();
    }

    private List<Split> split(List<ChunkReader.Arrived> chunks) {
        int each = Math.max(1, (chunks.size() + splitLimit - 1) / splitLimit);
        var splits = new ArrayList<Split>();
        for (int i = 0; i < chunks.size(); i += each) {
            List<ChunkReader.Arrived> part = chunks.subList(i, Math.min(chunks.size(), i + each));
            splits.add(() -> ChunkReader.ofArrived(part));
        }
        return splits;
    }

    private void readLines(Machine machine) {
        try {
            var buffer = new LineBuffer(socket.getInputStream());
            for (BytesVector read = buffer.read(); read != null; read = buffer.read()) {
                lines.add(read, machine.nowMillis() * 1000);
                wake.run();
            }
        } catch (IOException e) {
            if (!closed) LOG.log(System.Logger.Level.DEBUG, "reading " + description(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            failure = e; // for the query: without this thread it would wait for ever
            wake.run();
        }
        if (!closed) LOG.log(System.Logger.Level.WARNING, "Stream closed by {0}:{1}", host, String.valueOf(port));
    }

    private static Socket connect(String host, int port) {
        try {
            return new Socket(host, port);
        } catch (UnknownHostException e) {
            throw notConnected(host, port, "there is no host of that name", e);
        } catch (IOException e) {
            throw notConnected(host, port, String.valueOf(e.getMessage()), e);
        }
    }

    private static SluiceException notConnected(String host, int port, String reason, IOException cause) {
        return ErrorCondition.SOCKET_CONNECTION_FAILED
                .error()
                .with("host", host)
                .with("port", port)
                .with("reason", reason)
                .cause(cause)
                .build();
    }
}
