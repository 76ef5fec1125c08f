package dev.sluice.encoder;

import dev.sluice.encoder.Shape.Part;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Finds out the shape of Java types by looking at them, once.
final class Shapes {

    /// How deep generic classes may be inside each other, before they are taken to be so without end.
    private static final int DEPTH = 50;

    private static final Shapes ROOT = new Shapes(Map.of(), List.of(), "");

    /// What type variables stand for, where a generic record or bean is part of another.
    private final Map<TypeVariable<?>, Shape> variables;

    /// The classes that this is part of, the outermost first.
    private final List<Class<?>> inside;

    /// Where it is looked for, for errors: `the field "at" of shop.Order: `, or nothing.
    private final String where;

    private Shapes(Map<TypeVariable<?>, Shape> variables, List<Class<?>> inside, String where) {
        this.variables = variables;
        this.inside = inside;
        this.where = where;
    }

    private Shapes field(Class<?> owner, String name) {
        return new Shapes(variables, inside, "the field \"" + name + "\" of " + owner.getTypeName() + ": ");
    }

    static Shape of(Type type) {
        return ROOT.shape(type);
    }

    static Shape record(Class<?> type) {
        if (!type.isRecord()) throw ROOT.notFound(type);
        return of(type);
    }

    static Shape bean(Class<?> type) {
        return ROOT.bean(type, new HashMap<>());
    }

    /// @param type a record with a component for each part, of types that fit all
    static Shape tuple(Class<?> type, List<Shape> parts) {
        Access access = Access.to(type);
        RecordComponent[] components = type.getRecordComponents();
        List<Part> named = new ArrayList<>();
        for (int i = 0; i < components.length; i++) {
            named.add(
                    new Part(components[i].getName(), parts.get(i), access.method(components[i].getAccessor()), null));
        }
        return new Shape.Composite(type, named, canonical(type, access), true);
    }

    private static MethodHandle canonical(Class<?> type, Access access) {
        return access.constructor(Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
    }

    private Shape shape(Type said) {
        return switch (said) {
            case Class<?> type -> shape(type, Map.of());
            case ParameterizedType type -> parameterized(type);
            case GenericArrayType array -> {
                Shape element = shape(array.getGenericComponentType());
                yield new Shape.ListOf(element.javaType().arrayType(), element);
            }
            case WildcardType wildcard -> shape(wildcard.getUpperBounds()[0]);
            case TypeVariable<?> variable -> {
                Shape shape = variables.get(variable);
                if (shape == null) throw notFound(said);
                yield shape;
            }
            default -> throw notFound(said);
        };
    }

    private Shape parameterized(ParameterizedType type) {
        Class<?> raw = (Class<?>) type.getRawType();
        Type[] arguments = type.getActualTypeArguments();
        if (raw == Optional.class) return new Shape.OptionalOf(shape(arguments[0]));
        if (Map.class.isAssignableFrom(raw)) {
            if (!raw.isAssignableFrom(java.util.LinkedHashMap.class)) throw notFound(type);
            return new Shape.MapOf(raw, shape(arguments[0]), shape(arguments[1]));
        }
        if (Collection.class.isAssignableFrom(raw) || raw == Iterable.class) {
            boolean makeable =
                    raw.isAssignableFrom(ArrayList.class) || raw.isAssignableFrom(java.util.LinkedHashSet.class);
            if (!makeable) throw notFound(type);
            return new Shape.ListOf(raw, shape(arguments[0]));
        }
        Map<TypeVariable<?>, Shape> bound = new HashMap<>();
        TypeVariable<?>[] parameters = raw.getTypeParameters();
        for (int i = 0; i < parameters.length; i++) bound.put(parameters[i], shape(arguments[i]));
        return shape(raw, bound);
    }

    private Shape shape(Class<?> type, Map<TypeVariable<?>, Shape> bound) {
        Optional<Shape> scalar = Scalars.of(type);
        if (scalar.isPresent()) return scalar.get();
        if (type.isEnum()) return new Shape.Constant(type);
        if (type.isArray()) return new Shape.ListOf(type, shape(type.getComponentType()));
        if (type.isRecord()) return record(type, bound);
        if (type.isInterface() || type.isPrimitive() || type.getPackageName().startsWith("java.")) throw notFound(type);
        return bean(type, bound);
    }

    private Shapes within(Class<?> type, Map<TypeVariable<?>, Shape> bound) {
        boolean generic = type.getTypeParameters().length > 0;
        if (generic ? inside.size() > DEPTH : inside.contains(type)) {
            throw ErrorCondition.CIRCULAR_CLASS_REFERENCE
                    .error()
                    .with("t", '\'' + type.getName() + '\'')
                    .build();
        }
        List<Class<?>> deeper = new ArrayList<>(inside);
        deeper.add(type);
        return new Shapes(bound, deeper, where);
    }

    private Shape record(Class<?> type, Map<TypeVariable<?>, Shape> bound) {
        Access access = Access.to(type);
        Shapes parts = within(type, bound);
        List<Part> named = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Shape shape = parts.field(type, component.getName()).shape(component.getGenericType());
            named.add(new Part(component.getName(), shape, access.method(component.getAccessor()), null));
        }
        return new Shape.Composite(type, named, canonical(type, access), false);
    }

    /// Properties that can be read and set, by their names, as Spark orders them.
    private Shape bean(Class<?> type, Map<TypeVariable<?>, Shape> bound) {
        if (Modifier.isAbstract(type.getModifiers())) throw notFound(type);
        Access access = Access.to(type);
        Shapes parts = within(type, bound);
        Map<String, Method> getters = new TreeMap<>();
        for (Method method : type.getMethods()) {
            String property = property(method);
            if (!property.isEmpty()) getters.putIfAbsent(property, method);
        }
        List<Part> named = new ArrayList<>();
        getters.forEach((name, getter) -> setter(type, name, getter).ifPresent(setter -> {
            Shape shape = parts.field(type, name).shape(getter.getGenericReturnType());
            named.add(new Part(name, shape, access.method(getter), access.method(setter)));
        }));
        return new Shape.Composite(type, named, access.constructor(), false);
    }

    /// The property that a method is the getter of, or nothing.
    private static String property(Method method) {
        if (method.getParameterCount() > 0 || Modifier.isStatic(method.getModifiers())) return "";
        if (method.getDeclaringClass() == Object.class || method.isBridge()) return "";
        String name = method.getName();
        boolean is = name.startsWith("is") && method.getReturnType() == boolean.class;
        String upper = name.substring(is ? 2 : name.startsWith("get") ? 3 : name.length());
        if (upper.isEmpty()) return "";
        boolean acronym =
                upper.length() > 1 && Character.isUpperCase(upper.charAt(0)) && Character.isUpperCase(upper.charAt(1));
        return acronym ? upper : Character.toLowerCase(upper.charAt(0)) + upper.substring(1);
    }

    private static Optional<Method> setter(Class<?> type, String property, Method getter) {
        String name = "set" + Character.toUpperCase(property.charAt(0)) + property.substring(1);
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method ->
                        method.getParameterCount() == 1 && method.getParameterTypes()[0] == getter.getReturnType())
                .findFirst();
    }

    private SluiceException notFound(Type type) {
        return ErrorCondition.ENCODER_NOT_FOUND
                .error()
                .with("typeName", type.getTypeName())
                .hint(where + Instead.of(type))
                .build();
    }
}
