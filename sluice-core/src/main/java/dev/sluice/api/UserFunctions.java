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
import dev.sluice.encoder.Encoder;
import dev.sluice.type.DataType;

/// The functions of [functions] that make functions of a program's code. Lambdas choose by how many values they take.
abstract class UserFunctions extends RecordFunctions {

    UserFunctions() {}

    /// @param type of what it gives
    public static UserDefinedFunction udf(UDF0<?> function, DataType type) {
        return UserDefinedFunction.of(function, type);
    }

    /// @param type of what it gives
    public static UserDefinedFunction udf(UDF1<?, ?> function, DataType type) {
        return UserDefinedFunction.of(function, type);
    }

    /// @param type of what it gives
    public static UserDefinedFunction udf(UDF2<?, ?, ?> function, DataType type) {
        return UserDefinedFunction.of(function, type);
    }

    /// @param type of what it gives
    public static UserDefinedFunction udf(UDF3<?, ?, ?, ?> function, DataType type) {
        return UserDefinedFunction.of(function, type);
    }

    /// @param type of what it gives
    public static UserDefinedFunction udf(UDF4<?, ?, ?, ?, ?> function, DataType type) {
        return UserDefinedFunction.of(function, type);
    }

    /// @param type of what it gives
    public static UserDefinedFunction udf(UDF5<?, ?, ?, ?, ?, ?> function, DataType type) {
        return UserDefinedFunction.of(function, type);
    }

    /// @param type of what it gives
    public static UserDefinedFunction udf(UDF6<?, ?, ?, ?, ?, ?, ?> function, DataType type) {
        return UserDefinedFunction.of(function, type);
    }

    /// @param type of what it gives
    public static UserDefinedFunction udf(UDF7<?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
        return UserDefinedFunction.of(function, type);
    }

    /// @param type of what it gives
    public static UserDefinedFunction udf(UDF8<?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
        return UserDefinedFunction.of(function, type);
    }

    /// @param type of what it gives
    public static UserDefinedFunction udf(UDF9<?, ?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
        return UserDefinedFunction.of(function, type);
    }

    /// @param type of what it gives
    public static UserDefinedFunction udf(UDF10<?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?> function, DataType type) {
        return UserDefinedFunction.of(function, type);
    }

    /// An aggregate that a program says.
    ///
    /// @param input how the rows of a group become what it takes in: a value, or an object with a field for each
    ///     argument, in their order
    public static <I> UserDefinedFunction udaf(Aggregator<I, ?, ?> aggregator, Encoder<I> input) {
        return UserDefinedFunction.of(aggregator, input);
    }

    /// As [#udaf(Aggregator, Encoder)], of a record, a bean or a plain value.
    public static <I> UserDefinedFunction udaf(Aggregator<I, ?, ?> aggregator, Class<I> input) {
        return udaf(aggregator, Encoder.of(input));
    }

    /// Another name for [#call_udf].
    public static Column callUDF(String name, Column... arguments) {
        return call_udf(name, arguments);
    }

    /// A function by its name, built in or registered.
    public static Column call_udf(String name, Column... arguments) {
        return functions.call_function(name, arguments);
    }
}
