package dev.sluice.ast;

import dev.sluice.error.SourcePosition;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Struct;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What SQL says of functions themselves.
public sealed interface FunctionStatement {

    /// Which function is made, and what if there is one of that name.
    ///
    /// @param temporary else its name is shown with catalog and schema; it lives as long as the session either way
    record Header(
            String name,
            boolean temporary,
            boolean orReplace,
            boolean ifNotExists,
            @Nullable SourcePosition at) {}

    /// `CREATE FUNCTION name AS 'class' USING JAR 'path'`: a program's code.
    record CreateOfClass(Header header, String className, List<String> jars) implements FunctionStatement {
        public CreateOfClass {
            jars = List.copyOf(jars);
        }
    }

    /// `CREATE FUNCTION name(x INT) RETURNS INT RETURN x + 1`.
    ///
    /// @param defaults for each parameter its `DEFAULT`, or null
    /// @param returns null if it is the type of the body
    /// @param text of the body
    record CreateOfBody(
            Header header,
            Struct parameters,
            List<@Nullable Expr> defaults,
            @Nullable DataType returns,
            Expr body,
            String text,
            @Nullable String comment)
            implements FunctionStatement {}

    record Drop(String name, boolean temporary, boolean ifExists) implements FunctionStatement {}

    /// `DESCRIBE FUNCTION`.
    record Describe(String name, boolean extended, @Nullable SourcePosition at) implements FunctionStatement {}

    /// `SHOW [USER | SYSTEM | ALL] FUNCTIONS`.
    record Show(@Nullable String pattern, boolean users, boolean system) implements FunctionStatement {}
}
