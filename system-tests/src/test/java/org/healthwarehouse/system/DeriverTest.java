package org.healthwarehouse.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.healthwarehouse.model.DataTypes.HEART_RATE;
import static org.healthwarehouse.model.DataTypes.SLEEP;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.ReadMode;
import org.healthwarehouse.connector.Deriver;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SampleSeries;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.sync.SyncRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that a connector's deriver makes out of its samples, here one of each. */
class DeriverTest {
    private static final Instant END = Bench.NOW.minus(Duration.ofDays(40));
    private static final Instant START = END.minus(Duration.ofDays(60));
    private static final SyncRequest ALL = SyncRequest.of(HEART_RATE).between(START, END);

    @TempDir
    Path folder;

    private final ScriptedVendor vendor = ScriptedVendor.heartRate(Duration.ofDays(10));

    private Bench bench() {
        return new Bench(folder.resolve("health.db"), vendor);
    }

    private static List<HealthRecord> stored(Bench bench) {
        return bench.warehouse
                .records(SLEEP)
                .between(START, END)
                .mode(ReadMode.LOCAL_ONLY)
                .read()
                .data();
    }

    @Test
    void aCorrectedSampleChangesItsRecordAloneAndKeepsWhatItWas() {
        vendor.derivers = List.of(new Echo(1));
        try (Bench bench = bench()) {
            var unused = bench.sync(ALL);
            long samples = bench.number("SELECT count(*) FROM sample");
            assertThat(stored(bench)).hasSize((int) samples);
            long before = bench.warehouse.lastCommit();
            Instant corrected = START.plus(Duration.ofDays(5));
            vendor.value = 61;
            var unusedToo = bench.sync(ALL.between(corrected, corrected.plus(Duration.ofMinutes(30)))
                    .forced());
            assertThat(bench.number("SELECT count(*) FROM record WHERE fetch_id > " + before))
                    .isEqualTo(1);
            assertThat(bench.query("SELECT reason, count(*) FROM record_revision GROUP BY reason"))
                    .containsExactly("DERIVED|1");
            assertThat(bench.warehouse
                            .records(SLEEP)
                            .between(corrected, corrected.plus(Duration.ofMinutes(30)))
                            .asOf(before)
                            .read()
                            .data())
                    .extracting(record -> record.attributes().asMap().get("asleep"))
                    .containsExactly(60.0);
        }
    }

    @Test
    void aDeriverThatCameLaterMakesRecordsOfWhatIsStoredWithoutACall() {
        try (Bench bench = bench()) {
            var unused = bench.sync(ALL);
        }
        vendor.derivers = List.of(new Echo(1));
        int calls = vendor.asked.size();
        try (Bench bench = bench()) {
            assertThat(bench.warehouse.plan(ALL).isEmpty()).isTrue();
            assertThat(stored(bench)).hasSize((int) bench.number("SELECT count(*) FROM sample"));
            assertThat(bench.warehouse.verify().findings()).isEmpty();
        }
        assertThat(vendor.asked).hasSize(calls);
    }

    @Test
    void aNewVersionOfADeriverMakesAllRecordsAnewAndKeepsTheOldOnes() {
        vendor.derivers = List.of(new Echo(1));
        int records;
        try (Bench bench = bench()) {
            var unused = bench.sync(ALL);
            records = stored(bench).size();
        }
        vendor.derivers = List.of(new Echo(2));
        try (Bench bench = bench()) {
            assertThat(bench.warehouse.offeredTypes()).contains(SLEEP);
            assertThat(stored(bench))
                    .hasSize(records)
                    .allMatch(
                            record -> record.attributes().asMap().get("asleep").equals(120.0));
            assertThat(bench.query("SELECT reason, count(*) FROM record_revision GROUP BY reason"))
                    .containsExactly("DERIVED|" + records);
        }
    }

    /** A record for each sample, whose length is its value. */
    record Echo(int version) implements Deriver {
        @Override
        public SampleType input() {
            return HEART_RATE;
        }

        @Override
        public RecordType output() {
            return SLEEP;
        }

        @Override
        public Duration reach() {
            return Duration.ofMinutes(20);
        }

        @Override
        public List<ParsedRecord> derive(SampleSeries samples) {
            List<ParsedRecord> records = new ArrayList<>();
            double[] values = samples.values();
            long[] starts = samples.timestamps();
            for (int i = 0; i < starts.length; i++) {
                Instant at = Instant.ofEpochMilli(starts[i]);
                records.add(new ParsedRecord(
                        SLEEP,
                        Set.of(new RecordKey("derived", at.toString())),
                        at,
                        at,
                        Optional.empty(),
                        false,
                        Attributes.of(Map.of("asleep", values[i] * version))));
            }
            return records;
        }
    }
}
