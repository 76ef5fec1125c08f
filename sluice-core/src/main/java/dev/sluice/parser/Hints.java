package dev.sluice.parser;

import dev.sluice.grammar.SqlBaseParser.HintContext;
import dev.sluice.grammar.SqlBaseParser.HintStatementContext;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// `/*+ BROADCAST(t) */`. Spark's hints say how a cluster should divide its work; one process has nothing of it to
/// decide. A word that is no hint in Spark either is told of, as there.
final class Hints {

    private static final System.Logger LOG = System.getLogger(Hints.class.getName());

    /// Source: Spark SQL Reference, "Hints".
    private static final Set<String> KNOWN = Set.of(
            "BROADCAST",
            "BROADCASTJOIN",
            "MAPJOIN",
            "SHUFFLE_MERGE",
            "MERGE",
            "MERGEJOIN",
            "SHUFFLE_HASH",
            "SHUFFLE_REPLICATE_NL",
            "COALESCE",
            "REPARTITION",
            "REPARTITION_BY_RANGE",
            "REBALANCE");

    private Hints() {}

    static void warnOfUnknown(List<HintContext> said) {
        for (HintContext hint : said) {
            for (HintStatementContext one : hint.hintStatements) {
                String name = one.hintName.getText();
                if (KNOWN.contains(name.toUpperCase(Locale.ROOT))) continue;
                LOG.log(System.Logger.Level.WARNING, "Unrecognized hint: {0}", one.getText());
            }
        }
    }
}
