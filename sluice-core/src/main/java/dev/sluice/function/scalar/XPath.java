package dev.sluice.function.scalar;

import dev.sluice.error.ErrorCondition;
import dev.sluice.function.Argument;
import dev.sluice.function.BoundFunction.Nullability;
import dev.sluice.function.Kernel;
import dev.sluice.function.Kernels;
import dev.sluice.function.ScalarFunction;
import dev.sluice.type.DataType;
import dev.sluice.type.DataType.Atomic;
import dev.sluice.vector.VectorBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javax.xml.namespace.QName;
import javax.xml.xpath.XPathConstants;
import org.w3c.dom.NodeList;

/// `xpath(xml, path)` and those that give one value of a type. The path is a constant; it is compiled for each chunk.
public final class XPath {

    private static final DataType TEXTS = new DataType.Array(Atomic.STRING, true);

    public static final ScalarFunction FUNCTION = of(
                    "xpath",
                    TEXTS,
                    "ARRAY<STRING>",
                    VectorBuilder.Lists.class,
                    XPathConstants.NODESET,
                    (nodes, out) -> {
                        var list = (NodeList) nodes;
                        for (int i = 0; i < list.getLength(); i++) {
                            out.elements().appendValue(list.item(i).getNodeValue());
                        }
                        out.endRow();
                    })
            .summary("Gives the values of the nodes of XML that a path of XPath finds; an element's is NULL.")
            .example("xpath('<a><b>1</b><b>2</b></a>', 'a/b/text()')", "[1, 2]")
            .example("xpath('<a><b>1</b></a>', 'a/b')", "[null]")
            .build();

    public static final ScalarFunction BOOLEAN = of(
                    "xpath_boolean",
                    Atomic.BOOLEAN,
                    "BOOLEAN",
                    VectorBuilder.Booleans.class,
                    XPathConstants.BOOLEAN,
                    (truth, out) -> out.append((Boolean) truth))
            .summary("Tells whether a path of XPath finds something in XML, or is true.")
            .example("xpath_boolean('<a><b>1</b></a>', 'a/b')", true)
            .example("xpath_boolean('<a><b>1</b></a>', 'a/b = 2')", false)
            .build();

    public static final ScalarFunction DOUBLE = number(
                    List.of("xpath_double", "xpath_number"),
                    Atomic.DOUBLE,
                    VectorBuilder.Doubles.class,
                    (number, out) -> out.append(number))
            .summary("Gives the number that a path of XPath finds in XML, NaN if there is none.")
            .example("xpath_double('<a><b>1</b><b>2</b></a>', 'sum(a/b)')", "3.0")
            .example("xpath_double('<a>x</a>', 'a')", "NaN")
            .build();

    public static final ScalarFunction FLOAT = number(
                    List.of("xpath_float"),
                    Atomic.FLOAT,
                    VectorBuilder.Floats.class,
                    (number, out) -> out.append(number.floatValue()))
            .summary("Gives the FLOAT that a path of XPath finds in XML, NaN if there is none.")
            .example("xpath_float('<a><b>1</b><b>2</b></a>', 'sum(a/b)')", "3.0")
            .example("xpath_float('<a>x</a>', 'a')", "NaN")
            .build();

    public static final ScalarFunction INT = number(
                    List.of("xpath_int"),
                    Atomic.INT,
                    VectorBuilder.Ints.class,
                    (number, out) -> out.append(number.intValue()))
            .summary(
                    "Gives the INT that a path of XPath finds in XML, 0 if there is none; what is behind the point is cut off.")
            .example("xpath_int('<a><b>1</b><b>2</b></a>', 'sum(a/b)')", 3)
            .example("xpath_int('<a>x</a>', 'a')", 0)
            .build();

    public static final ScalarFunction LONG = number(
                    List.of("xpath_long"),
                    Atomic.LONG,
                    VectorBuilder.Longs.class,
                    (number, out) -> out.append(number.longValue()))
            .summary("Gives the BIGINT that a path of XPath finds in XML, 0 if there is none.")
            .example("xpath_long('<a><b>1</b><b>2</b></a>', 'sum(a/b)')", 3)
            .example("xpath_long('<a>x</a>', 'a')", 0)
            .build();

    public static final ScalarFunction SHORT = number(
                    List.of("xpath_short"),
                    Atomic.SHORT,
                    VectorBuilder.Ints.class,
                    (number, out) -> out.append(number.shortValue()))
            .summary("Gives the SMALLINT that a path of XPath finds in XML, 0 if there is none.")
            .example("xpath_short('<a><b>1</b><b>2</b></a>', 'sum(a/b)')", 3)
            .example("xpath_short('<a>x</a>', 'a')", 0)
            .build();

    public static final ScalarFunction STRING = of(
                    "xpath_string",
                    Atomic.STRING,
                    "STRING",
                    VectorBuilder.Bytes.class,
                    XPathConstants.STRING,
                    (text, out) -> out.append((String) text))
            .summary("Gives the text of the first node that a path of XPath finds in XML, empty if there is none.")
            .example("xpath_string('<a><b>b</b><c>cc</c></a>', 'a/c')", "cc")
            .example("xpath_string('<a>x<b>y</b></a>', 'a')", "xy")
            .build();

    private XPath() {}

    private static <B extends VectorBuilder> ScalarFunction.Builder number(
            List<String> names, Atomic type, Class<B> builder, BiConsumer<Double, B> append) {
        return of(
                names.getFirst(),
                type,
                type.sql(),
                builder,
                XPathConstants.NUMBER,
                (number, out) -> append.accept((Double) number, out),
                names.subList(1, names.size()).toArray(String[]::new));
    }

    private static <B extends VectorBuilder> ScalarFunction.Builder of(
            String name,
            DataType type,
            String shown,
            Class<B> builder,
            QName kind,
            BiConsumer<Object, B> append,
            String... others) {
        return ScalarFunction.named(name, others)
                .exact()
                .nullability(Nullability.ALWAYS)
                .overload(
                        "(STRING, STRING) -> " + shown,
                        arguments -> bind(
                                arguments,
                                type,
                                path -> Kernels.rowsTo(type, builder, (row, out) -> {
                                    String xml = row.textAt(0);
                                    if (xml.isEmpty() || path.isEmpty()) {
                                        out.appendNull();
                                    } else {
                                        append.accept(path.get().evaluate(xml, kind), out);
                                    }
                                })));
    }

    private interface Making {
        /// @param path empty if it is an empty text, which finds nothing in anything
        Kernel over(Optional<XmlPath> path);
    }

    private static Optional<ScalarFunction.Candidate> bind(List<Argument> arguments, DataType type, Making making) {
        if (arguments.size() != 2 || !isText(arguments.get(0)) || !isText(arguments.get(1))) return Optional.empty();
        if (!arguments.get(1).constant()) {
            throw ErrorCondition.NON_FOLDABLE_INPUT
                    .error()
                    .with("inputName", "`path`")
                    .with("inputType", "\"STRING\"")
                    .build();
        }
        String path = arguments.get(1).value() instanceof String text ? text : "";
        Kernel kernel = (vectors, rows, size, context) -> making.over(
                        path.isEmpty() ? Optional.empty() : Optional.of(new XmlPath(path)))
                .apply(vectors, rows, size, context);
        return Optional.of(new ScalarFunction.Candidate(List.of(Atomic.STRING, Atomic.STRING), type, 0, kernel));
    }

    private static boolean isText(Argument argument) {
        return argument.type() == Atomic.STRING || argument.type() == Atomic.NULL;
    }
}
