package dev.sluice.encoder;

import java.util.ArrayList;
import java.util.List;

/// Where in a class something is, as Spark's errors walk it: the innermost first.
record TypePath(List<String> steps) {

    static TypePath root(Class<?> type) {
        return new TypePath(List.of("- root class: \"" + type.getName() + '"'));
    }

    TypePath field(Shape.Part part) {
        return and("- field (class: \"" + part.shape().javaType().getName() + "\", name: \"" + part.name() + "\")");
    }

    TypePath element(Shape element) {
        return and("- array element class: \"" + element.javaType().getName() + '"');
    }

    TypePath key(Shape key) {
        return and("- map key class: \"" + key.javaType().getName() + '"');
    }

    TypePath value(Shape value) {
        return and("- map value class: \"" + value.javaType().getName() + '"');
    }

    TypePath option(Shape value) {
        return and("- option value class: \"" + value.javaType().getName() + '"');
    }

    private TypePath and(String step) {
        List<String> longer = new ArrayList<>();
        longer.add(step);
        longer.addAll(steps);
        return new TypePath(longer);
    }

    @Override
    public String toString() {
        return String.join("\n", steps);
    }
}
