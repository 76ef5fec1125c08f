package dev.sluice.catalog;

/// What is said of something that is in an optional module, to who has not got the module.
public final class Modules {

    private Modules() {}

    /// What to do to have the module.
    public static String hint(String module) {
        return "it is in the module " + module + ": add dev.sluice:" + module
                + " to the program; ./sluice has it unless SLUICE_MODULES leaves it out.";
    }
}
