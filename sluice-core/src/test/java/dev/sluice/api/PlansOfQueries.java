package dev.sluice.api;

import dev.sluice.plan.LogicalPlan;

/// Gives tests of other packages the plans of queries over the tables of [GoldenTest].
public final class PlansOfQueries {

    private PlansOfQueries() {}

    public static LogicalPlan analyzed(String query) {
        try (Session session = GoldenTest.session()) {
            return session.sql(query).plan();
        }
    }
}
