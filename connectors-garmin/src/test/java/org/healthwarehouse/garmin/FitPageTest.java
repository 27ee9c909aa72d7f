package org.healthwarehouse.garmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.testkit.garmin.FitWriter;
import org.healthwarehouse.testkit.garmin.FitWriter.Entry;
import org.junit.jupiter.api.Test;

/** What messages mean, one thing at a time, on files made up here. */
class FitPageTest {
    private static final Entry TIME = new Entry(253, 4, 0x86);
    private static final long MIDNIGHT = seconds("2026-03-01T05:00:00Z");
    private static final long HOUR = 3600;

    private final FitWriter writer = new FitWriter();

    @Test
    void aFileSaysWhichDeviceWroteIt() throws Exception {
        writer.define(0, false, 0, new Entry[] {new Entry(1, 2, 0x84), new Entry(2, 2, 0x84), new Entry(3, 4, 0x8C)});
        writer.message(
                0,
                bytes(8).putShort((short) 1).putShort((short) 3291).putInt(77).array());
        heartRate(MIDNIGHT, 60);
        assertThat(gathered().samples.get(0).device().key()).isEqualTo("fit:1:3291:77");
    }

    @Test
    void countersRiseFromMidnightOnWhereTheFileKnowsTheWholeDay() throws Exception {
        localMidnight(MIDNIGHT);
        layoutOfCounters();
        count(MIDNIGHT + 9 * HOUR, 6, 100);
        count(MIDNIGHT + 10 * HOUR, 6, 150);
        count(MIDNIGHT + 10 * HOUR, 1, 30);
        assertThat(gathered().of(DataTypes.STEPS))
                .extracting(Gathered.Sample::startMs, Gathered.Sample::endMs, Gathered.Sample::value)
                .containsExactly(
                        tuple(millis(MIDNIGHT), millis(MIDNIGHT + 9 * HOUR), 100.0),
                        tuple(millis(MIDNIGHT + 9 * HOUR), millis(MIDNIGHT + 10 * HOUR), 80.0));
    }

    @Test
    void aFileThatBeginsLaterDoesNotCountWhatAnotherOneHas() throws Exception {
        localMidnight(MIDNIGHT + 8 * HOUR);
        layoutOfCounters();
        count(MIDNIGHT + 9 * HOUR, 6, 5_000);
        count(MIDNIGHT + 10 * HOUR, 6, 5_200);
        assertThat(gathered().sum(DataTypes.STEPS)).isEqualTo(200);
    }

    @Test
    void aMessageAtMidnightClosesTheDayAndTheNextOneBeginsAtNought() throws Exception {
        localMidnight(MIDNIGHT);
        layoutOfCounters();
        count(MIDNIGHT + 23 * HOUR, 6, 900);
        count(MIDNIGHT + 24 * HOUR, 6, 1_000);
        count(MIDNIGHT + 25 * HOUR, 6, 40);
        Gathered days = gathered();
        assertThat(days.sum(DataTypes.STEPS)).isEqualTo(1_040);
        assertThat(days.of(DataTypes.STEPS).filter(steps -> steps.startMs() >= millis(MIDNIGHT + 24 * HOUR)))
                .hasSize(1)
                .allSatisfy(steps -> assertThat(steps.value()).isEqualTo(40));
    }

    @Test
    void whereTheClockIsSetTheDayIsTheSameAsLongAsTheDateIs() throws Exception {
        localMidnight(MIDNIGHT);
        layoutOfCounters();
        count(MIDNIGHT + 9 * HOUR, 6, 100);
        // Three hours back, so that this day has 27 hours.
        clock(MIDNIGHT + 9 * HOUR, -8 * HOUR);
        count(MIDNIGHT + 25 * HOUR, 6, 900);
        count(MIDNIGHT + 27 * HOUR, 6, 1_000);
        count(MIDNIGHT + 28 * HOUR, 6, 40);
        assertThat(gathered().of(DataTypes.STEPS))
                .extracting(Gathered.Sample::startMs, Gathered.Sample::value)
                .containsExactly(
                        tuple(millis(MIDNIGHT), 100.0),
                        tuple(millis(MIDNIGHT + 9 * HOUR), 800.0),
                        tuple(millis(MIDNIGHT + 25 * HOUR), 100.0),
                        tuple(millis(MIDNIGHT + 27 * HOUR), 40.0));
    }

    @Test
    void whereTheClockIsSetBackOverMidnightTheCounterGoesOn() throws Exception {
        localMidnight(MIDNIGHT);
        layoutOfCounters();
        count(MIDNIGHT + 24 * HOUR, 6, 1_000);
        count(MIDNIGHT + 24 * HOUR + 1_800, 6, 40);
        clock(MIDNIGHT + 24 * HOUR + 1_800, -6 * HOUR);
        count(MIDNIGHT + 24 * HOUR + 2_700, 6, 60);
        count(MIDNIGHT + 26 * HOUR, 6, 100);
        assertThat(gathered().of(DataTypes.STEPS))
                .extracting(Gathered.Sample::startMs, Gathered.Sample::value)
                .containsExactly(
                        tuple(millis(MIDNIGHT), 1_000.0),
                        tuple(millis(MIDNIGHT + 24 * HOUR), 40.0),
                        tuple(millis(MIDNIGHT + 24 * HOUR + 1_800), 20.0),
                        tuple(millis(MIDNIGHT + 24 * HOUR + 2_700), 40.0));
    }

