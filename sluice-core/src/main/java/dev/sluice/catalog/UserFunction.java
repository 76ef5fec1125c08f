package dev.sluice.catalog;

import dev.sluice.ast.Expr;
import dev.sluice.function.NamedFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function that a session was given.
public sealed interface UserFunction {

    /// Where functions are that are not temporary.
    String SCHEMA = "spark_catalog.default.";

    /// As columns and errors show it: with [#SCHEMA], if it was made by `CREATE FUNCTION` without TEMPORARY.
    String name();

    default boolean isTemporary() {
        return !name().startsWith(SCHEMA);
    }

    /// Code of a program.
    ///
    /// @param className of the code, as `DESCRIBE FUNCTION` shows it
    record Code(NamedFunction function, String className) implements UserFunction {
        @Override
        public String name() {
            return function.name();
        }
    }

    /// A function said in SQL: a call of it means its body, over the arguments.
    ///
    /// @param defaults for each parameter what it is if it is left out, or null if it can't be; as many as parameters
    /// @param text of the body, for `DESCRIBE FUNCTION EXTENDED`
    record Inlined(
            String name,
            Struct parameters,
            List<@Nullable Expr> defaults,
            DataType returns,
            Expr body,
            String text,
            @Nullable String comment)
            implements UserFunction {
        public Inlined {
            defaults = Collections.unmodifiableList(new ArrayList<>(defaults));
        }
    }
}
