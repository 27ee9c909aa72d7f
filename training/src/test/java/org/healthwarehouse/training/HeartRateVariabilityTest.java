package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

class HeartRateVariabilityTest {
    /**
     * RMSSD of 800, 850, 810, 720 is printed as 63.77042156569664 in the documentation of a library that was compared
     * with Kubios. By hand: differences 50, -40, -90, so sqrt(12200 / 3); one of the three is above 50 ms; mean 795,
     * squares 25 + 3025 + 225 + 5625 = 8900, sqrt(8900 / 3) = 54.47.
     */
    @Test
    void fourBeatsAsPrinted() {
        HeartRateVariability found = HeartRateVariability.of(BeatIntervals.of(800, 850, 810, 720));
        assertThat(found.rmssd().orElseThrow()).isEqualTo(63.77042156569664, within(1e-12));
        assertThat(found.sdnn().orElseThrow()).isEqualTo(54.47, within(0.005));
        assertThat(found.pnn50().orElseThrow()).isEqualTo(33.33, within(0.005));
        assertThat(found.removed()).isZero();
        assertThat(found.removedFraction()).isZero();
    }

    @Test
    void aDifferenceOfExactlyFiftyIsNotAboveFifty() {
        assertThat(HeartRateVariability.of(BeatIntervals.of(800, 850)).pnn50()).hasValue(0);
        assertThat(HeartRateVariability.of(BeatIntervals.of(800, 851)).pnn50()).hasValue(100);
    }

    @Test
    void noDifferenceIsTakenAcrossAGap() {
        HeartRateVariability found =
                HeartRateVariability.of(BeatIntervals.ofRuns(List.of(beats(800, 810), beats(900, 910))));
        assertThat(found.differences()).isEqualTo(2);
        assertThat(found.rmssd()).hasValue(10);
        assertThat(found.intervals()).isEqualTo(4);
    }

    /** An early beat and the pause after it: both go, and 800 to 820 around them is no difference. */
    @Test
    void noDifferenceIsTakenAcrossARemovedBeat() {
        HeartRateVariability found =
                HeartRateVariability.of(BeatIntervals.of(800, 810, 800, 810, 800, 500, 1100, 820, 830, 820, 830, 820));
        assertThat(found.removed()).isEqualTo(2);
        assertThat(found.removedFraction()).isEqualTo(2 / 12.0);
        assertThat(found.intervals()).isEqualTo(10);
        assertThat(found.differences()).isEqualTo(8);
        assertThat(found.rmssd()).hasValue(10);
    }

    @Test
    void impossibleIntervalsGoFirstAndDoNotVote() {
        BeatIntervals left = ArtefactFilter.STANDARD.clean(BeatIntervals.of(5000, 800, 810, 100, 2600, 800, 790));
        assertThat(left.runs()).containsExactly(beats(800, 810), beats(800, 790));
    }

    @Test
    void theBorderOfTwentyPercentStays() {
        assertThat(ArtefactFilter.STANDARD
                        .clean(BeatIntervals.of(1000, 1000, 1000, 1200, 1000, 1000))
                        .count())
                .isEqualTo(6);
        assertThat(ArtefactFilter.STANDARD
                        .clean(BeatIntervals.of(1000, 1000, 1000, 1201, 1000, 1000))
                        .count())
                .isEqualTo(5);
    }

    @Test
    void tooLittleGivesNothingInsteadOfZero() {
        HeartRateVariability none = HeartRateVariability.of(BeatIntervals.of());
        assertThat(none.rmssd()).isEmpty();
        assertThat(none.sdnn()).isEmpty();
        assertThat(none.pnn50()).isEmpty();
        HeartRateVariability apart = HeartRateVariability.of(BeatIntervals.ofRuns(List.of(beats(800), beats(820))));
        assertThat(apart.rmssd()).isEmpty();
        assertThat(apart.sdnn()).isPresent();
    }

