package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.WORKOUT;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.SeenFinding;
import org.healthwarehouse.storage.SyncFinding;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person should know about the answers of a source. */
class FindingsTest {
    private static final Instant START = Bench.NOW.minus(Duration.ofDays(100));
    private static final TimeRange WEEK = new TimeRange(START, START.plus(Duration.ofDays(7)));

    @TempDir
    Path folder;

    @Test
    void itemsThatCouldNotBeReadAreToldOnceWithHowOftenTheyWereSeen() {
        ListingVendor vendor = new ListingVendor(WORKOUT).has("good", START, Duration.ofHours(1));
        vendor.extra = sink -> {
            sink.problem(new ParseProblem(Optional.of(WORKOUT), "no start", "item 3"));
            sink.problem(new ParseProblem(Optional.of(WORKOUT), "no end", "item 5"));
            sink.problem(new ParseProblem(Optional.empty(), "no type", "item 6"));
        };
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            SyncRequest request = SyncRequest.of(WORKOUT).in(WEEK);
            assertThat(bench.sync(request).isComplete()).isTrue();
            assertThat(bench.sync(request).calls()).isZero();
            bench.clock.advance(Duration.ofHours(1));
            var unused = bench.sync(request.forced());

            assertThat(bench.warehouse.findings(UserId.LOCAL, 10))
                    .hasSize(2)
                    .allMatch(seen -> seen.count() == 2)
                    .allMatch(seen -> seen.firstAt().isBefore(seen.finding().at()))
                    .extracting(SeenFinding::finding)
                    .allMatch(finding -> finding.kind() == SyncFinding.Kind.ITEM_SKIPPED)
                    .allMatch(finding -> finding.range().equals(Optional.of(WEEK)))
                    .anyMatch(finding -> finding.type().equals(Optional.of("workout"))
                            && finding.detail().contains("2 left out")
                            && finding.detail().contains("item 3"))
                    .anyMatch(finding -> finding.type().isEmpty());
            assertThat(bench.warehouse.findings(UserId.LOCAL, 1)).hasSize(1);
            assertThat(bench.warehouse.findings(UserId.of("somebody else"), 10)).isEmpty();
            assertThat(bench.query("SELECT user_id, source, kind, data_type, start_time, count FROM findings"
                            + " WHERE data_type IS NOT NULL"))
                    .containsExactly("local|listing|ITEM_SKIPPED|workout|" + START.getEpochSecond() + ".0|2");
        }
    }
}
