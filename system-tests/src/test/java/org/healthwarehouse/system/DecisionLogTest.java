package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.healthwarehouse.sync.LogEvent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One line for each decision, under a key that does not change; read off the log of a program of its own. */
class DecisionLogTest {
    private static final Pattern LINE =
            Pattern.compile("\\[[^]]*] (INFO|WARN|ERROR) org\\.healthwarehouse\\.(?:sync\\.)?[A-Z]\\w* - (\\S+) (.*)");

    /** Lines as level, key and the rest, by step of the program. */
    private static final Map<String, List<Line>> LOG = new LinkedHashMap<>();

    private static String text = "";

    private record Line(String level, String key, String rest) {}

    @BeforeAll
    static void runTheProgram(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("child.log");
        Process child = ChildJvm.start(
                output,
                "128m",
                "info",
                DecidingChild.class,
                folder.resolve("health.db").toString());
        assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
        text = Files.readString(output);
        assertThat(child.exitValue()).as(text).isZero();
        String step = "";
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (line.startsWith("== ")) {
                step = line.substring(3);
            } else if (matcher.matches()) {
                LOG.computeIfAbsent(step, name -> new ArrayList<>())
                        .add(new Line(matcher.group(1), matcher.group(2), matcher.group(3)));
            }
        }
    }

    /** What the reads of a step decided, in order. */
    private static List<String> decisions(String step) {
        return LOG.get(step).stream()
                .filter(line -> line.key.startsWith("read."))
                .map(line -> line.level + " " + line.key)
                .toList();
    }

    private static Stream<Line> lines(LogEvent event) {
        return LOG.values().stream().flatMap(List::stream).filter(line -> line.key.equals(event.key()));
    }

    @Test
    void theFirstReadIsAFirstSyncAndFetches() {
        assertThat(decisions("first"))
                .containsExactly("INFO read.first-sync", "INFO read.fetching", "INFO read.answered");
    }

    @Test
    void storedDataBelowItsThresholdIsFreshEnough() {
        assertThat(decisions("fresh")).containsExactly("INFO read.fresh");
        assertThat(LOG.get("fresh").get(0).rest).contains("threshold=PT2H", "stored data is used", "fresh enough");
    }

    @Test
    void aLocalReadAsksNobody() {
        assertThat(decisions("local")).containsExactly("INFO read.local");
    }

    @Test
    void storedDataBeyondItsThresholdIsDue() {
        assertThat(decisions("due")).containsExactly("INFO read.due", "INFO read.fetching", "INFO read.answered");
        assertThat(LOG.get("due").get(0).rest).contains("age=PT3H", "threshold=PT2H", "beyond its threshold");
    }

    @Test
    void aForcedReadSaysSo() {
        assertThat(decisions("forced")).first().isEqualTo("INFO read.due");
        assertThat(LOG.get("forced").get(0).rest).contains("on request");
    }

    @Test
    void aSourceThatCannotBeAskedIsAWarningWithStaleData() {
        assertThat(decisions("stale")).containsExactly("INFO read.due", "INFO read.fetching", "WARN read.stale");
        assertThat(lines(LogEvent.READ_STALE).toList())
                .last()
                .satisfies(line -> assertThat(line.rest).contains("answering with stale data"));
    }

    @Test
    void aSourceThatCannotBeAskedWithNothingStoredIsAWarningToo() {
        assertThat(decisions("nothing")).containsExactly("INFO read.due", "INFO read.fetching", "WARN read.failed");
    }

    @Test
    void everyChunkIsCountedAndEveryRunSaysWhatItStored() {
        assertThat(lines(LogEvent.SYNC_PROGRESS).map(Line::rest))
                .anyMatch(rest -> rest.contains("1 of 3 chunks"))
                .anyMatch(rest -> rest.contains("3 of 3 chunks"));
        assertThat(lines(LogEvent.SYNC_STORED).map(Line::rest)).anyMatch(rest -> rest.contains("rows=72"));
    }

    @Test
    void aFailedChunkIsAWarningWithItsFailure() {
        assertThat(LOG.get("chunk failed"))
                .anyMatch(line -> line.level.equals("WARN")
                        && line.key.equals(LogEvent.SYNC_CHUNK_FAILED.key())
                        && line.rest.contains("NoPermission"));
    }

    @Test
    void everyLineBeginsWithAPublishedKeyAndNoneHoldsAHealthValue() {
        List<String> keys = Stream.of(LogEvent.values()).map(LogEvent::key).toList();
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(LOG.values().stream().flatMap(List::stream).map(Line::key)).isSubsetOf(keys);
        assertThat(text).doesNotContain(String.valueOf(DecidingChild.CANARY));
    }

    @Test
    void keysDoNotChangeFromVersionToVersion() {
        assertThat(Stream.of(LogEvent.values()).map(LogEvent::key))
                .contains(
                        "read.local",
                        "read.fresh",
                        "read.first-sync",
                        "read.due",
                        "read.fetching",
                        "read.answered",
                        "read.stale",
                        "read.failed",
                        "sync.started",
                        "sync.progress",
                        "sync.retrying",
                        "sync.chunk-failed",
                        "sync.stored",
                        "sync.ended",
                        "sync.unsettled",
                        "sync.listener-failed",
                        "sync.engine-failed",
                        "catalogue.stale",
                        "watermark.stale",
                        "watermark.not-kept",
                        "metadata.not-kept");
    }
}
