/// A program in each file. To run one, from the repository:
///
/// ```text
/// ./sluice --version      builds Sluice, if that has not been done yet
/// java -cp 'sluice-app/target/quick/dist/lib/*' sluice-examples/src/main/java/dev/sluice/examples/WordCountSocket.java
/// ```
///
/// (with a `java` of 25). The build runs them all, and compares what they print.
@NullMarked
package dev.sluice.examples;

import org.jspecify.annotations.NullMarked;
