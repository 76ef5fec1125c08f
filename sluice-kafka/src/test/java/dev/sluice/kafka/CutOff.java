package dev.sluice.kafka;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Stands between clients and a broker, and cuts them off when they send a certain request. From then on the broker is
/// away for them, until it comes back.
///
/// Both sides speak in frames: four bytes of length, then, in a request, the number of its kind and its version in two
/// bytes each, and a number in four bytes with which the answer begins.
final class CutOff implements AutoCloseable {

    /// What becomes of that request.
    enum Way {
        /// The broker never hears of it.
        REQUEST_LOST,
        /// The broker has done what it says, and the client never hears of that.
        ANSWER_LOST,
        /// It reaches the broker only when the client has long given up: [#deliver].
        REQUEST_LATE,
        /// The broker never hears of it, nor do the clients of the end of their connections.
        SILENCE
    }

    private record Plan(int request, Way way) {}

    private final ServerSocket door;
    private final int brokerPort;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile Plan plan;
    private volatile boolean refuses;
    private volatile boolean silent;
    private volatile CountDownLatch cut = new CountDownLatch(0);
    private volatile CountDownLatch knocked = new CountDownLatch(0);
    private byte[] heldRequest;
    private volatile Socket heldBroker;
    private final CompletableFuture<byte[]> lateAnswer = new CompletableFuture<>();

    /// @param port where clients find it, which the broker advertises
    CutOff(int port, int brokerPort) throws IOException {
        this.brokerPort = brokerPort;
        door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::welcome);
    }

    /// Cuts clients off at the next request of a kind.
    void at(int request, Way way) {
        cut = new CountDownLatch(1);
        plan = new Plan(request, way);
    }

    /// Waits until they are cut off.
    void await() throws InterruptedException {
        cut.await();
    }

    /// Cuts them off now, and waits until they have knocked so often in vain.
    void away(int knocks) throws InterruptedException {
        knocked = new CountDownLatch(knocks);
        goAway();
        knocked.await();
    }

    synchronized void comeBack() {
        connections.forEach(CutOff::close); // on those that were silent nothing would ever be heard
        connections.clear();
        plan = null;
        silent = false;
        refuses = false;
    }

    /// Gives the broker the request that was held back.
    ///
    /// @return the error with which it answers; 0 is none
    short deliver() throws IOException {
        write(heldBroker, heldRequest);
        ByteBuffer answer = ByteBuffer.wrap(lateAnswer.join());
        close(heldBroker);
        // length, number, tagged fields of the header (none: one byte), time to wait, error
        return answer.getShort(4 + 4 + 1 + 4);
    }

    private void welcome() {
        try {
            while (true) welcome(door.accept());
        } catch (IOException e) {
            // It is closed.
        }
    }

    private synchronized void welcome(Socket client) throws IOException {
        if (refuses) {
            knocked.countDown();
            close(client);
            return;
        }
        Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
        client.setTcpNoDelay(true);
        broker.setTcpNoDelay(true);
        connections.add(client);
        connections.add(broker);
        var connection = new Connection(client, broker);
        Thread.ofVirtual().start(() -> connection.run(connection::requests));
        Thread.ofVirtual().start(() -> connection.run(connection::answers));
    }

    private interface Pump {
        void run() throws IOException;
    }

    private final class Connection {
        private final Socket client;
        private final Socket broker;
        private volatile int unanswered = -1;

        private Connection(Socket client, Socket broker) {
            this.client = client;
            this.broker = broker;
        }

        private void run(Pump pump) {
            try {
                pump.run();
            } catch (IOException e) {
                // One side has gone.
            } finally {
                close(client);
                if (broker != heldBroker) close(broker);
            }
        }

        private void requests() throws IOException {
            var in = new DataInputStream(client.getInputStream());
            while (true) {
                byte[] request = frame(in);
                Plan due = plan;
                if (silent) continue;
                if (due == null || ByteBuffer.wrap(request).getShort(4) != due.request) {
                    write(broker, request);
                    continue;
                }
                switch (due.way) {
                    case REQUEST_LOST -> goAway();
                    case ANSWER_LOST -> {
                        unanswered = ByteBuffer.wrap(request).getInt(8);
                        plan = null;
                        write(broker, request);
                    }
                    case REQUEST_LATE -> {
                        heldRequest = request;
                        heldBroker = broker;
                        connections.remove(broker);
                        goAway();
                    }
                    case SILENCE -> {
                        plan = null;
                        silent = true;
                        cut.countDown();
                    }
                }
            }
        }

        private void answers() throws IOException {
            var in = new DataInputStream(broker.getInputStream());
            while (true) {
                byte[] answer = frame(in);
                if (broker == heldBroker) lateAnswer.complete(answer);
                if (unanswered >= 0 && ByteBuffer.wrap(answer).getInt(4) == unanswered) goAway();
                if (!silent && !refuses) write(client, answer);
            }
        }
    }

    private synchronized void goAway() {
        plan = null;
        refuses = true;
        connections.forEach(CutOff::close);
        connections.clear();
        cut.countDown();
    }

    private static byte[] frame(DataInputStream in) throws IOException {
        int length = in.readInt();
        byte[] frame = new byte[4 + length];
        ByteBuffer.wrap(frame).putInt(length);
        in.readFully(frame, 4, length);
        return frame;
    }

    private static void write(Socket to, byte[] frame) throws IOException {
        var out = new DataOutputStream(to.getOutputStream());
        out.write(frame);
        out.flush();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        connections.forEach(CutOff::close);
    }
}
