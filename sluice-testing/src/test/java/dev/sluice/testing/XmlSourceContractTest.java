package dev.sluice.testing;

import dev.sluice.builtin.Builtins;
import dev.sluice.connector.Provider;
import dev.sluice.type.DataType;
import dev.sluice.type.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Files of XML that appear in a directory, a row each.
class XmlSourceContractTest extends SourceContract {

    private int next;

    XmlSourceContractTest() {
        storage().replace("in/empty.xml", new byte[0]);
    }

    @Override
    protected Provider provider() {
        return Builtins.PROVIDERS.stream()
                .filter(provider -> provider.name().equals("xml"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected DataType.@Nullable Struct userSchema() {
        return DataType.Struct.of(Field.of("_id", DataType.Atomic.LONG), Field.of("word", DataType.Atomic.STRING));
    }

    @Override
    protected Map<String, String> options() {
        return Map.of("path", "in", "rowTag", "row");
    }

    @Override
    protected List<String> shown() {
        return List.of("_id", "word");
    }

    @Override
    protected List<String> feed(int rows) {
        List<String> fed = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            int id = next++;
            String xml = "<rows><row id=\"" + id + "\"><word>a&amp;b" + id + "</word></row></rows>";
            storage().replace("in/" + id + ".xml", xml.getBytes(StandardCharsets.UTF_8));
            fed.add(id + " a&b" + id);
        }
        return fed;
    }
}
