package org.healthwarehouse.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.healthwarehouse.model.InvalidParameterException;
import org.junit.jupiter.api.Test;

class TrainingImpulseTest {
    private static final HeartRateProfile PROFILE = HeartRateProfile.of(60, 190);

    private static List<TimeAtHeartRate> session(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TimeAtHeartRate> stretches = new ArrayList<>();
        for (int i = random.nextInt(200); i > 0; i--) {
            stretches.add(new TimeAtHeartRate(Duration.ofMillis(random.nextInt(60_000)), random.nextInt(40, 210)));
        }
        return stretches;
    }

    /** Printed as 98.39022 in a discussion of this formula: 66.2 min at 138, resting 44, maximum 187. */
    @Test
    void banisterOfAManAsPrinted() {
        double impulse = TrainingImpulse.banister(
                HeartRateProfile.of(44, 187), BanisterWeighting.MEN, Duration.ofSeconds(3_972), 138);
        assertThat(impulse).isEqualTo(98.39022, within(5e-6));
    }

    /** Printed as 32: half an hour at 130, resting 40, maximum 200. By hand 30 x 0.5625 x 0.64 x e^1.08 = 31.80. */
    @Test
    void banisterOfASteadyHalfHourAsPrinted() {
        double impulse = TrainingImpulse.banister(
                HeartRateProfile.of(40, 200), BanisterWeighting.MEN, Duration.ofMinutes(30), 130);
        assertThat(Math.round(impulse)).isEqualTo(32);
        assertThat(impulse).isEqualTo(31.80, within(0.005));
    }

    /**
     * 45 min at 145: f = 85 / 130; men 45 f 0.64 e^(1.92 f) = 66.08 (printed as 66), women 45 f 0.86 e^(1.67 f) =
     * 75.41.
     */
    @Test
    void banisterWeighsMenAndWomenDifferently() {
        Duration duration = Duration.ofMinutes(45);
        assertThat(TrainingImpulse.banister(PROFILE, BanisterWeighting.MEN, duration, 145))
                .isEqualTo(66.08, within(0.005));
        assertThat(TrainingImpulse.banister(PROFILE, BanisterWeighting.WOMEN, duration, 145))
                .isEqualTo(75.41, within(0.005));
    }

    @Test
    void banisterGivesNothingBelowTheRestingRateAndNoMoreThanFullAboveTheMaximum() {
        Duration minute = Duration.ofMinutes(1);
        assertThat(TrainingImpulse.banister(PROFILE, BanisterWeighting.MEN, minute, 50))
                .isZero();
        assertThat(TrainingImpulse.banister(PROFILE, BanisterWeighting.MEN, minute, 220))
                .isEqualTo(TrainingImpulse.banister(PROFILE, BanisterWeighting.MEN, minute, 190));
        assertThat(TrainingImpulse.banister(PROFILE, BanisterWeighting.MEN, List.of()))
                .isZero();
    }

    @Property
    void banisterIsItsDefinition(@ForAll long seed) {
        double expected = 0;
        for (TimeAtHeartRate stretch : session(seed)) {
            double minutes = stretch.duration().toMillis() / 60_000.0;
            double fraction = Math.min(1, Math.max(0, (stretch.rate() - 60) / 130));
            expected += minutes * fraction * 0.86 * Math.pow(Math.E, 1.67 * fraction);
        }
        assertThat(TrainingImpulse.banister(PROFILE, BanisterWeighting.WOMEN, session(seed)))
                .isEqualTo(expected, within(1e-9 * (1 + expected)));
    }

    /**
     * Maximum 200: 10 min at 105 (zone 1), 20 at 130 (2), 30 at 150 (3), 10 at 170 (4), 5 at 190 (5), 9 at 99 (none).
     */
    @Test
    void edwardsByHand() {
        double impulse = TrainingImpulse.edwards(
                200, List.of(at(10, 105), at(20, 130), at(30, 150), at(10, 170), at(5, 190), at(9, 99)));
        assertThat(impulse).isEqualTo(10 + 2 * 20 + 3 * 30 + 4 * 10 + 5 * 5);
    }

    @Test
    void edwardsPutsABorderIntoTheHigherZone() {
        assertThat(TrainingImpulse.edwards(200, List.of(at(1, 100)))).isEqualTo(1);
        assertThat(TrainingImpulse.edwards(200, List.of(at(1, 180)))).isEqualTo(5);
        assertThat(TrainingImpulse.edwards(200, List.of(at(1, 210)))).isEqualTo(5);
    }

    @Property
    void edwardsIsTheNaiveLoop(@ForAll long seed) {
        double expected = 0;
        for (TimeAtHeartRate stretch : session(seed)) {
            int tenths = (int) Math.floor(stretch.rate() / 19.0);
            expected += stretch.duration().toMillis() / 60_000.0 * Math.min(5, Math.max(0, tenths - 4));
        }
        assertThat(TrainingImpulse.edwards(190, session(seed))).isEqualTo(expected, within(1e-9 * (1 + expected)));
    }

    @Test
    void wrongArgumentsAreRefused() {
        assertThatThrownBy(() -> HeartRateProfile.of(60, 60)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> HeartRateProfile.of(0, 190)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> PROFILE.withThreshold(195)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> PROFILE.withThreshold(60)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> at(-1, 100)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> at(1, Double.NaN)).isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> TrainingImpulse.edwards(-1, List.of())).isInstanceOf(InvalidParameterException.class);
    }

    private static TimeAtHeartRate at(long minutes, double rate) {
        return new TimeAtHeartRate(Duration.ofMinutes(minutes), rate);
    }
}
