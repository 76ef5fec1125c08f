package dev.sluice.api;

import dev.sluice.api.function.UDF0;
import dev.sluice.api.function.UDF1;
import dev.sluice.api.function.UDF10;
import dev.sluice.api.function.UDF2;
import dev.sluice.api.function.UDF3;
import dev.sluice.api.function.UDF4;
import dev.sluice.api.function.UDF5;
import dev.sluice.api.function.UDF6;
import dev.sluice.api.function.UDF7;
import dev.sluice.api.function.UDF8;
import dev.sluice.api.function.UDF9;
import dev.sluice.api.function.UserFunction;
import dev.sluice.type.DataType;

/// Gives a session functions of a program's code, for SQL and [functions#call_udf]. A name that is taken, also by a
/// built-in function, means the new function from then on.
///
/// ```java
/// session.udf().register("shout", (String text) -> text + "!", DataTypes.StringType);
/// session.sql("SELECT shout(name) FROM people");
/// ```
public final class UDFRegistration {

    private final Session session;

    UDFRegistration(Session session) {
        this.session = session;
    }

    /// Gives a function a name, which its columns show from then on.
    ///
    /// @return the function with that name
    public UserDefinedFunction register(String name, UserDefinedFunction function) {
        UserDefinedFunction named = function.withName(name);
        session.names().users().put(name, named.inCatalog());
        return named;
    }

    public UserDefinedFunction register(String name, UDF0<?> function, DataType type) {
        return code(name, function, type);
    }

    public UserDefinedFunction register(String name, UDF1<?, ?> function, DataType type) {
        return code(name, function, type);
    }

    public UserDefinedFunction register(String name, UDF2<?, ?, ?> function, DataType type) {
        return code(name, function, type);
    }

    public UserDefinedFunction register(String name, UDF3<?, ?, ?, ?> function, DataType type) {
        return code(name, function, type);
    }

    public UserDefinedFunction register(String name, UDF4<?, ?, ?, ?, ?> function, DataType type) {
        return code(name, function, type);
    }

    public UserDefinedFunction register(String name, UDF5<?, ?, ?, ?, ?, ?> function, DataType type) {
        return code(name, function, type);
    }

    public UserDefinedFunction register(String name, UDF6<?, ?, ?, ?, ?, ?, ?> function, DataType type) {
        return code(name, function, type);
    }

    public UserDefinedFunction register(String name, UDF7<?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
        return code(name, function, type);
    }

    public UserDefinedFunction register(String name, UDF8<?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
        return code(name, function, type);
    }

    public UserDefinedFunction register(String name, UDF9<?, ?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
        return code(name, function, type);
    }

    public UserDefinedFunction register(String name, UDF10<?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
        return code(name, function, type);
    }

    private UserDefinedFunction code(String name, UserFunction function, DataType type) {
        return register(name, UserDefinedFunction.of(function, type));
    }
}
