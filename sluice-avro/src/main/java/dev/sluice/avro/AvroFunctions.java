package dev.sluice.avro;

import dev.sluice.function.FunctionLibrary;
import dev.sluice.function.NamedFunction;
import java.util.List;

/// The functions that go between values and Avro's binary form.
public final class AvroFunctions implements FunctionLibrary {

    public AvroFunctions() {}

    @Override
    public List<NamedFunction> functions() {
        return List.of(FromAvro.FUNCTION, ToAvro.FUNCTION);
    }
}
