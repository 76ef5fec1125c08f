package dev.sluice.optimizer.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.sluice.api.PlansOfQueries;
import dev.sluice.optimizer.Rule;
import dev.sluice.parser.GoldenFile;
import dev.sluice.plan.LogicalPlan;
import dev.sluice.plan.PlanText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Each rule alone, in `src/test/plans/rules`: what it makes of the analyzed plan of a query, or `stays as it is`. A
/// file has both, a query where the rule fires and one where it must not.
class RulesTest {

    private static final Path DIRECTORY = Path.of("src/test/plans/rules");
    private static final String UNCHANGED = "stays as it is";

    static final List<Rule> RULES = List.of(
            new FoldConstants(ZoneOffset.UTC),
            new MergeFilters(),
            new MergeLimits(),
            new PruneColumns(),
            new PushFilterThroughJoin(),
            new PushFilterThroughProject(),
            new PushFilterThroughUnion(),
            new PushFilterThroughWatermark(),
            new NarrowOuterJoin(),
            new RequireJoinColumns(),
            new RequireWindowTime(),
            new RemoveTrueFilter());

    @ParameterizedTest
    @FieldSource("RULES")
    void firesWhereItShouldAndNowhereElse(Rule rule) throws IOException {
        Path file = DIRECTORY.resolve(name(rule) + ".plan");
        new GoldenFile(file).check(query -> outcome(rule, query));
        String text = Files.readString(file);
        assertTrue(text.contains("=>\n" + UNCHANGED), () -> file + " has no query that stays as it is");
        assertTrue(text.contains("=>\nbefore"), () -> file + " has no query that the rule changes");
    }

    @Test
    void everyRuleHasAFile() throws IOException {
        Set<String> names = RULES.stream().map(RulesTest::name).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(names(DIRECTORY, ".plan"), names);
        Set<String> sources = names(Path.of("src/main/java/dev/sluice/optimizer/rule"), ".java");
        sources.remove("package-info");
        assertEquals(sources, names);
    }

    private static Set<String> names(Path directory, String ending) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString().replace(ending, ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String name(Rule rule) {
        return rule.getClass().getSimpleName();
    }

    private static String outcome(Rule rule, String query) {
        LogicalPlan before = PlansOfQueries.analyzed(query);
        LogicalPlan after = rule instanceof PruneColumns ? rule.apply(before) : before.rewrite(rule::apply);
        if (after == before) return UNCHANGED + "\n" + PlanText.of(before);
        return "before\n" + PlanText.of(before) + "\nafter\n" + PlanText.of(after);
    }
}
