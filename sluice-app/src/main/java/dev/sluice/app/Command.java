package dev.sluice.app;

import dev.sluice.extension.Extension;
import java.util.List;

/// A command: what stands behind `sluice`.
///
/// Those of other modules are extensions, found by their names.
public interface Command extends Extension {

    /// Understood by every command.
    List<Option> COMMON = List.of(
            Option.flag("--verbose", "tell more: what the engine does, and where errors come from"),
            Option.flag("--help", "this text"));

    /// One line for the list of commands.
    String summary();

    /// What may stand behind the name, such as `FILE.sql [options]`.
    String synopsis();

    /// What one has to know to use it, and examples; lines as they are printed.
    String description();

    /// Its own options, without [#COMMON].
    List<Option> options();

    /// Does what the command is for.
    ///
    /// @return the exit code
    /// @throws UsageException if the arguments make no sense
    /// @throws dev.sluice.error.SluiceException if it can't be done
    int run(Arguments arguments, Terminal terminal);
}
