package dev.sluice.ast;

import dev.sluice.error.SluiceException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a tree is made of.
public final class Parts {

    private Parts() {}

    /// The relations of a kind in a tree, wherever they are: also in subqueries.
    public static <T extends Relation> List<T> of(Relation relation, Class<T> kind) {
        List<T> found = new ArrayList<>();
        collect(relation, kind, found);
        return found;
    }

    /// Trees are records of records; whatever else they hold has no relation in it.
    private static <T> void collect(@Nullable Object part, Class<T> kind, List<T> found) {
        if (kind.isInstance(part)) found.add(kind.cast(part));
        switch (part) {
            case null -> {}
            case List<?> parts -> parts.forEach(each -> collect(each, kind, found));
            case Map<?, ?> parts -> parts.values().forEach(each -> collect(each, kind, found));
            case Record node
            when node.getClass().getPackage() == Parts.class.getPackage() -> {
                for (var component : node.getClass().getRecordComponents()) {
                    collect(value(component.getAccessor(), node), kind, found);
                }
            }
            default -> {}
        }
    }

    private static @Nullable Object value(Method accessor, Record node) {
        try {
            return accessor.invoke(node);
        } catch (ReflectiveOperationException e) {
            throw SluiceException.bug("the tree " + node.getClass() + " can't be read: " + e);
        }
    }
}
