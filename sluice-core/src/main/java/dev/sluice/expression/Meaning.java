package dev.sluice.expression;

import dev.sluice.expression.Expression.Call;
import dev.sluice.expression.Expression.Logical;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether two expressions mean the same, though they say what may be said in any order in another one: `a + b` and
/// `b + a`, `a < b` and `b > a`.
///
/// What is so found to be the same has the same value, if none overflows on its way.
///
/// Source: the canonical forms of Spark's expressions, by which `GROUP BY a + b` permits `SELECT b + a`.
public final class Meaning {

    private static final Set<String> ORDERLESS = Set.of("+", "*", "&", "|", "^", "greatest", "least", "=", "<=>");

    private static final Map<String, String> MIRRORED = Map.of("<", ">", ">", "<", "<=", ">=", ">=", "<=");

    private Meaning() {}

    public static boolean same(Expression a, Expression b) {
        if (a.equals(b)) return true;
        if (!a.type().equals(b.type())) return false;
        if (a instanceof Call one && b instanceof Call other) {
            String name = one.function().name();
            if (ORDERLESS.contains(name) && other.function().name().equals(name)) return sameSet(terms(a), terms(b));
            if (other.function().name().equals(MIRRORED.get(name))) {
                return sameList(one.arguments(), other.arguments().reversed());
            }
        }
        if (a instanceof Logical one && b instanceof Logical other && one.and() == other.and()) {
            return sameSet(terms(a), terms(b));
        }
        return a.getClass() == b.getClass()
                && sameList(a.children(), b.children())
                && a.withChildren(b.children()).equals(b);
    }

    /// What a chain of one operator takes, in its order. Only whole numbers and truths are joined in chains: a day and
    /// a month more is not a month and a day more, and decimals and floating-point numbers round on their way.
    private static List<Expression> terms(Expression chain) {
        List<Expression> terms = new ArrayList<>();
        for (Expression child : chain.children()) {
            if (continues(chain, child)) {
                terms.addAll(terms(child));
            } else {
                terms.add(child);
            }
        }
        return terms;
    }

    private static boolean continues(Expression chain, Expression child) {
        return switch (chain) {
            case Logical logical -> child instanceof Logical below && below.and() == logical.and();
            case Call call ->
                child instanceof Call below
                        && below.function().name().equals(call.function().name())
                        && call.arguments().stream()
                                .allMatch(term -> term.type().isIntegral())
                        && below.arguments().stream()
                                .allMatch(term -> term.type().isIntegral());
            default -> false;
        };
    }

    private static boolean sameList(List<Expression> a, List<Expression> b) {
        if (a.size() != b.size()) return false;
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) return false;
        }
        return true;
    }

    private static boolean sameSet(List<Expression> a, List<Expression> b) {
        if (a.size() != b.size()) return false;
        List<Expression> left = new ArrayList<>(b);
        for (Expression term : a) {
            int found = 0;
            while (found < left.size() && !same(term, left.get(found))) found++;
            if (found == left.size()) return false;
            left.remove(found);
        }
        return true;
    }
}
