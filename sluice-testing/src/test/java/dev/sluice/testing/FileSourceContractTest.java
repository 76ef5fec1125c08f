package dev.sluice.testing;

import dev.sluice.builtin.Builtins;
import dev.sluice.connector.Provider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Files of text that appear in a directory, a row each.
class FileSourceContractTest extends SourceContract {

    private int next;

    FileSourceContractTest() {
        storage().replace("in/empty.txt", new byte[0]);
    }

    @Override
    protected Provider provider() {
        return Builtins.PROVIDERS.stream()
                .filter(provider -> provider.name().equals("text"))
                .findFirst()
                .orElseThrow();
    }

    @Override
    protected Map<String, String> options() {
        return Map.of("path", "in");
    }

    @Override
    protected List<String> shown() {
        return List.of("value");
    }

    @Override
    protected List<String> feed(int rows) {
        List<String> fed = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            String word = "row" + next;
            storage().replace("in/" + next++ + ".txt", word.getBytes(StandardCharsets.UTF_8));
            fed.add(word);
        }
        return fed;
    }
}
