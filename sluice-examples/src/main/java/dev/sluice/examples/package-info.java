/// A program in each file. To run one, from the repository, with a `java` of 25:
///
/// ```sh
/// ./sluice --version      # builds Sluice, if that has not been done yet
/// java -p "$(ls -d target/sluice/lib/{sluice-core,sluice-grammar,jspecify}-*.jar | paste -sd:)" sluice-examples/src/main/java/dev/sluice/examples/WordCountFiles.java examples /tmp/words
/// ```
///
/// The modules are on the module path, since these programs are a module themselves; a program of one file that is none
/// takes them by `-cp 'target/sluice/lib/*'`. The build runs them all, and compares what they print.
@NullMarked
package dev.sluice.examples;

import org.jspecify.annotations.NullMarked;
