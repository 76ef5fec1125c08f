package dev.sluice.api;

import dev.sluice.ast.Relation.JoinType;
import java.util.Locale;

/// The names of join types.
final class JoinTypes {

    private JoinTypes() {}

    static JoinType named(String name) {
        return switch (name.toLowerCase(Locale.ROOT).replace("_", "")) {
            case "inner" -> JoinType.INNER;
            case "cross" -> JoinType.CROSS;
            case "left", "leftouter" -> JoinType.LEFT_OUTER;
            case "right", "rightouter" -> JoinType.RIGHT_OUTER;
            case "outer", "full", "fullouter" -> JoinType.FULL_OUTER;
            case "semi", "leftsemi" -> JoinType.LEFT_SEMI;
            case "anti", "leftanti" -> JoinType.LEFT_ANTI;
            default ->
                throw new IllegalArgumentException("no join type '" + name + "': inner, cross, left, right, full, "
                        + "left_semi, left_anti and their other names are");
        };
    }
}
