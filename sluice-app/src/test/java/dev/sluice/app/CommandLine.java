package dev.sluice.app;

import java.util.ArrayList;
import java.util.List;

/// A command line of a `.cli` file, and what it answers:
///
/// ```text
/// # Words above it are about it.
/// $ sluice sql --json
/// < SELECT 1 AS one     a line of the standard input
/// > {"schema":…         a line of the standard output
/// ! …                   a line of the standard error
/// = 1                   the exit code, if it is not 0
/// ```
///
/// @param said the lines up to and with the input, as they stand in the file
/// @param words the command line's
record CommandLine(String said, List<String> words, String input) {

    record Answer(String out, String err, int exitCode) {}

    static List<CommandLine> read(String file) {
        var commands = new ArrayList<CommandLine>();
        var said = new StringBuilder();
        var input = new StringBuilder();
        List<String> words = List.of();
        for (String line : file.lines().toList()) {
            boolean isAnswer = line.startsWith(">") || line.startsWith("!") || line.startsWith("=");
            boolean isInput = line.startsWith("<");
            if (!words.isEmpty() && !isAnswer && !isInput) {
                commands.add(new CommandLine(said.toString(), words, input.toString()));
                said.setLength(0);
                input.setLength(0);
                words = List.of();
            }
            if (isAnswer) continue;
            said.append(line).append('\n');
            if (isInput) input.append(line.substring(1).strip()).append('\n');
            if (line.startsWith("$")) words = words(line.substring(1).strip());
        }
        if (!words.isEmpty()) commands.add(new CommandLine(said.toString(), words, input.toString()));
        return commands;
    }

    /// As a shell does it: blanks separate, quotes hold together.
    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0 && c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
                begun = true;
            } else if (quote == 0 && c == ' ') {
                if (begun) words.add(word.toString());
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) words.add(word.toString());
        return words;
    }

    /// The text of the file with this answer.
    String withAnswer(Answer answer) {
        var text = new StringBuilder(said);
        append(text, '>', answer.out());
        append(text, '!', answer.err());
        if (answer.exitCode() != 0) text.append("= ").append(answer.exitCode()).append('\n');
        return text.toString();
    }

    private static void append(StringBuilder text, char mark, String lines) {
        lines.lines().forEach(line -> text.append((mark + " " + line).strip()).append('\n'));
    }
}
