package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.sluice.storage.LocalStorage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Settings are data: the reference page is made of them.
class SettingsReferenceTest {

    private static final String PAGE = "../docs/reference/settings.md";

    /// Defaults that the machine has.
    private static final Map<String, String> MACHINES = Map.of(
            SessionConf.SHUFFLE_PARTITIONS, "the number of cores",
            SessionConf.TIME_ZONE, "the machine's");

    /// `-Dupdate` writes the page anew.
    @Test
    void theReferencePageShowsTheSettingsThereAre() {
        var storage = LocalStorage.ofMachine();
        String page = page();
        if (System.getProperty("update") != null) storage.replace(PAGE, page.getBytes(StandardCharsets.UTF_8));
        assertEquals(page, new String(storage.read(PAGE), StandardCharsets.UTF_8));
    }

    @Test
    void everyDefaultIsAValueThatMayBeSet() {
        for (Setting setting : Settings.of(8).values()) {
            assertDoesNotThrow(() -> setting.check(setting.defaultValue()), setting.key());
        }
    }

    private static String page() {
        var page = new StringBuilder("""
                # Settings

                Made of the settings' own descriptions. A session is given them when it is built, by `SET key = value`, or by
                `--set key=value` of the command. Other keys of Spark are kept, and said to be without effect. Keys
                that begin with `sluice.` and are not here are an error.

                | setting | a value is | default | what it says |
                |---|---|---|---|
                """);
        for (Setting setting : Settings.of(8).values()) {
            String value = setting.defaultValue();
            String shown = MACHINES.getOrDefault(setting.key(), value.isEmpty() ? "none" : "`" + value + "`");
            page.append("| `" + setting.key() + "` | " + setting.kind().said() + " | " + shown + " | "
                    + setting.summary() + " |\n");
        }
        return page.toString();
    }
}
