package dev.sluice.function.scalar;

import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.RowByRowKernel;
import dev.sluice.function.ScalarFunction;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.LongVector;
import java.util.Arrays;

/// What rows can be told apart by: which part of a run they are worked on in, and where in it they stand.
public final class TaskNumbers {

    private static final int PARTITION_SHIFT = 33;

    public static final ScalarFunction INCREASING = ScalarFunction.named("monotonically_increasing_id")
            .summary("Gives another number for each row, which grows within a partition; the upper 31 bits are the "
                    + "partition's number.")
            .example("monotonically_increasing_id()", 0)
            .nullability(Nullability.NEVER)
            .notFoldable()
            .overload(
                    "() -> BIGINT",
                    new RowByRowKernel<>(
                            (_, _, place, _, _) -> new long[] {(long) place.partition() << PARTITION_SHIFT},
                            (next, _, rows, size, _) -> {
                                long[] numbers = new long[size];
                                for (int i = 0; i < rows.size(); i++) numbers[rows.row(i)] = next[0]++;
                                return new LongVector(numbers, null, size);
                            }))
            .build();

    public static final ScalarFunction PARTITION = ScalarFunction.named("spark_partition_id")
            .summary("Gives the number of the partition that a row is worked on in.")
            .example("spark_partition_id()", 0)
            .nullability(Nullability.NEVER)
            .notFoldable()
            .overload(
                    "() -> INT",
                    new RowByRowKernel<>((_, _, place, _, _) -> place.partition(), (number, _, _, size, _) -> {
                        int[] numbers = new int[size];
                        Arrays.fill(numbers, number);
                        return new IntVector(numbers, null, size);
                    }))
            .build();

    private TaskNumbers() {}
}
