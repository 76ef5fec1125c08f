package dev.sluice.testing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/// Hands a [StreamScript] to a [StreamTest], and runs what was said in it, once for each way.
public final class StreamTestExtension implements TestTemplateInvocationContextProvider {

    public StreamTestExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    /// None if `-Dstream` asks for another script.
    @Override
    public boolean mayReturnZeroTestTemplateInvocationContexts(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        Rerun rerun = Rerun.fromProperties();
        if (!rerun.wants(name(context))) return Stream.empty();
        return rerun.chosen(Arrays.asList(Way.values())).stream().map(way -> new Invocation(way, rerun.detail()));
    }

    private static String name(ExtensionContext context) {
        return context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
    }

    private record Invocation(Way way, String detail) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int index) {
            return way.word();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(new Running(way, detail));
        }
    }

    private static final class Running implements ParameterResolver, AfterTestExecutionCallback {

        private final Way way;
        private final String detail;
        private final StreamScript said = new StreamScript();

        Running(Way way, String detail) {
            this.way = way;
            this.detail = detail;
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == StreamScript.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return said;
        }

        /// A way that says nothing about this script passes.
        @Override
        public void afterTestExecution(ExtensionContext context) {
            if (context.getExecutionException().isPresent()) return;
            Script script = said.script("-Dstream=" + name(context));
            if (Way.of(script).contains(way)) ScriptCheck.check(script, way, detail);
        }
    }
}