    @Test
    void aCounterThatFallsWasSetBackAndTakesNothingAway() throws Exception {
        localMidnight(MIDNIGHT);
        layoutOfCounters();
        count(MIDNIGHT + 9 * HOUR, 6, 100);
        count(MIDNIGHT + 10 * HOUR, 6, 10);
        count(MIDNIGHT + 11 * HOUR, 6, 30);
        assertThat(gathered().sum(DataTypes.STEPS)).isEqualTo(120);
    }

    @Test
    void withoutTheLocalTimeNothingIsCounted() throws Exception {
        layoutOfCounters();
        count(MIDNIGHT + 9 * HOUR, 6, 100);
        assertThat(gathered().samples).isEmpty();
    }

    @Test
    void negativeStressIsNoValue() throws Exception {
        writer.define(0, false, 227, new Entry[] {new Entry(1, 4, 0x86), new Entry(0, 2, 0x83)});
        for (int level : new int[] {-2, -1, 0, 40}) {
            writer.message(
                    0, bytes(6).putInt((int) MIDNIGHT).putShort((short) level).array());
        }
        assertThat(gathered().of(GarminTypes.STRESS))
                .extracting(Gathered.Sample::value)
                .containsExactly(0.0, 40.0);
    }

    @Test
    void aHeartRateOfNoughtIsNoValue() throws Exception {
        heartRate(MIDNIGHT, 0);
        heartRate(MIDNIGHT + 1, 61);
        assertThat(gathered().of(DataTypes.HEART_RATE))
                .extracting(Gathered.Sample::value)
                .containsExactly(61.0);
    }

    @Test
    void equalStagesOfSleepAreOneAndTheLastIsAsLongAsTheStepBeforeIt() throws Exception {
        writer.define(0, false, 275, new Entry[] {TIME, new Entry(0, 1, 0x00)});
        int[] levels = {2, 2, 3, 0, 4, 1};
        for (int i = 0; i < levels.length; i++) {
            writer.message(
                    0,
                    bytes(5).putInt((int) (MIDNIGHT + 60L * i))
                            .put((byte) levels[i])
                            .array());
        }
        Gathered night = gathered();
        assertThat(night.of(DataTypes.SLEEP_STAGE))
                .extracting(Gathered.Sample::value)
                .containsExactly(3.0, 4.0, 5.0, 2.0);
        assertThat(night.records.get(0).end()).isEqualTo(Instant.ofEpochMilli(millis(MIDNIGHT + 360)));
        assertThat(night.records.get(0).attributes().asMap())
                .containsEntry("light", 120.0)
                .containsEntry("asleep", 240.0);
    }

    @Test
    void anIntervalBetweenBeatsThatNoHeartHasIsLeftOut() throws Exception {
        heartRate(MIDNIGHT, 60);
        beats(1_000, 3_600_000, 900);
        assertThat(gathered().of(DataTypes.BEAT_INTERVAL))
                .extracting(Gathered.Sample::startMs, Gathered.Sample::value)
                .containsExactly(tuple(millis(MIDNIGHT), 1_000.0), tuple(millis(MIDNIGHT) + 1_000, 900.0));
    }

    @Test
    void beatsDoNotRunAwayFromTheRecords() throws Exception {
        heartRate(MIDNIGHT, 60);
        int[] minutes = new int[40];
        Arrays.fill(minutes, 59_000);
        for (int i = 0; i < 5; i++) {
            beats(minutes);
        }
        assertThat(gathered().of(DataTypes.BEAT_INTERVAL))
                .isNotEmpty()
                .allSatisfy(beat -> assertThat(beat.endMs()).isLessThan(millis(MIDNIGHT + HOUR) + 60_000));
    }

    private void beats(int... milliseconds) {
        writer.define(4, false, 78, new Entry[] {new Entry(0, 4 * milliseconds.length, 0x86)});
        ByteBuffer content = ByteBuffer.allocate(4 * milliseconds.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int each : milliseconds) {
            content.putInt(each);
        }
        writer.message(4, content.array());
    }

    @Test
    void aDeviceThatNeverKnewTheTimeHasNoSamples() throws Exception {
        heartRate(1_000_000, 60);
        assertThat(gathered().samples).isEmpty();
    }

    private void localMidnight(long seconds) {
        clock(seconds, -5 * HOUR);
    }

    private void clock(long seconds, long ahead) {
        writer.define(3, false, 103, new Entry[] {TIME, new Entry(0, 4, 0x86)});
        writer.message(
                3,
                bytes(8).putInt((int) seconds).putInt((int) (seconds + ahead)).array());
    }

    private void layoutOfCounters() {
        writer.define(2, false, 55, new Entry[] {TIME, new Entry(5, 1, 0x00), new Entry(3, 4, 0x86)});
    }

    /** Steps are written as half cycles, two of which are a cycle. */
    private void count(long seconds, int activity, int steps) {
        writer.message(
                2,
                bytes(9).putInt((int) seconds)
                        .put((byte) activity)
                        .putInt(steps)
                        .array());
    }

    private void heartRate(long seconds, int rate) {
        writer.define(1, false, 20, new Entry[] {TIME, new Entry(3, 1, 0x02)});
        writer.message(1, bytes(5).putInt((int) seconds).put((byte) rate).array());
    }

    private Gathered gathered() throws Exception {
        Gathered gathered = Gathered.from(writer.end().bytes());
        assertThat(gathered.problems).isEmpty();
        return gathered;
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long seconds(String time) {
        return Instant.parse(time).getEpochSecond() - 631_065_600L;
    }

    private static long millis(long seconds) {
        return (seconds + 631_065_600L) * 1000;
    }
}
