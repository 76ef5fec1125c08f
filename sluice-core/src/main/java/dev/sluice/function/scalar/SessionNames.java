package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ConstantVector;
import dev.sluice.vector.Vectors;
import java.util.Optional;
import java.util.function.Supplier;

/// What a session tells of itself: `current_user()`, `current_schema()`, `version()`.
public final class SessionNames {

    public static final ScalarFunction USER = named(
                    "current_user", () -> System.getProperty("user.name"), "session_user", "user")
            .summary("Gives the name of the user whose process this is.")
            .example("current_user() = session_user()", true)
            .build();

    public static final ScalarFunction CATALOG = named("current_catalog", () -> "spark_catalog")
            .summary("Gives the name of the catalog, which is always spark_catalog.")
            .example("current_catalog()", "spark_catalog")
            .build();

    public static final ScalarFunction SCHEMA = named("current_schema", () -> "default", "current_database")
            .summary("Gives the name of the schema, which is always default.")
            .example("current_schema()", "default")
            .build();

    public static final ScalarFunction PATH = named(
                    "current_path", () -> "system.builtin,system.session,spark_catalog.default")
            .summary("Gives the places where names of functions are looked up.")
            .example("current_path()", "system.builtin,system.session,spark_catalog.default")
            .build();

    public static final ScalarFunction VERSION = named("version", SessionNames::version)
            .summary("Gives the version of Spark that is followed, and Sluice's own.")
            .example("version() LIKE '4.2.0 %'", true)
            .build();

    private SessionNames() {}

    private static ScalarFunction.Builder named(String name, Supplier<String> value, String... aliases) {
        return ScalarFunction.named(name, aliases)
                .nullability(Nullability.NEVER)
                .notFoldable()
                .overload("() -> STRING", of(value));
    }

    private static Kernel of(Supplier<String> value) {
        return (_, _, size, _) -> new ConstantVector(Vectors.single(Atomic.STRING, value.get()), size);
    }

    private static String version() {
        return "4.2.0 sluice-"
                + Optional.ofNullable(SessionNames.class.getPackage().getImplementationVersion())
                        .orElse("SNAPSHOT");
    }
}
