package dev.sluice.execution;

import java.util.List;

/// A stretch of the plan that runs without waiting: rows are read at one place and pushed through one or more chains of
/// operators. Each chain ends in an exchange, a build, or the output of the query.
///
/// @param source a [LeafPlan], or the [ExchangePlan] or [TwoInputsPlan] whose partitions it reads
/// @param branches more than one where several results are made of one scan
record Pipeline(PhysicalPlan source, List<Branch> branches) {

    Pipeline {
        branches = List.copyOf(branches);
    }

    /// @param operators in the order rows go through them
    /// @param before for each operator, the sources whose tasks are numbered before those of this pipeline: what other
    ///     branches of a union read that flows into the same operator
    /// @param isAside as [PhysicalPlan#isAside] of the output it leads to
    record Branch(List<OperatorPlan> operators, List<List<PhysicalPlan>> before, Target target, boolean isAside) {
        Branch {
            operators = List.copyOf(operators);
            before = List.copyOf(before);
        }
    }

    /// Where a chain's rows go.
    sealed interface Target {
        record ToExchange(ExchangePlan exchange) implements Target {}

        record ToBuild(BuildPlan build) implements Target {}

        /// @param sink the place of the output among the query's outputs
        record ToSink(int sink) implements Target {}
    }

    /// The exchanges it reads, one after the other; none if it reads a leaf.
    List<ExchangePlan> exchanges() {
        return exchanges(source);
    }

    static List<ExchangePlan> exchanges(PhysicalPlan source) {
        return switch (source) {
            case ExchangePlan exchange -> List.of(exchange);
            case TwoInputsPlan(ExchangePlan first, ExchangePlan second) -> List.of(first, second);
            default -> List.of();
        };
    }
}
