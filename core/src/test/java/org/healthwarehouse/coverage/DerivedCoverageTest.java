package org.healthwarehouse.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.TimeRange;
import org.junit.jupiter.api.Test;

/** What is known of records that are made out of samples, by what is known of the samples. */
class DerivedCoverageTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant ASKED = T0.plus(Duration.ofDays(30));
    private static final Duration REACH = Duration.ofHours(2);

    private static TimeRange hours(int from, int to) {
        return TimeRange.of(T0.plus(Duration.ofHours(from)), T0.plus(Duration.ofHours(to)));
    }

    private static List<String> of(TimeRange range, CoverageEntry... lines) {
        return DerivedCoverage.of(List.of(lines), range, REACH).stream()
                .map(line -> Duration.between(T0, line.range().start()).toHours() + "-"
                        + Duration.between(T0, line.range().end()).toHours() + " " + line.held()
                        + (line.settled() ? " settled" : " open"))
                .toList();
    }

    @Test
    void heldTimeIsOpenAsFarAsTheReachGoesFromTimeThatIsNotHeld() {
        assertThat(of(hours(0, 24), CoverageEntry.settled(hours(4, 20), ASKED)))
                .containsExactly("4-6 HELD open", "6-18 HELD settled", "18-20 HELD open");
    }

    @Test
    void inTheMiddleOfWhatIsHeldAllIsSettled() {
        assertThat(of(hours(6, 10), CoverageEntry.settled(hours(0, 24), ASKED))).containsExactly("4-12 HELD settled");
    }

    @Test
    void timeNearAPieceThatMayStillChangeMayChangeToo() {
        assertThat(of(
                        hours(0, 20),
                        CoverageEntry.settled(hours(-9, 10), ASKED),
                        CoverageEntry.provisional(hours(10, 30), ASKED, ASKED)))
                .containsExactly("-2-8 HELD settled", "8-10 HELD open", "10-22 HELD open");
    }

    @Test
    void whatTheSourceWillNeverTellBoundsARecordLikeWhatItTold() {
        CoverageEntry never =
                new CoverageEntry(hours(10, 30), Held.UNAVAILABLE, "too old", true, ASKED, Optional.empty(), 0);
        assertThat(of(hours(0, 20), CoverageEntry.settled(hours(-9, 10), ASKED), never))
                .containsExactly("-2-10 HELD settled", "10-22 UNAVAILABLE settled");
    }

    @Test
    void aPieceShorterThanTheReachIsOpenAllOver() {
        assertThat(of(hours(0, 24), CoverageEntry.settled(hours(4, 7), ASKED))).containsExactly("4-7 HELD open");
    }

    @Test
    void nothingIsKnownWhereTheInputIsNotKnown() {
        assertThat(of(hours(0, 24))).isEmpty();
    }
}
