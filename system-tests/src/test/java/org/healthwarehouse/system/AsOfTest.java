package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.healthwarehouse.Freshness;
import org.healthwarehouse.Reading;
import org.healthwarehouse.SampleQuery;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads of an earlier state. */
class AsOfTest {
    private static final Instant END = Bench.NOW.minus(Duration.ofDays(40));
    private static final Instant START = END.minus(Duration.ofDays(1));

    @TempDir
    Path folder;

    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(1));

    @Test
    void aReadAsOfACommitAnswersWhatItAnsweredThenAndAsksNobody() {
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            assertThat(bench.warehouse.lastCommit()).isZero();
            var unused = bench.sync(SyncRequest.of(HEART_RATE).between(START, END));
            SampleQuery query = bench.warehouse.samples(HEART_RATE).between(START, END);
            long before = bench.warehouse.lastCommit();
            SampleSeries then = query.read().data();
            vendor.value = 61;
            var unusedToo =
                    bench.sync(SyncRequest.of(HEART_RATE).between(START, END).forced());
            int calls = vendor.asked.size();

            Reading<SampleSeries> past = query.asOf(before).read();
            assertThat(past.data()).isEqualTo(then);
            assertThat(past.data().values()).containsOnly(60);
            assertThat(query.read().data().values()).containsOnly(61);
            assertThat(past.freshness().note()).startsWith("As of commit " + before + ". ");
            assertThat(past.freshness().origin()).isEqualTo(Freshness.Origin.LOCAL);
            assertThat(query.everyDay(ZoneOffset.UTC).mean().freshness().note()).doesNotContain("As of");
            assertThat(query.asOf(before)
                            .everyDay(ZoneOffset.UTC)
                            .mean()
                            .freshness()
                            .note())
                    .contains("As of commit");
            assertThat(query.asOf(0).read().data().size()).isZero();
            assertThat(vendor.asked).hasSize(calls);
        }
    }

    @Test
    void aCommitThatIsNotThereIsRefused() {
        try (Bench bench = new Bench(folder.resolve("health.db"), vendor)) {
            assertThatExceptionOfType(InvalidParameterException.class)
                    .isThrownBy(() -> bench.warehouse
                            .samples(HEART_RATE)
                            .between(START, END)
                            .asOf(7)
                            .read())
                    .withMessageContaining("snapshot number");
        }
    }
}
