import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Moves compiled classes to other packages: `java Relocate.java <from directory> <to directory>`.
///
/// In a class file every name (of a class, in a descriptor, in a signature) is text in the constant pool, and nothing
/// outside the pool knows how long it is. So copying the pool with the package prefixes replaced, and the rest as it is,
/// is all it takes. The build runs this before it compiles, which a shading plugin can't do: those work on jars.
void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments[0]);
    Path to = Path.of(arguments[1]);
    try (var files = Files.walk(from)) {
        files.filter(Files::isRegularFile).forEach(file -> relocate(file, from, to));
    }
}

/// Longer names first would matter if one prefix began with another; none does.
final Map<String, String> packages = Map.of(
        "org/apache/spark/sql/catalyst/parser/SqlBase", "dev/sluice/grammar/SqlBase",
        "org/antlr/v4/runtime/", "dev/sluice/grammar/antlr/");

void relocate(Path file, Path from, Path to) {
    try {
        Path target = to.resolve(renamed(from.relativize(file).toString().replace('\\', '/')));
        // An unchanged class keeps its time stamp, so that nothing downstream is compiled again for it.
        if (Files.exists(target) && Files.getLastModifiedTime(target).compareTo(Files.getLastModifiedTime(file)) >= 0) {
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.createDirectories(target.getParent());
        Files.write(target, file.toString().endsWith(".class") ? relocated(bytes) : bytes);
    } catch (IOException e) {
        throw new UncheckedIOException(file.toString(), e);
    }
}

byte[] relocated(byte[] classFile) throws IOException {
    var in = new DataInputStream(new java.io.ByteArrayInputStream(classFile));
    var bytes = new ByteArrayOutputStream(classFile.length);
    var out = new DataOutputStream(bytes);
    out.writeLong(in.readLong()); // magic and version
    int count = in.readUnsignedShort();
    out.writeShort(count);
    for (int index = 1; index < count; index++) {
        int tag = in.readUnsignedByte();
        out.writeByte(tag);
        switch (tag) {
            case 1 -> {
                // Latin-1 on purpose: bytes pass through unharmed, whatever the text (the grammar's tables are not text).
                byte[] text = renamed(new String(in.readNBytes(in.readUnsignedShort()), ISO_8859_1)).getBytes(ISO_8859_1);
                out.writeShort(text.length);
                out.write(text);
            }
            case 7, 8, 16, 19, 20 -> out.write(in.readNBytes(2));
            case 15 -> out.write(in.readNBytes(3));
            case 3, 4, 9, 10, 11, 12, 17, 18 -> out.write(in.readNBytes(4));
            case 5, 6 -> {
                out.write(in.readNBytes(8));
                index++; // a long or a double takes two entries
            }
            default -> throw new IOException("unknown constant pool tag " + tag);
        }
    }
    in.transferTo(out);
    return bytes.toByteArray();
}

String renamed(String text) {
    for (var rename : packages.entrySet()) {
        text = text.replace(rename.getKey(), rename.getValue());
    }
    return text;
}
