package dev.sluice.sketches;

import java.lang.foreign.MemorySegment;
import org.apache.datasketches.theta.ThetaSketch;
import org.apache.datasketches.theta.ThetaUnion;
import org.jspecify.annotations.Nullable;

/// An aggregate that is a union of theta sketches.
interface ThetaUniting extends Sketching<ThetaUnion> {

    int lgEntries();

    @Override
    default ThetaUnion merge(ThetaUnion left, ThetaUnion right) {
        left.union(right.getResult());
        return left;
    }

    @Override
    default ThetaUnion read(byte[] bytes) {
        ThetaUnion union = Theta.union(lgEntries());
        union.union(ThetaSketch.wrap(MemorySegment.ofArray(bytes)));
        return union;
    }

    @Override
    default byte[] write(ThetaUnion union) {
        return union.getResult().toByteArrayCompressed();
    }

    @Override
    default byte[] result(@Nullable ThetaUnion union) {
        return write(union == null ? Theta.union(lgEntries()) : union);
    }
}
