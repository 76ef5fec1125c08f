package dev.sluice.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.sluice.error.SluiceException;
import dev.sluice.type.DataType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OptionCheckTest {

    private static final Provider FILES = new Provider() {
        @Override
        public String name() {
            return "text";
        }

        @Override
        public List<OptionSpec> options() {
            return List.of(new OptionSpec("path", null, "The path."), new OptionSpec("maxFilesPerTrigger", null, "…"));
        }

        @Override
        public DataType.Struct schema(
                Options options, DataType.@Nullable Struct user, boolean streaming, Surroundings around) {
            return DataType.Struct.of();
        }
    };

    private static void check(String... names) {
        var options = new java.util.HashMap<String, String>();
        for (String name : names) options.put(name, "x");
        OptionCheck.check(FILES, new Options(options), Set.of("checkpointLocation"));
    }

    @Test
    void knownNamesPassInAnyCase() {
        check("path", "MAXFILESPERTRIGGER", "checkpointlocation");
    }

    @Test
    void aTypingErrorIsAnsweredWithTheNearestName() {
        var error = assertThrows(SluiceException.class, () -> check("path", "maxFilePerTrigger"));
        assertEquals("""
                [SLUICE_OPTION.UNKNOWN] There is no option 'maxFilePerTrigger' of text. SQLSTATE: 42K06
                hint: did you mean maxFilesPerTrigger?""", error.getMessage());
    }

    @Test
    void anyOtherNameIsAnsweredWithAllNames() {
        var error = assertThrows(SluiceException.class, () -> check("colour"));
        assertEquals("it has maxFilesPerTrigger, path", error.hint());
        assertEquals(Map.of("option", "colour", "format", "text"), error.getMessageParameters());
    }
}
