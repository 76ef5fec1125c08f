package dev.sluice.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.sluice.api.PlansOfQueries;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An operator's id is made of what it means, so that a query may change around it and find its state again.
class StateIdsTest {

    private static List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        collect(StateIds.assign(PlansOfQueries.analyzed(query)), ids);
        return ids;
    }

    private static void collect(LogicalPlan plan, List<String> ids) {
        if (plan instanceof LogicalPlan.Aggregate(_, _, _, _, String id) && !id.isEmpty()) ids.add(id);
        if (plan instanceof LogicalPlan.Limit(_, _, _, String id) && !id.isEmpty()) ids.add(id);
        plan.children().forEach(child -> collect(child, ids));
    }

    @Test
    void theSameGroupsHaveTheSameIdWhateverIsAroundThem() {
        List<String> plain = ids("SELECT page, count(*) AS n FROM STREAM visits GROUP BY page");
        assertEquals(1, plain.size());
        assertEquals(plain, ids("SELECT upper(page) AS p, count(*) + 1 AS more FROM STREAM visits GROUP BY page"));
        assertEquals(plain, ids("SELECT page, count(*) FROM STREAM visits WHERE seconds > 10 GROUP BY page"));
        assertEquals(plain, ids("SELECT count(*), page FROM STREAM visits GROUP BY page HAVING count(*) > 2"));
    }

    @Test
    void otherGroupsAndOtherAggregatesHaveOtherIds() {
        List<String> plain = ids("SELECT page, count(*) AS n FROM STREAM visits GROUP BY page");
        assertNotEquals(plain, ids("SELECT person, count(*) AS n FROM STREAM visits GROUP BY person"));
        assertNotEquals(plain, ids("SELECT page, sum(seconds) AS n FROM STREAM visits GROUP BY page"));
    }

    @Test
    void operatorsThatMeanTheSameAreNumbered() {
        List<String> two = ids("SELECT page FROM (SELECT page FROM STREAM visits LIMIT 5) LIMIT 5");
        assertEquals(2, two.size());
        assertNotEquals(two.get(0), two.get(1));
    }

    @Test
    void whatKeepsNoStateHasNoId() {
        assertEquals(List.of(), ids("SELECT upper(page) FROM STREAM visits WHERE seconds > 1"));
        assertEquals(List.of(), ids("SELECT team, count(*) FROM people GROUP BY team"));
    }
}
