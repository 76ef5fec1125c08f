package dev.sluice.connect;

import dev.sluice.api.QueryStage;
import dev.sluice.api.Session;
import dev.sluice.api.StreamingQuery;
import dev.sluice.error.ErrorCondition;
import io.grpc.StatusRuntimeException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.spark.connect.proto.ExecutePlanRequest;
import org.apache.spark.connect.proto.ExecutePlanResponse;
import org.apache.spark.connect.proto.ExecutePlanResponse.ExecutionProgress;
import org.apache.spark.connect.proto.Plan;
import org.apache.spark.connect.proto.Relation;
import org.jspecify.annotations.Nullable;

/// What a user has under a session's id: tables, views and settings, running plans, streaming queries, rows sent
/// before.
final class ConnectSession implements AutoCloseable {

    private static final String OPERATION = "operation:";
    private static final int INTERRUPTS = 500;
    private static final int QUERIES_KEPT = 1000;
    /// As many as Spark remembers.
    private static final int GIVEN_UP_KEPT = 10_000;

    private final String id;
    /// Tells a client that it talks to the same server as before.
    private final String serverSideId = UUID.randomUUID().toString();
    private final Session session;
    private final BufferAllocator allocator;
    private final Executor threads;
    private final Failures failures = new Failures();
    private final Limits limits;
    private final Artifacts artifacts;
    private final Checkpoints checkpoints;
    private final Map<String, Execution> executions = new ConcurrentHashMap<>();
    /// Those that a thread works for, with what is complete when it does no more.
    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private final Map<UUID, StreamingQuery> queries = Collections.synchronizedMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, StreamingQuery> eldest) {
            return size() > QUERIES_KEPT && !eldest.getValue().isActive();
        }
    });
    private final Set<String> givenUp = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > GIVEN_UP_KEPT;
        }
    });
    private final ListenerBus listeners;
    private volatile long usedNanos = System.nanoTime();

    ConnectSession(String id, Session session, BufferAllocator allocator, Executor threads, Limits limits) {
        this.id = id;
        this.session = session;
        this.allocator = allocator;
        this.threads = threads;
        this.limits = limits;
        artifacts = new Artifacts(limits.artifactBytes());
        checkpoints = new Checkpoints(limits.checkpointBytes());
        listeners = new ListenerBus(session);
    }

    String id() {
        return id;
    }

    String serverSideId() {
        return serverSideId;
    }

    Session engine() {
        return session;
    }

    Artifacts artifacts() {
        return artifacts;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    Failures failures() {
        return failures;
    }

    ListenerBus listeners() {
        return listeners;
    }

    BufferAllocator allocator() {
        return allocator;
    }

    // ---- its life

    void use() {
        usedNanos = System.nanoTime();
    }

    /// Gives up executions whose answers nobody has asked for, for so long.
    void giveUpAbandoned(long nanos) {
        for (Execution execution : executions.values()) {
            if (execution.isAbandoned(nanos)) giveUp(execution);
        }
    }

    /// Whether nobody has used it for so long, and nothing runs in it.
    boolean isIdle(long nanos) {
        return System.nanoTime() - usedNanos > nanos
                && executions.values().stream().allMatch(Execution::isOver)
                && session.streams().active().length == 0;
    }

    @Override
    public void close() {
        // One that is only about to begin is interrupted when it has.
        executions.keySet().forEach(operation -> release(operation, ErrorCondition.HANDLE_SESSION_CLOSED));
        session.interruptAll();
        session.close();
    }

    // ---- relations

    ProtoRelations relations() {
        return new ProtoRelations(
                session, new LocalRows(session, allocator, artifacts, id), frame -> checkpoints.get(frame, id));
    }

    /// The relation of a plan that is one.
    static Relation root(Plan said) {
        Plan plan = CompressedPlans.plain(said);
        if (plan.getOpTypeCase() != Plan.OpTypeCase.ROOT) throw Refusals.invalid("a plan without a relation");
        return plan.getRoot();
    }

    // ---- executions

    /// Begins to run a plan.
    ///
    /// @throws dev.sluice.error.SluiceException if there is an execution of that id already, or too many run
    synchronized Execution begin(ExecutePlanRequest request) {
        long running = executions.values().stream()
                .filter(execution -> !execution.isOver())
                .count();
        if (running >= limits.executions()) {
            throw Refusals.invalid("the session runs " + running
                    + " plans already; interrupt one, or start the server with --max-executions");
        }
        String operation = request.hasOperationId()
                ? request.getOperationId()
                : UUID.randomUUID().toString();
        requireNotGivenUp(operation);
        boolean reattachable = request.getRequestOptionsList().stream()
                .anyMatch(option -> option.getReattachOptions().getReattachable());
        var execution = new Execution(
                operation,
                new HashSet<>(request.getTagsList()),
                reattachable,
                this::status,
                () -> release(operation, ErrorCondition.HANDLE_OPERATION_ABANDONED));
        if (executions.putIfAbsent(operation, execution) != null) {
            throw ErrorCondition.HANDLE_OPERATION_EXISTS
                    .error()
                    .with("handle", operation)
                    .build();
        }
        threads.execute(() -> run(execution, request.getPlan()));
        return execution;
    }

    private void run(Execution execution, Plan plan) {
        var ended = new CompletableFuture<Void>();
        running.put(execution.id(), ended);
        session.addTag(OPERATION + execution.id());
        execution.tags().forEach(session::addTag);
        try {
            new PlanRun(this, execution).run(plan);
        } catch (Execution.Released _) {
            // Nobody is told.
        } catch (Throwable e) {
            execution.fail(e);
        } finally {
            running.remove(execution.id());
            session.clearTags();
            ended.complete(null);
            forgetLargest();
        }
    }

    /// Answers that wait for clients which may never come are given up if they are too many: the largest first, so that
    /// few clients lose theirs, and the oldest of those that are as large.
    private synchronized void forgetLargest() {
        List<Execution.Left> left = executions.values().stream()
                .flatMap(execution -> execution.left().stream())
                .sorted(Comparator.comparingLong(Execution.Left::bytes)
                        .reversed()
                        .thenComparingLong(Execution.Left::sinceNanos))
                .toList();
        long bytes = left.stream().mapToLong(Execution.Left::bytes).sum();
        for (Execution.Left answers : left) {
            if (bytes <= limits.waitingBytes()) return;
            bytes -= answers.bytes();
            if (answers.of().isLeft()) giveUp(answers.of());
        }
    }

    /// Its id is remembered: a client that comes back for the answers must not take the plan for one that never ran.
    private void giveUp(Execution execution) {
        synchronized (givenUp) {
            givenUp.add(execution.id());
        }
        release(execution.id(), ErrorCondition.HANDLE_OPERATION_ABANDONED);
    }

    private void requireNotGivenUp(String operation) {
        synchronized (givenUp) {
            if (!givenUp.contains(operation)) return;
        }
        throw ErrorCondition.HANDLE_OPERATION_ABANDONED
                .error()
                .with("handle", operation)
                .build();
    }

    /// @throws dev.sluice.error.SluiceException if there is none of that id
    Execution execution(String operation) {
        Execution execution = executions.get(operation);
        if (execution == null) {
            requireNotGivenUp(operation);
            throw ErrorCondition.HANDLE_OPERATION_NOT_FOUND
                    .error()
                    .with("handle", operation)
                    .build();
        }
        return execution;
    }

    /// Tells each client that waits for a query how far it is, if it has got on since it was told last.
    void tellProgress() {
        for (Execution execution : executions.values()) {
            List<QueryStage> stages = session.stages(OPERATION + execution.id());
            if (!stages.isEmpty() && !execution.isOver()) {
                execution.tellProgress(
                        ExecutePlanResponse.newBuilder().setSessionId(id).setServerSideSessionId(serverSideId),
                        progress(stages));
            }
        }
    }

    private static ExecutionProgress progress(List<QueryStage> stages) {
        var progress = ExecutionProgress.newBuilder();
        int running = 0;
        for (QueryStage stage : stages) {
            running += stage.started() - stage.ended();
            progress.addStages(ExecutionProgress.StageInfo.newBuilder()
                    .setStageId(stage.number())
                    .setNumTasks(stage.tasks())
                    .setNumCompletedTasks(stage.ended())
                    .setDone(stage.ended() == stage.tasks()));
        }
        return progress.setNumInflightTasks(running).build();
    }

    /// Is complete when no thread works for the operation.
    Future<Void> end(String operation) {
        return running.getOrDefault(operation, CompletableFuture.completedFuture(null));
    }

    Optional<Execution> find(String operation) {
        return Optional.ofNullable(executions.get(operation));
    }

    /// @param why what one who still reads is told
    void release(String operation, ErrorCondition why) {
        Execution execution = executions.remove(operation);
        if (execution == null) return;
        boolean over = execution.isOver();
        execution.releaseAll(why);
        if (!over) threads.execute(() -> interrupt(execution));
    }

    /// Ends executions that have not ended.
    ///
    /// @param operation its id, or null
    /// @param tag the tag they have, or null; without either all are meant
    /// @return their ids
    List<String> interrupt(@Nullable String operation, @Nullable String tag) {
        List<Execution> meant = executions.values().stream()
                .filter(execution -> !execution.isOver())
                .filter(execution -> operation == null || execution.id().equals(operation))
                .filter(execution -> tag == null || execution.tags().contains(tag))
                .toList();
        meant.forEach(execution -> {
            execution.cancel();
            threads.execute(() -> interrupt(execution));
        });
        return meant.stream().map(Execution::id).toList();
    }

    /// Tells the query of an execution to end; more than once, since it may only be about to begin.
    private void interrupt(Execution execution) {
        for (int i = 0; i < INTERRUPTS; i++) {
            boolean found = !session.interruptTag(OPERATION + execution.id()).isEmpty();
            if (found || !running.containsKey(execution.id())) return;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    StatusRuntimeException status(Throwable error) {
        return failures.status(error, UUID.randomUUID().toString());
    }

    // ---- streaming queries

    void remember(StreamingQuery query) {
        queries.put(query.id(), query);
    }

    /// A query of this session, running or not.
    Optional<StreamingQuery> query(String queryId) {
        UUID wanted;
        try {
            wanted = UUID.fromString(queryId);
        } catch (IllegalArgumentException e) {
            throw ErrorCondition.HANDLE_FORMAT.error().with("handle", queryId).build();
        }
        return session.streams().get(wanted).or(() -> Optional.ofNullable(queries.get(wanted)));
    }

    Set<String> operations() {
        return executions.keySet();
    }
}
