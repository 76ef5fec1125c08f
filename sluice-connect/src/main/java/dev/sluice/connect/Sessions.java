package dev.sluice.connect;

import dev.sluice.api.Session;
import dev.sluice.error.ErrorCondition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.spark.connect.proto.UserContext;
import org.jspecify.annotations.Nullable;

/// The sessions of a server, each under its user's name and an id that the client makes up.
final class Sessions implements AutoCloseable {

    private static final long ABANDONED_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final long IDLE_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int CLOSED_KEPT = 1000;

    private record Key(String user, String id) {}

    private final Supplier<Session> open;
    /// Whose tables and settings all others have; made with the first, so that a server is ready sooner.
    private @Nullable Session first;

    private final BufferAllocator allocator;
    private final Executor threads;
    private final Limits limits;
    private final Map<Key, ConnectSession> sessions = new ConcurrentHashMap<>();
    private final Set<Key> closed = new LinkedHashSet<>();

    /// @param open makes a session of the engine
    Sessions(Supplier<Session> open, BufferAllocator allocator, Executor threads, Limits limits) {
        this.open = open;
        this.allocator = allocator;
        this.threads = threads;
        this.limits = limits;
    }

    /// The session of that id, made if it is new.
    ///
    /// @param observed the server's id of the session that the client saw before; empty if it saw none
    /// @throws dev.sluice.error.SluiceException if the id is none, the session was closed, or is not the one seen
    /// before
    synchronized ConnectSession use(UserContext user, String id, String observed) {
        var key = new Key(user.getUserId(), checked(id));
        if (closed.contains(key))
            throw ErrorCondition.HANDLE_SESSION_CLOSED
                    .error()
                    .with("handle", id)
                    .build();
        ConnectSession session = sessions.get(key);
        if (!observed.isEmpty() && (session == null || !session.serverSideId().equals(observed))) {
            throw ErrorCondition.HANDLE_SESSION_CHANGED
                    .error()
                    .with("handle", id)
                    .build();
        }
        if (session == null) session = open(key);
        session.use();
        return session;
    }

    private ConnectSession open(Key key) {
        if (sessions.size() >= limits.sessions()) {
            throw Refusals.invalid("the server has " + limits.sessions()
                    + " sessions already; stop one, or start it with --max-sessions");
        }
        var made = new ConnectSession(key.id, engine(), allocator, threads, limits);
        sessions.put(key, made);
        return made;
    }

    private Session engine() {
        if (first == null) first = open.get();
        Session made = first.newSession();
        Map<String, String> usual = made.conf().getAll();
        first.conf().getAll().forEach((key, value) -> {
            if (!value.equals(usual.get(key))) made.conf().set(key, value);
        });
        return made;
    }

    /// A new session with the settings, views and artifacts of another.
    synchronized ConnectSession copy(UserContext user, ConnectSession from, String id) {
        var key = new Key(
                user.getUserId(), checked(id.isEmpty() ? UUID.randomUUID().toString() : id));
        if (sessions.containsKey(key) || closed.contains(key))
            throw Refusals.invalid("there is a session " + key.id + " already");
        ConnectSession made = open(key);
        made.engine().copyFrom(from.engine());
        made.artifacts().putAll(from.artifacts());
        return made;
    }

    private static String checked(String id) {
        try {
            return UUID.fromString(id).toString();
        } catch (IllegalArgumentException e) {
            throw ErrorCondition.HANDLE_FORMAT.error().with("handle", id).build();
        }
    }

    /// Ends a session, if there is one of that id; the id is not to be used again unless the client may come back.
    void close(UserContext user, String id, boolean mayReconnect) {
        ConnectSession session;
        synchronized (this) {
            var key = new Key(user.getUserId(), checked(id));
            session = sessions.remove(key);
            if (!mayReconnect) closed.add(key);
            if (closed.size() > CLOSED_KEPT) closed.remove(closed.iterator().next());
        }
        if (session != null) session.close();
    }

    /// Gives up what nobody waits for, and ends sessions that nobody uses. To be called now and then.
    void sweep() {
        List<ConnectSession> idle;
        giveUpAbandoned(ABANDONED_NANOS);
        synchronized (this) {
            idle = sessions.values().stream()
                    .filter(session -> session.isIdle(IDLE_NANOS))
                    .toList();
            sessions.values().removeAll(idle);
        }
        idle.forEach(ConnectSession::close);
    }

    /// Gives up executions whose answers nobody has taken for so long.
    synchronized void giveUpAbandoned(long nanos) {
        sessions.values().forEach(session -> session.giveUpAbandoned(nanos));
    }

    /// Tells clients how far their queries are. To be called now and then.
    void tellProgress() {
        List<ConnectSession> all;
        synchronized (this) {
            all = List.copyOf(sessions.values());
        }
        all.forEach(ConnectSession::tellProgress);
    }

    @Override
    public synchronized void close() {
        sessions.values().forEach(ConnectSession::close);
        sessions.clear();
        if (first != null) first.close();
    }
}
