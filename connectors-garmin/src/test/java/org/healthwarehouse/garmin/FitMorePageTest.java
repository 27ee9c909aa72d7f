package org.healthwarehouse.garmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.testkit.garmin.FitWriter;
import org.healthwarehouse.testkit.garmin.FitWriter.Entry;
import org.junit.jupiter.api.Test;

/** Naps, laps and the beats of a night in files made up here. */
class FitMorePageTest {
    private static final long BEGIN = Instant.parse("2026-03-01T05:00:00Z").getEpochSecond() - 631_065_600L;
    private static final long BEGIN_MS = Instant.parse("2026-03-01T05:00:00Z").toEpochMilli();

    private final FitWriter writer = new FitWriter();

    @Test
    void aNapIsASleepAndTheLastWordOnItCounts() throws Exception {
        writer.define(0, false, 412, new Entry[] {new Entry(0, 4, 0x86), new Entry(2, 4, 0x86)});
        for (int minutes : new int[] {10, 25, -5}) {
            writer.message(
                    0,
                    bytes(8).putInt((int) BEGIN)
                            .putInt((int) (BEGIN + 60L * minutes))
                            .array());
        }
        List<ParsedRecord> naps = gathered().records;
        assertThat(naps).hasSize(1);
        assertThat(naps.get(0).type()).isEqualTo(DataTypes.SLEEP);
        assertThat(naps.get(0).end().toEpochMilli()).isEqualTo(BEGIN_MS + 25 * 60_000);
        assertThat(naps.get(0).attributes().asMap()).containsEntry("nap", true);
        assertThat(naps.get(0).keys()).containsExactly(new RecordKey("start", Long.toString(BEGIN_MS / 1000)));
    }

    @Test
    void lapsAreInTheWorkoutInWhichTheyBegin() throws Exception {
        session(BEGIN, 600, 1);
        session(BEGIN + 600, 300, 2);
        writer.define(1, false, 19, new Entry[] {new Entry(2, 4, 0x86), new Entry(9, 4, 0x86), new Entry(15, 1, 2)});
        for (int second : new int[] {0, 300, 600, 700}) {
            writer.message(
                    1,
                    bytes(9).putInt((int) (BEGIN + second))
                            .putInt(100_000)
                            .put((byte) 150)
                            .array());
        }
        List<ParsedRecord> workouts = gathered().records;
        assertThat(workouts).hasSize(2);
        assertThat(laps(workouts.get(0)))
                .containsExactly(
                        Map.of("start", "2026-03-01T05:00:00Z", "distance", 1000.0, "heart_rate_mean", 150.0),
                        Map.of("start", "2026-03-01T05:05:00Z", "distance", 1000.0, "heart_rate_mean", 150.0));
        assertThat(laps(workouts.get(1))).hasSize(2);
    }

    @Test
    void aSingleLapIsTheWorkoutItselfAndNotToldTwice() throws Exception {
        session(BEGIN, 600, 1);
        writer.define(1, false, 19, new Entry[] {new Entry(2, 4, 0x86)});
        writer.message(1, bytes(4).putInt((int) BEGIN).array());
        assertThat(gathered().records.get(0).attributes().asMap()).doesNotContainKey("laps");
    }

    @Test
    void aHeartRateOfZeroWasNotMeasured() throws Exception {
        Entry[] fields = {new Entry(2, 4, 0x86), new Entry(7, 4, 0x86), new Entry(5, 1, 0), new Entry(16, 1, 2)};
        writer.define(0, false, 18, fields);
        writer.define(1, false, 19, new Entry[] {new Entry(2, 4, 0x86), new Entry(15, 1, 2)});
        for (int rate : new int[] {0, 140}) {
            int start = (int) BEGIN + 600 * (rate == 0 ? 0 : 1);
            writer.message(
                    0,
                    bytes(10)
                            .putInt(start)
                            .putInt(500_000)
                            .put((byte) 1)
                            .put((byte) rate)
                            .array());
            for (int lap = 0; lap < 2; lap++) {
                writer.message(
                        1, bytes(5).putInt(start + 100 * lap).put((byte) rate).array());
            }
        }
        List<ParsedRecord> workouts = gathered().records;
        assertThat(workouts.get(0).attributes().asMap()).doesNotContainKey("heart_rate_mean");
        assertThat(laps(workouts.get(0))).noneMatch(lap -> String.valueOf(lap).contains("heart_rate"));
        assertThat(workouts.get(1).attributes().asMap()).containsEntry("heart_rate_mean", 140.0);
        assertThat(laps(workouts.get(1))).allMatch(lap -> String.valueOf(lap).contains("heart_rate_mean=140"));
    }

    private static List<Object> laps(ParsedRecord workout) {
        Object laps = workout.attributes().asMap().get("laps");
        assertThat(laps).isInstanceOf(List.class);
        return laps instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    private void session(long start, int seconds, int sport) {
        writer.define(0, false, 18, new Entry[] {new Entry(2, 4, 0x86), new Entry(7, 4, 0x86), new Entry(5, 1, 0)});
        writer.message(
                0,
                bytes(9).putInt((int) start)
                        .putInt(seconds * 1000)
                        .put((byte) sport)
                        .array());
    }

    @Test
    void beatsOfANightFollowOneAnotherFromTheTimeOfTheirMessage() throws Exception {
        writer.define(
                0, false, 290, new Entry[] {new Entry(253, 4, 0x86), new Entry(0, 2, 0x84), new Entry(1, 8, 0x84)});
        writer.message(
                0,
                bytes(14)
                        .putInt((int) BEGIN)
                        .putShort((short) 250)
                        .putShort((short) 900)
                        .putShort((short) 0xFFFF)
                        .putShort((short) 1000)
                        .putShort((short) 0)
                        .array());
        assertThat(gathered().of(DataTypes.BEAT_INTERVAL))
                .extracting(Gathered.Sample::startMs, Gathered.Sample::value)
                .containsExactly(tuple(BEGIN_MS + 250, 900.0), tuple(BEGIN_MS + 1150, 1000.0));
    }

    private Gathered gathered() throws Exception {
        Gathered gathered = Gathered.from(writer.end().bytes());
        assertThat(gathered.problems).isEmpty();
        return gathered;
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
