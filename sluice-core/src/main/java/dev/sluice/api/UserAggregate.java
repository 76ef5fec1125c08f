package dev.sluice.api;

import dev.sluice.encoder.Encoder;
import dev.sluice.encoder.ObjectReader;
import dev.sluice.encoder.ObjectWriter;
import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Accumulator;
import dev.sluice.function.AggregateFunction;
import dev.sluice.function.AggregateFunction.Candidate;
import dev.sluice.function.AggregateFunction.Overload;
import dev.sluice.function.Argument;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import dev.sluice.vector.MutableVector;
import dev.sluice.vector.Selection;
import dev.sluice.vector.StructVector;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Runs a program's [Aggregator]. The state is one struct: null for a group that it has seen nothing of, else the
/// columns of the buffer, which is kept as the object that it is until it is written.
final class UserAggregate implements Accumulator {

    private final String name;
    private final Aggregator<Object, Object, Object> aggregator;
    private final Encoder<Object> input;
    private final List<DataType> types;
    private final Encoder<Object> buffers;
    private final Encoder<Boxed> results;

    private UserAggregate(
            String name,
            Aggregator<Object, Object, Object> aggregator,
            Encoder<Object> input,
            List<DataType> types,
            Encoder<Object> buffers) {
        this.name = name;
        this.aggregator = aggregator;
        this.input = input;
        this.types = types;
        this.buffers = buffers;
        results = Boxed.of(aggregator.outputEncoder());
    }

    /// @param encoder how arguments become what the aggregator takes in
    @SuppressWarnings("unchecked") // the encoders say what the objects are
    static <I> AggregateFunction named(String name, Aggregator<I, ?, ?> aggregator, Encoder<I> encoder) {
        String shown = encoder.schema().fields().stream()
                .map(field -> field.type().sql())
                .collect(Collectors.joining(
                        ", ", "(", ") -> " + aggregator.outputEncoder().type().sql()));
        var erased = (Aggregator<Object, Object, Object>) aggregator;
        return new AggregateFunction(
                List.of(name),
                "An aggregate of this program.",
                List.of(),
                List.of(new Overload(shown, given -> candidate(name, erased, encoder.erased(), Argument.types(given)))),
                null,
                null,
                List.of(),
                false);
    }

    private static Optional<Candidate> candidate(
            String name, Aggregator<Object, Object, Object> aggregator, Encoder<Object> input, List<DataType> given) {
        if (given.size() != input.schema().size()) return Optional.empty();
        List<DataType> taken = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            DataType wanted = UserCode.wanted(input, i, given.get(i));
            if (UserCode.isRefused(given.get(i), wanted)) return Optional.empty();
            taken.add(wanted);
        }
        Encoder<Object> buffers = aggregator.bufferEncoder().erased();
        var accumulator = new UserAggregate(name, aggregator, input, List.copyOf(taken), buffers);
        Field result = accumulator.results.schema().field(0);
        return Optional.of(new Candidate(
                taken, result.type(), result.nullable(), List.of(buffers.schema()), false, 0, accumulator));
    }

    // ---- collecting

    @Override
    public void add(MutableVector[] state, int[] slots, Vector[] arguments, Selection rows) {
        ObjectReader<Object> reader = input.reader(types);
        reader.open(arguments);
        var held = (MutableVector.Objects) state[0];
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            UserBuffer buffer = buffer(held, slots[i]);
            buffer.set(guarded(() -> aggregator.reduce(buffer.object(), reader.read(row))));
        }
    }

    @Override
    public void merge(MutableVector[] state, int[] slots, Vector[] partial, Selection rows) {
        Vector structs = Vectors.flatten(partial[0]);
        if (!(structs instanceof StructVector collected)) return; // nulls alone: nothing was collected
        ObjectReader<Object> reader = buffers.reader();
        reader.open(collected.fields());
        var held = (MutableVector.Objects) state[0];
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.row(i);
            if (collected.isNull(row)) continue;
            UserBuffer buffer = buffer(held, slots[i]);
            buffer.set(guarded(() -> aggregator.merge(buffer.object(), reader.read(row))));
        }
    }

    private UserBuffer buffer(MutableVector.Objects held, int slot) {
        Object found = held.get(slot);
        if (found instanceof UserBuffer buffer) return buffer;
        var made = new UserBuffer(buffers);
        // What came back from the log is a row's values.
        made.set(found instanceof List<?> values ? UserBuffer.read(buffers, values) : guarded(aggregator::zero));
        held.set(slot, made);
        return made;
    }

    @Override
    public Vector result(MutableVector[] state, int[] slots, int count) {
        var held = (MutableVector.Objects) state[0];
        ObjectWriter<Boxed> out = results.writer(count);
        for (int i = 0; i < count; i++) {
            Object found = held.get(slots[i]);
            Object buffer = switch (found) {
                case UserBuffer live -> live.object();
                case List<?> values -> UserBuffer.read(buffers, values);
                case null, default -> guarded(aggregator::zero);
            };
            out.write(new Boxed(guarded(() -> aggregator.finish(buffer))));
        }
        return out.take().column(0);
    }

    private <R> R guarded(Supplier<R> code) {
        try {
            return code.get();
        } catch (SluiceException known) {
            throw known;
        } catch (RuntimeException e) {
            throw ErrorCondition.FAILED_EXECUTE_UDF
                    .error()
                    .with("functionName", '`' + name + '`')
                    .with(
                            "signature",
                            types.stream().map(DataType::simpleString).collect(Collectors.joining(", ")))
                    .with("result", results.schema().field(0).type().simpleString())
                    .with("reason", e.toString())
                    .cause(e)
                    .build();
        }
    }

    @Override
    public boolean sameAs(Accumulator other) {
        return other instanceof UserAggregate that && aggregator == that.aggregator;
    }
}
