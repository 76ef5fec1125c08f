package dev.sluice.api;

import dev.sluice.encoder.Encoder;

/// An aggregate that a program says: what it collects of the rows of a group, and what it makes of that.
///
/// ```java
/// record Range(long low, long high) {}
///
/// class Spread extends Aggregator<Long, Range, Long> {
///     public Range zero() { return new Range(Long.MAX_VALUE, Long.MIN_VALUE); }
///     public Range reduce(Range r, Long n) { return new Range(Math.min(r.low(), n), Math.max(r.high(), n)); }
///     public Range merge(Range a, Range b) { return new Range(Math.min(a.low(), b.low()), Math.max(a.high(),
/// b.high())); }
///     public Long finish(Range r) { return r.high() - r.low(); }
///     public Encoder<Range> bufferEncoder() { return Encoders.record(Range.class); }
///     public Encoder<Long> outputEncoder() { return Encoders.LONG(); }
/// }
/// ```
///
/// Its answer must not depend on the order of rows, nor on how they are shared out among buffers: threads collect
/// parts of a group, and the state of a stream is merged with what each micro-batch brings. Buffers are kept in
/// checkpoints in the columns of their encoder. Several threads call it at the same time, each with buffers of its own.
///
/// @param <I> what it takes in
/// @param <B> the buffer; it may be changed in place, and is not null
/// @param <O> its answer
public abstract class Aggregator<I, B, O> {

    protected Aggregator() {}

    /// A buffer that has seen nothing: a new one each time, if buffers are changed in place.
    public abstract B zero();

    /// The buffer with one more value.
    public abstract B reduce(B buffer, I input);

    /// What both buffers have seen, in one.
    public abstract B merge(B one, B other);

    public abstract O finish(B buffer);

    public abstract Encoder<B> bufferEncoder();

    public abstract Encoder<O> outputEncoder();
}
