package dev.sluice.connect;

import dev.sluice.api.GlobalViewsKept;
import dev.sluice.api.Session;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;

/// A server that speaks Spark Connect, so that programs written for it run on this engine by another URL,
/// `sc://localhost:15002`. Source: the protocol files of Apache Spark 4.2 (`spark/connect/*.proto`).
public final class ConnectServer implements AutoCloseable {

    static final int MOST_MESSAGE_BYTES = 128 << 20;

    /// How often clients are told how far their queries are: as by Spark's server
    /// (`spark.connect.progress.reportInterval`).
    private static final int PROGRESS_SECONDS = 2;

    /// Of columns that are being read or written.
    private static final long MOST_COLUMN_BYTES = 1L << 30;

    /// Tells with the first allocation how it is set up. Kept, since loggers that nobody holds are forgotten.
    private static final Logger ARROW = Logger.getLogger("org.apache.arrow");

    /// Tells with a stack trace of each client that goes in the middle of an answer.
    private static final Logger STREAMS = Logger.getLogger("io.grpc.netty.shaded.io.grpc.netty.NettyServerHandler");

    private final Server server;
    private final Sessions sessions;
    private final ExecutorService threads;
    private final ScheduledExecutorService sweeper;
    private final BufferAllocator allocator;
    private final GlobalViewsKept globalViews = new GlobalViewsKept();

    /// How a server is to be.
    ///
    /// @param host the address to listen at
    /// @param port 0 for any that is free
    /// @param token what clients have to show, or null if all may come in
    /// @param certificate a file of certificates in PEM, or null to talk in the clear
    /// @param key the file of its private key
    /// @param limits how much clients may have
    public record Options(
            String host,
            int port,
            @Nullable String token,
            @Nullable File certificate,
            @Nullable File key,
            Limits limits) {

        /// On this machine alone, for all its users.
        public static Options local(int port) {
            return new Options("localhost", port, null, null, null, Limits.USUAL);
        }
    }

    private ConnectServer(
            Server server,
            Sessions sessions,
            ExecutorService threads,
            ScheduledExecutorService sweeper,
            BufferAllocator allocator) {
        this.server = server;
        this.sessions = sessions;
        this.threads = threads;
        this.sweeper = sweeper;
        this.allocator = allocator;
    }

    /// Starts a server.
    ///
    /// @param open makes a session of the engine, for each that a client begins
    /// @throws IOException if the port is taken, or the certificate can't be read
    /// @throws IllegalArgumentException if it would listen beyond this machine and let everybody in
    public static ConnectServer start(Options options, Supplier<Session> open) throws IOException {
        InetAddress address = InetAddress.getByName(options.host());
        if (!address.isLoopbackAddress() && (options.token() == null || options.certificate() == null)) {
            throw new IllegalArgumentException("a server that listens at " + options.host()
                    + " needs a token, so that not everybody comes in, and a certificate, so that nobody reads it");
        }
        ARROW.setLevel(Level.WARNING);
        STREAMS.setLevel(Level.SEVERE);
        var threads = (ThreadPoolExecutor) Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("connect-", 0).factory());
        // What clients still want when the server has ended.
        threads.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        var allocator = new RootAllocator(MOST_COLUMN_BYTES);
        var sessions = new Sessions(open, allocator, threads, options.limits());
        Server server = NettyServerBuilder.forAddress(
                        new InetSocketAddress(address, options.port()), credentials(options))
                .addService(service(options, new ConnectService(sessions, threads)))
                .maxInboundMessageSize(MOST_MESSAGE_BYTES)
                // A client whose machine is gone says nothing.
                .keepAliveTime(2, TimeUnit.MINUTES)
                .executor(threads)
                .build()
                .start();
        var sweeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("connect-sweeper").factory());
        var _ = sweeper.scheduleWithFixedDelay(sessions::sweep, 30, 30, TimeUnit.SECONDS);
        var _ = sweeper.scheduleWithFixedDelay(
                sessions::tellProgress, PROGRESS_SECONDS, PROGRESS_SECONDS, TimeUnit.SECONDS);
        return new ConnectServer(server, sessions, threads, sweeper, allocator);
    }

    private static ServerServiceDefinition service(Options options, ConnectService service) {
        ServerServiceDefinition deep = DeepMessages.allow(service.bindService());
        return options.token() == null ? deep : ServerInterceptors.intercept(deep, new TokenCheck(options.token()));
    }

    private static ServerCredentials credentials(Options options) throws IOException {
        if (options.certificate() == null) return InsecureServerCredentials.create();
        if (options.key() == null) throw new IllegalArgumentException("a certificate needs its private key");
        return TlsServerCredentials.create(options.certificate(), options.key());
    }

    public int port() {
        return server.getPort();
    }

    /// Waits until the server has ended.
    public void await() throws InterruptedException {
        server.awaitTermination();
    }

    /// The sessions that there are, for tests.
    Sessions sessions() {
        return sessions;
    }

    /// Ends the server: streaming queries after their running micro-batches.
    @Override
    public void close() {
        sweeper.shutdownNow();
        server.shutdown();
        sessions.close();
        server.shutdownNow();
        try {
            server.awaitTermination(10, TimeUnit.SECONDS);
            threads.shutdown();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        allocator.close();
        globalViews.close();
    }
}
