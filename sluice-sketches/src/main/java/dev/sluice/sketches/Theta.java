package dev.sluice.sketches;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.datasketches.common.Family;
import org.apache.datasketches.theta.CompactThetaSketch;
import org.apache.datasketches.theta.ThetaSetOperation;
import org.apache.datasketches.theta.ThetaUnion;

/// What functions of theta sketches have in common. A theta sketch keeps the least hashes, at most so many; a union
/// keeps exactly the least of all, so that the order of rows and how they were divided make no difference.
final class Theta {

    /// The logarithm of how many hashes are kept, if none is said.
    static final int USUAL_LG_ENTRIES = 12;

    private static final int LEAST_LG_ENTRIES = 4;
    private static final int MOST_LG_ENTRIES = 26;
    private static final int FAMILY_BYTE = 2;

    private Theta() {}

    /// How many hashes a call says are kept.
    static int lgEntries(Argument argument, String function) {
        return checked(
                Aggregates.constant(argument, ErrorCondition.THETA_LG_NOM_ENTRIES_MUST_BE_CONSTANT, function),
                function);
    }

    static int checked(int lgEntries, String function) {
        if (lgEntries >= LEAST_LG_ENTRIES && lgEntries <= MOST_LG_ENTRIES) return lgEntries;
        throw ErrorCondition.SKETCH_INVALID_LG_NOM_ENTRIES
                .error()
                .with("function", "`" + function + "`")
                .with("min", LEAST_LG_ENTRIES)
                .with("max", MOST_LG_ENTRIES)
                .with("value", lgEntries)
                .build();
    }

    static ThetaUnion union(int lgEntries) {
        return ThetaSetOperation.builder().setLogNominalEntries(lgEntries).buildUnion();
    }

    static CompactThetaSketch read(byte[] bytes, String function) {
        return Broken.refused(bytes, ErrorCondition.THETA_INVALID_INPUT_SKETCH_BUFFER, function, memory -> {
            checkFamily(memory, Family.COMPACT, ErrorCondition.THETA_INVALID_INPUT_SKETCH_BUFFER_FAMILY, function);
            return CompactThetaSketch.wrap(memory);
        });
    }

    /// All sketches say in the same byte of what kind they are.
    static void checkFamily(MemorySegment memory, Family expected, ErrorCondition otherwise, String function) {
        Family family = Family.idToFamily(memory.get(ValueLayout.JAVA_BYTE, FAMILY_BYTE));
        if (family == expected) return;
        throw otherwise
                .error()
                .with("function", "`" + function + "`")
                .with("expectedFamily", expected)
                .with("actualFamily", family)
                .build();
    }
}
