package dev.sluice.api;

import dev.sluice.encoder.Encoder;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.encoder.ObjectWriter;
import dev.sluice.function.CallContext;
import dev.sluice.function.Kernel;
import dev.sluice.type.DataType;
import dev.sluice.vector.Selection;
import dev.sluice.vector.Vector;
import java.util.ArrayList;
import java.util.List;

/// Calls a program's function for each row.
///
/// @param name for errors
/// @param types of the arguments
/// @param arguments how each is taken out of its column
record UserKernel(String name, UserCode code, List<DataType> types, List<Encoder<Boxed>> arguments) implements Kernel {

    UserKernel {
        types = List.copyOf(types);
        arguments = List.copyOf(arguments);
    }

    @Override
    public Vector apply(Vector[] columns, Selection rows, int size, CallContext context) {
        List<ObjectReader<Boxed>> readers = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            ObjectReader<Boxed> reader = arguments.get(i).reader(List.of(types.get(i)));
            reader.open(new Vector[] {columns[i]});
            readers.add(reader);
        }
        ObjectWriter<Boxed> results = code.result().writer(size);
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            pad(results, row);
            Object[] values =
                    readers.stream().map(reader -> reader.read(row).value()).toArray();
            results.write(new Boxed(code.call(name, types, values)));
        }
        pad(results, size);
        return results.take().column(0);
    }

    /// Rows that were not asked for: nobody reads them.
    private static void pad(ObjectWriter<Boxed> results, int size) {
        while (results.size() < size) results.writeNothing();
    }

    @Override
    public boolean deterministic() {
        return code.deterministic();
    }

    /// The same function of the program, whatever its name.
    @Override
    public boolean sameAs(Kernel other) {
        return other instanceof UserKernel that && code.function() == that.code.function();
    }
}
