package dev.sluice.api;

import dev.sluice.ast.Expr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The functions of [functions] that take functions, said as those of Java: `transform(col("a"), x -> x.plus(1))`. Such
/// a function is called once, with columns that stand for the parameters, and says what is to be computed.
abstract class LambdaFunctions extends OverFunctions {

    /// Told from all others until it is known what stands inside.
    private static final AtomicLong NEXT = new AtomicLong();

    LambdaFunctions() {}

    /// Computes something of each item of an array.
    public static Column transform(Column array, UnaryOperator<Column> function) {
        return call("transform", List.of(array), lambda(function));
    }

    /// Computes something of each item of an array and of its position, from zero.
    public static Column transform(Column array, BinaryOperator<Column> function) {
        return call("transform", List.of(array), lambda(function));
    }

    /// Keeps the items of an array for which a condition is true.
    public static Column filter(Column array, UnaryOperator<Column> condition) {
        return call("filter", List.of(array), lambda(condition));
    }

    /// Keeps the items of an array for which a condition of them and their position, from zero, is true.
    public static Column filter(Column array, BinaryOperator<Column> condition) {
        return call("filter", List.of(array), lambda(condition));
    }

    /// Whether a condition is true for any item of an array.
    public static Column exists(Column array, UnaryOperator<Column> condition) {
        return call("exists", List.of(array), lambda(condition));
    }

    /// Whether a condition is true for all items of an array.
    public static Column forall(Column array, UnaryOperator<Column> condition) {
        return call("forall", List.of(array), lambda(condition));
    }

    /// Puts the items of an array together one after the other, beginning with a value.
    public static Column aggregate(Column array, Column start, BinaryOperator<Column> merge) {
        return call("aggregate", List.of(array, start), lambda(merge));
    }

    /// The same, with what comes out finished by one more function.
    public static Column aggregate(
            Column array, Column start, BinaryOperator<Column> merge, UnaryOperator<Column> finish) {
        return call("aggregate", List.of(array, start), lambda(merge), lambda(finish));
    }

    /// Puts the items of an array together one after the other, beginning with a value.
    public static Column reduce(Column array, Column start, BinaryOperator<Column> merge) {
        return call("reduce", List.of(array, start), lambda(merge));
    }

    /// The same, with what comes out finished by one more function.
    public static Column reduce(
            Column array, Column start, BinaryOperator<Column> merge, UnaryOperator<Column> finish) {
        return call("reduce", List.of(array, start), lambda(merge), lambda(finish));
    }

    /// Computes something of the items of two arrays that stand at the same position.
    public static Column zip_with(Column left, Column right, BinaryOperator<Column> function) {
        return call("zip_with", List.of(left, right), lambda(function));
    }

    /// Keeps the entries of a map for which a condition of key and value is true.
    public static Column map_filter(Column map, BinaryOperator<Column> condition) {
        return call("map_filter", List.of(map), lambda(condition));
    }

    /// Computes the keys of a map anew, of key and value.
    public static Column transform_keys(Column map, BinaryOperator<Column> function) {
        return call("transform_keys", List.of(map), lambda(function));
    }

    /// Computes the values of a map anew, of key and value.
    public static Column transform_values(Column map, BinaryOperator<Column> function) {
        return call("transform_values", List.of(map), lambda(function));
    }

    /// Computes a value of what two maps have for a key, for each key that either has.
    public static Column map_zip_with(Column left, Column right, TernaryOperator function) {
        return call("map_zip_with", List.of(left, right), lambda(3, c -> function.apply(c.get(0), c.get(1), c.get(2))));
    }

    /// Sorts the items of an array by a function that says how two compare.
    public static Column array_sort(Column array, BinaryOperator<Column> comparator) {
        return call("array_sort", List.of(array), lambda(comparator));
    }

    private static Column call(String name, List<Column> values, Expr.Lambda... lambdas) {
        Stream<Expr> arguments = Stream.concat(values.stream().map(Column::expr), Arrays.stream(lambdas));
        return new Column(new Expr.Call(name, arguments.toList(), false, null, null));
    }

    private static Expr.Lambda lambda(UnaryOperator<Column> function) {
        return lambda(1, columns -> function.apply(columns.getFirst()));
    }

    private static Expr.Lambda lambda(BinaryOperator<Column> function) {
        return lambda(2, columns -> function.apply(columns.get(0), columns.get(1)));
    }

    /// In the end the parameters are called by how many lambda functions stand one in the other inside, so that none
    /// hides another, and the same program says the same. Nobody calls a column so.
    private static Expr.Lambda lambda(int width, Function<List<Column>, Column> function) {
        List<String> own = new ArrayList<>();
        for (int i = 0; i < width; i++) own.add("lambda parameter " + NEXT.incrementAndGet());
        Expr body = function.apply(own.stream()
                        .map(name -> new Column(new Expr.Name(List.of(name), null, null)))
                        .toList())
                .expr();
        int height = height(body);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < width; i++) names.add("lambda " + "xyz".charAt(i) + (height == 0 ? "" : height));
        return new Expr.Lambda(names, renamed(body, own, names), null);
    }

    /// How many lambda functions stand one in the other.
    private static int height(Expr expr) {
        int[] most = {0};
        expr.mapChildren(child -> {
            most[0] = Math.max(most[0], height(child));
            return child;
        });
        return most[0] + (expr instanceof Expr.Lambda ? 1 : 0);
    }

    private static Expr renamed(Expr expr, List<String> own, List<String> names) {
        if (!(expr instanceof Expr.Name(List<String> parts, _, _))) {
            return expr.mapChildren(child -> renamed(child, own, names));
        }
        int place = own.indexOf(parts.getFirst());
        return place < 0 ? expr : new Expr.Name(List.of(names.get(place)), null, null);
    }
}
