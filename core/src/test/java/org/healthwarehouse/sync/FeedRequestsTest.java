package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.Selection;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.junit.jupiter.api.Test;

class FeedRequestsTest {
    private static final LocalDate DATE = LocalDate.of(2026, 5, 10);
    private static final FeedSpec UTC =
            FeedSpec.of(new FeedId("days"), DataTypes.HEART_RATE, FetchLimits.window(Duration.ofDays(7)));
    private static final FeedSpec DATES = UTC.axis(TimeAxis.LOCAL_DATE);

    private static TimeRange dates(int count) {
        return TimeRange.ofDates(DATE, DATE.plusDays(count));
    }

    private static FetchRequest request(FeedSpec feed, TimeRange ledger) {
        return FeedRequests.of(UserId.LOCAL, feed, ledger, Optional.of(new PageToken("next")));
    }

    @Test
    void aPaddingOfHoursIsAWholeDateOnEitherSide() {
        FeedSpec padded = DATES.selecting(Selection.DATES, Duration.ofHours(25));

        assertThat(request(padded, dates(2)))
                .isEqualTo(new FetchRequest.Dates(
                        UserId.LOCAL,
                        DATES.id(),
                        DATE.minusDays(2),
                        DATE.plusDays(4),
                        Optional.of(new PageToken("next"))));
        assertThat(request(DATES, dates(2))).isInstanceOfSatisfying(FetchRequest.Dates.class, dates -> {
            assertThat(dates.first()).isEqualTo(DATE);
            assertThat(dates.endExclusive()).isEqualTo(DATE.plusDays(2));
        });
    }

    @Test
    void inUtcThePaddingIsExact() {
        FeedSpec padded = UTC.selecting(Selection.INTERSECTS, Duration.ofHours(25));
        TimeRange range = dates(2);

        assertThat(request(padded, range))
                .isInstanceOfSatisfying(
                        FetchRequest.Window.class,
                        window -> assertThat(window.range())
                                .isEqualTo(new TimeRange(
                                        range.start().minus(Duration.ofHours(25)),
                                        range.end().plus(Duration.ofHours(25)))));
    }

    @Test
    void withoutAnAxisTheCurrentValueIsAsked() {
        assertThat(request(UTC.axis(TimeAxis.NONE), LedgerAxis.CURRENT))
                .isEqualTo(new FetchRequest.Current(UserId.LOCAL, UTC.id()));
    }

    @Test
    void datesAreCutBetweenTwoAndNeverInHalves() {
        assertThat(FeedRequests.canSplit(DATES, dates(2))).isTrue();
        assertThat(FeedRequests.canSplit(DATES, dates(1))).isFalse();
        assertThat(FeedRequests.canSplit(UTC, dates(1))).isTrue();
        assertThat(FeedRequests.canSplit(UTC.axis(TimeAxis.NONE), LedgerAxis.CURRENT))
                .isFalse();
        assertThat(FeedRequests.middle(DATES, dates(5))).isEqualTo(dates(2).end());
        assertThat(FeedRequests.middle(UTC, dates(5))).isEqualTo(dates(2).end().plus(Duration.ofHours(12)));
    }
}
