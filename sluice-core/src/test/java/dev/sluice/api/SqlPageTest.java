package dev.sluice.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.sluice.error.SluiceException;
import dev.sluice.parser.SqlParser;
import dev.sluice.storage.LocalStorage;
import dev.sluice.storage.MemoryStorage;
import dev.sluice.storage.Storage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Runs the page about the SQL of streams: its files are put where it says, its `sql` blocks run in one session, and
/// what their last statements show is compared with the `text` block below, if there is one. `-Dupdate` writes those
/// anew.
@Timeout(120)
final class SqlPageTest {

    private static final String PAGE = "../docs/reference/sql.md";

    /// A block that begins a line, with what stands directly below it.
    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```(\\S+)(?: (\\S+))?\\n(.*?)^```\\n(?:\\n```text\\n(.*?)^```\\n)?");

    private final Storage files = new MemoryStorage();
    private final Session session = Session.builder()
            .config("spark.sql.session.timeZone", "UTC")
            .storage(files)
            .parallelism(1)
            .create();

    private final List<String> failures = new CopyOnWriteArrayList<>();

    @Test
    void whatThePageSaysIsTrue() {
        session.streams().addListener(new StreamingQueryListener() {
            @Override
            public void onQueryStarted(QueryStartedEvent event) {}

            @Override
            public void onQueryProgress(QueryProgressEvent event) {}

            @Override
            public void onQueryTerminated(QueryTerminatedEvent event) {
                event.exception().ifPresent(failure -> failures.add(String.valueOf(failure)));
            }
        });
        Storage disk = LocalStorage.ofMachine();
        String page = new String(disk.read(PAGE), StandardCharsets.UTF_8);
        var now = new StringBuilder();
        List<String> ran = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            String language = block.group(1);
            String content = block.group(3);
            if (language.equals("sql")) {
                ran.add(content);
                block.appendReplacement(now, Matcher.quoteReplacement(shown(content, block.group(4) != null)));
            } else if (block.group(2) != null) {
                files.replace(block.group(2), content.getBytes(StandardCharsets.UTF_8));
            } else {
                forms(content);
            }
        }
        block.appendTail(now);
        session.close();
        assertFalse(ran.isEmpty());
        assertEquals(List.of(), failures);
        if (System.getProperty("update") != null) {
            disk.replace(PAGE, now.toString().getBytes(StandardCharsets.UTF_8));
        } else {
            assertEquals(now.toString(), page);
        }
    }

    /// The block as it stands, with what it shows.
    private String shown(String sql, boolean compared) {
        String shows = "";
        for (SqlParser.Parsed statement : SqlParser.script(sql)) {
            try {
                DataFrame answer = session.sql(statement.text());
                for (StreamingQuery query : session.streams().active()) query.awaitTermination();
                shows = answer.columns().length == 0
                        ? ""
                        : answer.showString(20, 0, false).stripTrailing() + "\n";
            } catch (SluiceException e) {
                if (!compared) throw e;
                shows = e.getMessage() + "\n";
            }
        }
        String block = "```sql\n" + sql + "```\n";
        return compared ? block + "\n```text\n" + shows + "```\n" : block;
    }

    /// Lines that only show how something is written must be good SQL.
    private static void forms(String content) {
        content.lines()
                .filter(line -> line.startsWith("FROM "))
                .forEach(line -> SqlParser.statement("SELECT * " + line));
    }
}
