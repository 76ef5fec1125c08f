package dev.sluice.recorder;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Queries made up by chance from the grammar in `random-queries.txt`, as a `.test` file without answers. A seed always
/// gives the same query.
final class RandomQueries {
    private static final String GRAMMAR = "random-queries.txt";
    private static final Pattern ALTERNATIVE = Pattern.compile("  (?:(\\d+)\\* )?(.*)");
    private static final Pattern REFERENCE = Pattern.compile("\\{(?:(\\+?)([a-z]+):)?([A-Z]+)}");

    /// How many references may lie in each other. Below that only alternatives without any are taken.
    private static final int DEPTH = 6;

    private static final int ORDERED_ONE_IN = 5;

    private final Map<String, List<String>> alternatives = new LinkedHashMap<>();

    RandomQueries() {
        try (var reader = new BufferedReader(new InputStreamReader(
                RandomQueries.class.getResourceAsStream("/" + GRAMMAR), StandardCharsets.UTF_8))) {
            String symbol = null;
            for (String line : reader.lines().filter(each -> !each.isBlank()).toList()) {
                Matcher alternative = ALTERNATIVE.matcher(line);
                if (line.startsWith("#")) continue;
                if (!alternative.matches()) {
                    symbol = line;
                    continue;
                }
                int weight = alternative.group(1) == null ? 1 : Integer.parseInt(alternative.group(1));
                String text = alternative.group(2).equals(".") ? "" : alternative.group(2);
                for (int i = 0; i < weight; i++) {
                    alternatives.computeIfAbsent(symbol, ignored -> new ArrayList<>()).add(text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the queries need, and the queries of the seeds from `seed` on.
    String file(long seed, int count) {
        StringBuilder file = new StringBuilder("# Queries made up by chance, of the seeds " + seed + " to "
                + (seed + count - 1) + ": see tools/spark-recorder.\n");
        for (String statement : alternatives.get("SETUP")) file.append("\nstatement\n").append(statement).append('\n');
        for (long each = seed; each < seed + count; each++) file.append('\n').append(query(each));
        return file.toString();
    }

    private String query(long seed) {
        Chance chance = new Chance(seed);
        boolean ordered = chance.oneIn(ORDERED_ONE_IN);
        String sql = text(ordered ? "ORDERED" : "QUERY", "", DEPTH, chance);
        return (ordered ? "query ordered\n" : "query\n") + sql.replaceAll(" {2,}", " ").strip() + '\n';
    }

    /// @param scope the names of the tables whose columns there are, a letter each
    private String text(String symbol, String scope, int depth, Chance chance) {
        List<String> all = candidates(symbol, scope);
        List<String> leaves = all.stream().filter(each -> !REFERENCE.matcher(each).find()).toList();
        List<String> some = depth <= 0 && !leaves.isEmpty() ? leaves : all;
        Matcher reference = REFERENCE.matcher(some.get(chance.below(some.size())));
        StringBuilder text = new StringBuilder();
        while (reference.find()) {
            String named = reference.group(2);
            String inner = named == null ? scope : reference.group(1).isEmpty() ? named : scope + named;
            String replacement = text(reference.group(3), inner, depth - 1, chance);
            reference.appendReplacement(text, Matcher.quoteReplacement(replacement));
        }
        return reference.appendTail(text).toString();
    }

    private List<String> candidates(String symbol, String scope) {
        List<String> all = Stream.concat(
                        Stream.of(symbol), scope.chars().mapToObj(each -> symbol + "@" + (char) each))
                .flatMap(each -> alternatives.getOrDefault(each, List.of()).stream())
                .toList();
        if (all.isEmpty()) throw new IllegalStateException(GRAMMAR + " has nothing for " + symbol + " in " + scope);
        return all;
    }
}
