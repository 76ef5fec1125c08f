package dev.sluice.execution;

import dev.sluice.execution.Pipeline.Branch;
import dev.sluice.execution.Pipeline.Target;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Cuts plans into pipelines, in an order in which each finds ready what it needs.
final class Pipelines {

    private record Piece(PhysicalPlan source, Branch branch) {}

    /// An operator, and the sources that were found to flow into it so far.
    private record Fed(OperatorPlan plan, List<PhysicalPlan> sources) {}

    private final List<Piece> pieces = new ArrayList<>();
    private boolean isAside;
    private final Set<PhysicalPlan> walked = java.util.Collections.newSetFromMap(new IdentityHashMap<>());

    private Pipelines() {}

    /// @param roots the query's outputs; a leaf that occurs in several of them is read once
    static List<Pipeline> of(List<PhysicalPlan> roots) {
        var cutting = new Pipelines();
        for (int i = 0; i < roots.size(); i++) {
            cutting.isAside = leadsAside(roots.get(i));
            cutting.walk(roots.get(i), List.of(), new Target.ToSink(i));
        }
        return inOrder(cutting.merged());
    }

    private static boolean leadsAside(PhysicalPlan plan) {
        return plan.isAside() || plan.children().stream().anyMatch(Pipelines::leadsAside);
    }

    private void walk(PhysicalPlan node, List<Fed> above, Target target) {
        switch (node) {
            case OperatorPlan operator -> {
                for (BuildPlan build : operator.builds()) {
                    if (walked.add(build)) walk(build.input(), List.of(), new Target.ToBuild(build));
                }
                var chain = new ArrayList<Fed>(above.size() + 1);
                chain.add(new Fed(operator, new ArrayList<>()));
                chain.addAll(above);
                walk(operator.input(), chain, target);
            }
            case UnionPlan union -> union.children().forEach(child -> walk(child, above, target));
            case ExchangePlan exchange -> {
                cut(exchange, above, target);
                if (walked.add(exchange)) walk(exchange.input(), List.of(), new Target.ToExchange(exchange));
            }
            case TwoInputsPlan both -> {
                cut(both, above, target);
                for (ExchangePlan exchange : List.of(both.first(), both.second())) {
                    if (walked.add(exchange)) walk(exchange.input(), List.of(), new Target.ToExchange(exchange));
                }
            }
            case LeafPlan leaf -> cut(leaf, above, target);
            default -> throw new IllegalArgumentException("no way to run " + node.describe());
        }
    }

    private void cut(PhysicalPlan source, List<Fed> above, Target target) {
        List<OperatorPlan> operators = above.stream().map(Fed::plan).toList();
        List<List<PhysicalPlan>> before =
                above.stream().map(fed -> List.copyOf(fed.sources())).toList();
        above.forEach(fed -> fed.sources().add(source));
        pieces.add(new Piece(source, new Branch(operators, before, target, isAside)));
    }

    private List<Pipeline> merged() {
        Map<PhysicalPlan, List<Branch>> branches = new IdentityHashMap<>();
        List<Pipeline> pipelines = new ArrayList<>();
        for (Piece piece : pieces) {
            branches.computeIfAbsent(piece.source, _ -> new ArrayList<>()).add(piece.branch);
        }
        for (Piece piece : pieces) {
            List<Branch> own = branches.remove(piece.source);
            if (own != null) pipelines.add(new Pipeline(piece.source, own));
        }
        return pipelines;
    }

    private static List<Pipeline> inOrder(List<Pipeline> pipelines) {
        List<Pipeline> done = new ArrayList<>();
        pipelines.forEach(pipeline -> place(pipeline, pipelines, done));
        return done;
    }

    private static void place(Pipeline pipeline, List<Pipeline> all, List<Pipeline> done) {
        if (done.stream().anyMatch(placed -> placed == pipeline)) return;
        for (Pipeline other : all) {
            if (other != pipeline && needs(pipeline, other)) place(other, all, done);
        }
        done.add(pipeline);
    }

    /// Those that don't only make what is there in the first run.
    static Set<Pipeline> always(List<Pipeline> pipelines) {
        Set<Pipeline> always = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
        for (Pipeline pipeline : pipelines) {
            if (pipeline.branches().stream().anyMatch(branch -> branch.target() instanceof Target.ToSink)) {
                addWithNeeded(pipeline, pipelines, always);
            }
        }
        return always;
    }

    private static void addWithNeeded(Pipeline pipeline, List<Pipeline> all, Set<Pipeline> always) {
        if (!always.add(pipeline)) return;
        for (Pipeline other : all) {
            boolean first = other.branches().stream()
                    .allMatch(branch ->
                            branch.target() instanceof Target.ToExchange(ExchangePlan exchange) && exchange.first());
            if (!first && needs(pipeline, other)) addWithNeeded(other, all, always);
        }
    }

    /// Those that put together what joins look up in a table that is there as a whole. In a micro-batch they run once.
    static Set<Pipeline> held(List<Pipeline> pipelines) {
        Set<Pipeline> held = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
        for (Pipeline pipeline : pipelines) {
            if (!readsStream(pipeline, pipelines) && isHeld(pipeline, pipelines)) held.add(pipeline);
        }
        return held;
    }

    private static boolean readsStream(Pipeline pipeline, List<Pipeline> all) {
        if (pipeline.source() instanceof LeafPlan leaf) return leaf.stream() >= 0;
        return all.stream().anyMatch(other -> other != pipeline && needs(pipeline, other) && readsStream(other, all));
    }

    private static boolean isHeld(Pipeline pipeline, List<Pipeline> all) {
        return pipeline.branches().stream().allMatch(branch -> switch (branch.target()) {
            case Target.ToBuild _ -> true;
            case Target.ToSink _ -> false;
            case Target.ToExchange(ExchangePlan exchange) ->
                all.stream()
                        .filter(other -> other.exchanges().stream().anyMatch(read -> read == exchange))
                        .allMatch(other -> isHeld(other, all));
        });
    }

    private static boolean needs(Pipeline pipeline, Pipeline other) {
        return other.branches().stream().anyMatch(branch -> switch (branch.target()) {
            case Target.ToExchange(ExchangePlan exchange) ->
                pipeline.exchanges().stream().anyMatch(read -> read == exchange);
            case Target.ToBuild(BuildPlan build) ->
                pipeline.branches().stream()
                        .flatMap(b -> b.operators().stream())
                        .flatMap(operator -> operator.builds().stream())
                        .anyMatch(wanted -> wanted == build);
            case Target.ToSink _ -> false;
        });
    }
}
