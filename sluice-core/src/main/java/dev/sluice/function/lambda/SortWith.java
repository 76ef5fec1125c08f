package dev.sluice.function.lambda;

import dev.sluice.error.ErrorCondition;
import dev.sluice.error.SluiceException;
import dev.sluice.function.Argument;
import dev.sluice.function.HigherOrderFunction;
import dev.sluice.function.HigherOrderFunction.Bound;
import dev.sluice.function.HigherOrderFunction.Kind;
import dev.sluice.function.HigherOrderFunction.Lambda;
import dev.sluice.function.LambdaBody;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.ArrayVector;
import dev.sluice.vector.IntVector;
import dev.sluice.vector.Values;
import dev.sluice.vector.Vector;
import dev.sluice.vector.Vectors;
import java.util.ArrayList;
import java.util.List;

/// `array_sort(a, (x, y) -> …)`.
///
/// A merge sort of all rows side by side: each round compares one pair of every merge that is under way, so that the
/// comparator runs over many pairs at once. Stable, as Spark's is.
public final class SortWith {

    public static final HigherOrderFunction FUNCTION = HigherOrderFunction.named("array_sort")
            .summary(
                    "Sorts the items of an array by a function that says how two compare: less than zero if the first goes "
                            + "before the second, zero if either may, else more.")
            .example("array_sort(array(3, 1, 2), (x, y) -> y - x)", "[3, 2, 1]")
            .example("array_sort(array('bb', 'a'), (x, y) -> length(x) - length(y))", "[a, bb]")
            .shown("(ARRAY<T>, (T, T) -> INT) -> ARRAY<T>")
            .values(Kind.ARRAY)
            .lambda(
                    2,
                    values -> List.of(Lambda.giving(
                            Atomic.INT, ItemTypes.item(values.getFirst()), ItemTypes.item(values.getFirst()))))
            .binding(SortWith::bind);

    private SortWith() {}

    private static Bound bind(List<Argument> values, List<Argument> bodies) {
        Argument list = values.getFirst();
        DataType element = ItemTypes.array(list).element();
        return new Bound(list.type(), list.nullable(), (vectors, lambdas, rows, size) -> {
            var lists = (ArrayVector) vectors[0];
            Items items = Items.of(lists, rows, size);
            Vector elements = items.take(lists.elements());
            int[] order = new Sorting(items, elements, lambdas.getFirst(), element).sorted();
            Vector sorted = Vectors.gather(elements, order, items.count());
            return new ArrayVector(items.offsets(), items.lengths(), sorted, lists.nulls(), size);
        });
    }

    /// Two runs of one row that become one.
    private static final class Merge {
        final int row;
        int left;
        final int leftEnd;
        int right;
        final int rightEnd;
        int out;

        Merge(int row, int start, int middle, int end) {
            this.row = row;
            left = start;
            leftEnd = middle;
            right = middle;
            rightEnd = end;
            out = start;
        }
    }

    private static final class Sorting {
        private final Items items;
        private final Vector elements;
        private final LambdaBody comparator;
        private final DataType element;
        private int[] order;
        private int[] next;

        Sorting(Items items, Vector elements, LambdaBody comparator, DataType element) {
            this.items = items;
            this.elements = elements;
            this.comparator = comparator;
            this.element = element;
            order = new int[items.count()];
            for (int i = 0; i < order.length; i++) order[i] = i;
            next = order.clone();
        }

        int[] sorted() {
            int longest = 0;
            for (int length : items.lengths()) longest = Math.max(longest, length);
            for (int width = 1; width < longest; width *= 2) {
                System.arraycopy(order, 0, next, 0, order.length);
                List<Merge> merges = merges(width);
                while (!merges.isEmpty()) merges = round(merges);
                int[] merged = next;
                next = order;
                order = merged;
            }
            return order;
        }

        private List<Merge> merges(int width) {
            List<Merge> merges = new ArrayList<>();
            for (int row = 0; row < items.lengths().length; row++) {
                int end = items.offsets()[row] + items.lengths()[row];
                for (int start = items.offsets()[row]; start + width < end; start += 2 * width) {
                    merges.add(new Merge(row, start, start + width, Math.min(start + 2 * width, end)));
                }
            }
            return merges;
        }

        /// Compares the heads of each merge's runs and takes the lesser.
        ///
        /// @return the merges that have something left to compare
        private List<Merge> round(List<Merge> merges) {
            int count = merges.size();
            int[] parents = new int[count];
            int[] lefts = new int[count];
            int[] rights = new int[count];
            for (int i = 0; i < count; i++) {
                Merge merge = merges.get(i);
                parents[i] = merge.row;
                lefts[i] = order[merge.left];
                rights[i] = order[merge.right];
            }
            Vector compared = comparator.evaluate(
                    parents, count, Vectors.gather(elements, lefts, count), Vectors.gather(elements, rights, count));
            List<Merge> open = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                if (compared.isNull(i)) throw incomparable(lefts[i], rights[i]);
                Merge merge = merges.get(i);
                boolean takesLeft = ((IntVector) compared).values()[i] <= 0;
                next[merge.out++] = takesLeft ? order[merge.left++] : order[merge.right++];
                if (merge.left < merge.leftEnd && merge.right < merge.rightEnd) {
                    open.add(merge);
                } else {
                    finish(merge);
                }
            }
            return open;
        }

        private void finish(Merge merge) {
            while (merge.left < merge.leftEnd) next[merge.out++] = order[merge.left++];
            while (merge.right < merge.rightEnd) next[merge.out++] = order[merge.right++];
        }

        private SluiceException incomparable(int left, int right) {
            return ErrorCondition.COMPARATOR_RETURNS_NULL
                    .error()
                    .with("firstValue", String.valueOf(Values.get(elements, left, element)))
                    .with("secondValue", String.valueOf(Values.get(elements, right, element)))
                    .build();
        }
    }
}
