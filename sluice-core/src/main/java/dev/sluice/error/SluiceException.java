package dev.sluice.error;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What ends a statement, a micro-batch or a query: a named condition with what was seen and what to do.
///
/// The message is Spark's: `[CONDITION] text SQLSTATE: xxxxx; line 1 pos 7`, followed, where the position is known, by
/// the line with a caret, and by a hint, where the condition has one.
public class SluiceException extends RuntimeException {

    /// A parameter that no text names: what was seen, in a line of its own below the sentence.
    public static final String DETAIL = "detail";

    private final ErrorCondition condition;
    private final Map<String, String> parameters;
    private final @Nullable SourcePosition position;
    private final @Nullable String hint;

    protected SluiceException(
            ErrorCondition condition,
            Map<String, String> parameters,
            @Nullable SourcePosition position,
            @Nullable String hint,
            @Nullable Throwable cause) {
        super(cause);
        this.condition = condition;
        this.parameters = Map.copyOf(parameters);
        this.position = position;
        this.hint = hint != null ? hint : condition.hint(parameters);
    }

    /// The condition's name, such as `UNRESOLVED_COLUMN.WITH_SUGGESTION`.
    public String getCondition() {
        return condition.condition();
    }

    /// The five characters of SQLSTATE.
    public String getSqlState() {
        return condition.sqlState();
    }

    /// The values that fill the condition's text.
    public Map<String, String> getMessageParameters() {
        return parameters;
    }

    public ErrorCondition condition() {
        return condition;
    }

    public ErrorKind kind() {
        return condition.kind();
    }

    /// The same error with what is known where it passes: what it was about, and what else can be done.
    public SluiceException with(@Nullable String detail, String furtherHint) {
        var further = of(condition)
                .at(position)
                .hint(hint == null ? furtherHint : hint + " " + furtherHint)
                .cause(this);
        parameters.forEach(further::with);
        if (detail != null) further.with(DETAIL, detail);
        return further.build();
    }

    /// The same error with a parameter, unless it has it: of a call, its text is known only where it was said.
    public SluiceException orWith(String parameter, Object value) {
        if (parameters.containsKey(parameter)) return this;
        var completed = of(condition).at(position).hint(hint).cause(getCause());
        parameters.forEach(completed::with);
        return completed.with(parameter, value).build();
    }

    /// Where in the statement, if it was said in text.
    public @Nullable SourcePosition position() {
        return position;
    }

    /// What to do, if the condition knows.
    public @Nullable String hint() {
        return hint;
    }

    /// The sentence of Spark alone: condition, text, SQLSTATE and, for errors of analysis, the position.
    public String sentence() {
        String text =
                "[" + condition.condition() + "] " + condition.text(parameters) + " SQLSTATE: " + condition.sqlState();
        if (position == null || condition.phase() == ErrorCondition.Phase.RUN) return text;
        return condition.phase() == ErrorCondition.Phase.PARSE
                ? text + " (line " + position.line() + ", pos " + position.column() + ")"
                : text + "; line " + position.line() + " pos " + position.column();
    }

    @Override
    public String getMessage() {
        var message = new StringBuilder(sentence());
        if (position != null) {
            message.append('\n');
            if (condition.phase() == ErrorCondition.Phase.RUN) {
                message.append("== SQL (line ").append(position.line());
                message.append(", position ").append(position.column() + 1).append(") ==\n");
            }
            message.append(position.caret());
        }
        if (parameters.containsKey(DETAIL)) message.append('\n').append(parameters.get(DETAIL));
        if (hint != null) message.append("\nhint: ").append(hint);
        return message.toString();
    }

    /// The same error at a place, unless it has one or there is none.
    public SluiceException orAt(@Nullable SourcePosition where) {
        return position != null || where == null ? this : at(where);
    }

    /// The same error at a place.
    public SluiceException at(SourcePosition where) {
        var placed = of(condition).at(where).hint(hint).cause(this);
        parameters.forEach(placed::with);
        return placed.build();
    }

    /// Starts an error: `SluiceException.of(CONDITION).with("name", value).at(position).build()`.
    public static Builder of(ErrorCondition condition) {
        return new Builder(condition);
    }

    /// A bug of ours, said as one.
    public static SluiceException bug(String what) {
        return of(ErrorCondition.INTERNAL_ERROR).with("message", what).build();
    }

    /// Collects what an error says. The condition decides which subclass is thrown.
    public static final class Builder {
        private final ErrorCondition condition;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private @Nullable SourcePosition position;
        private @Nullable String hint;
        private @Nullable Throwable cause;

        private Builder(ErrorCondition condition) {
            this.condition = condition;
        }

        public Builder with(String parameter, Object value) {
            parameters.put(parameter, String.valueOf(value));
            return this;
        }

        public Builder at(@Nullable SourcePosition where) {
            position = where;
            return this;
        }

        /// Replaces the condition's own hint.
        public Builder hint(@Nullable String text) {
            hint = text;
            return this;
        }

        public Builder cause(@Nullable Throwable thrown) {
            cause = thrown;
            return this;
        }

        public SluiceException build() {
            return switch (condition.phase()) {
                case PARSE -> new ParseException(condition, parameters, position, hint, cause);
                case ANALYSIS -> new AnalysisException(condition, parameters, position, hint, cause);
                case RUN -> new SluiceException(condition, parameters, position, hint, cause);
            };
        }
    }
}
