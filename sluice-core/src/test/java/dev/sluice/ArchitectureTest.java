package dev.sluice;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.sluice.api.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/// Holds the code to the map in `docs/architecture.md`.
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(Session.class.getProtectionDomain().getCodeSource().getLocation());

    private static final PackageMap MAP = readMap();

    private static PackageMap readMap() {
        try {
            return PackageMap.read(Path.of("../docs/architecture.md"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyPackageIsOnTheMapAndNoneIsThatDoesNotExist() {
        Set<String> there = new TreeSet<>();
        for (JavaClass known : CLASSES) {
            String room = MAP.roomOf(known.getPackageName());
            if (!room.isEmpty()) there.add(room);
        }
        assertEquals(there, new TreeSet<>(MAP.rooms()));
    }

    @Test
    void aPackageKnowsOnlyWhatTheMapSays() {
        Set<String> trespasses = new TreeSet<>();
        for (JavaClass known : CLASSES) {
            String from = MAP.roomOf(known.getPackageName());
            for (Dependency dependency : known.getDirectDependenciesFromSelf()) {
                String to = MAP.roomOf(dependency.getTargetClass().getPackageName());
                if (!from.isEmpty() && !to.isEmpty() && !MAP.mayKnow(from, to)) {
                    trespasses.add(from + " must not know " + to + ": " + known.getSimpleName() + " -> "
                            + dependency.getTargetClass().getSimpleName());
                }
            }
        }
        assertTrue(trespasses.isEmpty(), () -> String.join("\n", trespasses));
    }

    @Test
    void theGrammarIsKnownToTheParserAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sluice.parser..", "dev.sluice.grammar..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.sluice.grammar..")
                .check(CLASSES);
    }

    @Test
    void timeThreadsAndChanceComeFromTheMachine() {
        var outside = noClasses().that().resideOutsideOfPackage("dev.sluice.machine..");
        outside.should().callMethod(System.class, "currentTimeMillis").check(CLASSES);
        outside.should().callMethod(Instant.class, "now").check(CLASSES);
        outside.should().callMethod(UUID.class, "randomUUID").check(CLASSES);
        outside.should().callMethod(Math.class, "random").check(CLASSES);
        outside.should().callMethod(Thread.class, "ofPlatform").check(CLASSES);
        outside.should().callMethod(Thread.class, "ofVirtual").check(CLASSES);
        outside.should().callMethod(Thread.class, "sleep", long.class).check(CLASSES);
        for (Class<?>[] parameters : List.of(new Class<?>[] {}, new Class<?>[] {Runnable.class})) {
            outside.should().callConstructor(Thread.class, parameters).check(CLASSES);
        }
        outside.should()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ThreadLocalRandom.class)
                .check(CLASSES);
    }

    @Test
    void filesAreStoragesBusiness() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.sluice.storage..", "dev.sluice.extension..") // modules are found on disks
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.File")
                .check(CLASSES);
    }
}