    @Test
    void timesThatDoNotFitTheIntervalAreAGap() {
        long[] ends = {1000, 1800, 2610, 5000, 5790};
        double[] intervals = {790, 800, 810, 800, 790};
        assertThat(BeatIntervals.timed(ends, intervals, Duration.ofMillis(5)).runs())
                .containsExactly(beats(790, 800, 810), beats(800, 790));
        assertThat(BeatIntervals.timed(new long[0], new double[0], Duration.ZERO)
                        .count())
                .isZero();
        assertThatThrownBy(() -> BeatIntervals.timed(ends, beats(1), Duration.ZERO))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Property
    void allThreeAreTheirDefinitions(@ForAll long seed, @ForAll @IntRange(min = 2, max = 300) int count) {
        double[] beats = Some.beats(seed, count);
        double squares = 0;
        double large = 0;
        for (int i = 1; i < count; i++) {
            squares += Math.pow(beats[i] - beats[i - 1], 2);
            large += Math.abs(beats[i] - beats[i - 1]) > 50 ? 1 : 0;
        }
        double mean = Arrays.stream(beats).average().orElseThrow();
        double variance =
                Arrays.stream(beats).map(beat -> Math.pow(beat - mean, 2)).sum() / (count - 1);
        HeartRateVariability found = HeartRateVariability.of(BeatIntervals.of(beats));
        assertThat(found.removed()).isZero();
        assertThat(found.rmssd().orElseThrow()).isEqualTo(Math.sqrt(squares / (count - 1)), within(1e-9));
        assertThat(found.sdnn().orElseThrow()).isEqualTo(Math.sqrt(variance), within(1e-9));
        assertThat(found.pnn50().orElseThrow()).isEqualTo(100 * large / (count - 1), within(1e-9));
    }

    @Property
    void theFilterIsTheNaiveRule(@ForAll long seed, @ForAll @IntRange(max = 120) int count) {
        SplittableRandom random = new SplittableRandom(~seed);
        double[] beats = Some.beats(seed, count);
        for (int i = 0; i < count; i++) {
            beats[i] *= random.nextInt(8) == 0 ? 0.5 + random.nextDouble() : 1;
        }
        List<Double> kept = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Double> around = new ArrayList<>();
            for (int j = Math.max(0, i - 5); j <= Math.min(count - 1, i + 5); j++) {
                if (j != i) {
                    around.add(beats[j]);
                }
            }
            around.sort(null);
            int half = around.size() / 2;
            double median = around.isEmpty()
                    ? beats[i]
                    : around.size() % 2 == 1 ? around.get(half) : (around.get(half - 1) + around.get(half)) / 2;
            if (Math.abs(beats[i] - median) <= 0.2 * median) {
                kept.add(beats[i]);
            }
        }
        BeatIntervals left = ArtefactFilter.STANDARD.clean(BeatIntervals.of(beats));
        assertThat(left.runs().stream().flatMapToDouble(Arrays::stream).boxed()).containsExactlyElementsOf(kept);
        assertThat(HeartRateVariability.of(BeatIntervals.of(beats)).removed()).isEqualTo(count - kept.size());
    }

    @Test
    void wrongIntervalsAreRefusedAndTheCallersArrayIsItsOwn() {
        assertThatThrownBy(() -> BeatIntervals.of(800, 0)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> BeatIntervals.of(Double.NaN)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> new ArtefactFilter(0, 5, 300, 2000)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> new ArtefactFilter(0.2, 5, 300, 200)).isInstanceOf(InvalidParameterException.class);
        double[] mine = beats(800, 810);
        BeatIntervals intervals = BeatIntervals.of(mine);
        mine[0] = 1;
        intervals.runs().get(0)[1] = 1;
        assertThat(intervals.runs()).containsExactly(beats(800, 810));
    }

    private static double[] beats(double... beats) {
        return beats;
    }
}
