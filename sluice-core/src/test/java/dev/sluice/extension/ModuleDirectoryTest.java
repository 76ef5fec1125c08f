package dev.sluice.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleDirectoryTest {

    /// What the module of these tests adds.
    public static final class Greeting implements Extension {
        @Override
        public String name() {
            return "greeting";
        }
    }

    @TempDir
    Path temporary;

    @Test
    void tellsWhatAModuleOffersWithoutOpeningIt() throws IOException {
        Path module = temporary.resolve("module");
        Files.createDirectories(module); // and no lib, so that it can't be opened
        Files.writeString(module.resolve("offers"), "# what there is\n\nProvider x y\nExtension  greeting\n");
        ModuleDirectory directory = ModuleDirectory.all(module.toString()).getFirst();
        assertEquals(Set.of("greeting"), directory.names(Extension.class));
        assertEquals(Set.of(), directory.names(String.class));
    }

    @Test
    void takesAModuleThatIsNotBuiltForNone() throws IOException {
        Path module = temporary.resolve("there");
        Files.createDirectories(module);
        Files.writeString(module.resolve("offers"), "Provider x\n");
        String path =
                String.join(File.pathSeparator, temporary.resolve("absent").toString(), module.toString());
        assertEquals(1, ModuleDirectory.all(path).size());
        assertEquals(List.of(), ModuleDirectory.all(""));
    }

    @Test
    void opensTheJarsForTheServicesInThem() throws IOException {
        Path module = temporary.resolve("module");
        Files.createDirectories(module.resolve("lib"));
        Files.writeString(module.resolve("offers"), "Extension greeting\n");
        try (var jar = new JarOutputStream(Files.newOutputStream(module.resolve("lib/module.jar")))) {
            jar.putNextEntry(new JarEntry("META-INF/services/" + Extension.class.getName()));
            jar.write(Greeting.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        ClassLoader loader = ModuleDirectory.all(module.toString()).getFirst().loader();
        List<String> names = ServiceLoader.load(Extension.class, loader).stream()
                .map(provider -> provider.get().name())
                .toList();
        assertEquals(List.of("greeting"), names);
    }
}
