package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SampleBatch;
import org.junit.jupiter.api.Test;

class PageBufferTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");
    private static final Device WATCH = Device.of("Watch6,2");

    private final PageBuffer buffer = new PageBuffer();

    private static TimeRange days(int first, int endExclusive) {
        return new TimeRange(NEW_YEAR.plus(Duration.ofDays(first)), NEW_YEAR.plus(Duration.ofDays(endExclusive)));
    }

    private static ParsedRecord workout(String key) {
        return new ParsedRecord(
                DataTypes.WORKOUT,
                Set.of(RecordKey.uuid(key)),
                NEW_YEAR,
                NEW_YEAR,
                Optional.empty(),
                false,
                Attributes.EMPTY);
    }

    private static ParsedLocation fix(String key) {
        return new ParsedLocation(
                DataTypes.LOCATION, RecordKey.uuid(key), NEW_YEAR, 1, 2, OptionalDouble.empty(), Attributes.EMPTY);
    }

    @Test
    void theSameSeriesIsTheSameSink() {
        assertThat(buffer.samples(DataTypes.HEART_RATE, WATCH)).isSameAs(buffer.samples(DataTypes.HEART_RATE, WATCH));
    }

    @Test
    void anotherTypeDeviceOrChannelIsAnotherSeries() throws MalformedResponseException {
        buffer.samples(DataTypes.HEART_RATE, WATCH).add(1, 1, 61);
        buffer.samples(DataTypes.STEPS, WATCH).add(1, 1, 7);
        buffer.samples(DataTypes.HEART_RATE, Device.UNKNOWN).add(1, 1, 62);
        buffer.samples(DataTypes.HEART_RATE, WATCH, "beats").add(1, 1, 63);

        assertThat(buffer.content().samples())
                .extracting(SampleBatch::type, SampleBatch::device, SampleBatch::channel, batch -> batch.value(0))
                .containsExactly(
                        tuple(DataTypes.HEART_RATE, WATCH, "", 61.0),
                        tuple(DataTypes.STEPS, WATCH, "", 7.0),
                        tuple(DataTypes.HEART_RATE, Device.UNKNOWN, "", 62.0),
                        tuple(DataTypes.HEART_RATE, WATCH, "beats", 63.0));
    }

    @Test
    void recordsAndLocationsKeepTheOrderOfThePage() {
        buffer.record(workout("b"));
        buffer.location(fix("d"));
        buffer.record(workout("a"));
        buffer.location(fix("c"));

        PageContent content = buffer.content();

        assertThat(content.records()).containsExactly(workout("b"), workout("a"));
        assertThat(content.locations()).containsExactly(fix("d"), fix("c"));
        assertThat(content.size()).isEqualTo(4);
    }

    @Test
    void anUntouchedPageIsEmpty() {
        assertThat(buffer.content()).isEqualTo(PageContent.EMPTY);
        assertThat(buffer.next()).isEmpty();
    }

    @Test
    void claimsOfATypeAreUnited() {
        buffer.claim(new Claim(DataTypes.STEPS, days(0, 2)));
        buffer.claim(new Claim(DataTypes.STEPS, days(5, 6)));
        buffer.claim(new Claim(DataTypes.STEPS, days(2, 3)));

        assertThat(buffer.claimed(DataTypes.STEPS, days(0, 9))).isEqualTo(TimeRangeSet.of(days(0, 3), days(5, 6)));
    }

    @Test
    void claimsAreCutAtTheRangeThatWasAsked() {
        buffer.claim(new Claim(DataTypes.STEPS, days(0, 9)));

        assertThat(buffer.claimed(DataTypes.STEPS, days(3, 4))).isEqualTo(TimeRangeSet.of(days(3, 4)));
        assertThat(buffer.claimed(DataTypes.STEPS, days(9, 10))).isEqualTo(TimeRangeSet.EMPTY);
    }

    @Test
    void whatIsNotClaimedIsNotHeld() {
        buffer.claim(new Claim(DataTypes.STEPS, days(0, 9)));

        assertThat(buffer.claimed(DataTypes.HEART_RATE, days(0, 9))).isEqualTo(TimeRangeSet.EMPTY);
    }

    @Test
    void thePageTokenIsTheLastOneGiven() {
        buffer.next(new PageToken("a"));
        buffer.next(new PageToken("b"));

        assertThat(buffer.next()).contains(new PageToken("b"));
    }

    @Test
    void theLastWordOfThePageOnAnItemCounts() {
        buffer.deleted(DataTypes.WORKOUT, RecordKey.uuid("a"));
        buffer.record(workout("a"));
        buffer.record(workout("b"));
        buffer.deleted(DataTypes.WORKOUT, RecordKey.uuid("b"));
        buffer.location(fix("c"));
        buffer.deleted(DataTypes.LOCATION, RecordKey.uuid("c"));
        buffer.deleted(DataTypes.LOCATION, RecordKey.uuid("d"));
        buffer.location(fix("d"));
        PageContent content = buffer.content();
        assertThat(content.records()).containsExactly(workout("a"));
        assertThat(content.locations()).containsExactly(fix("d"));
        assertThat(content.deleted())
                .containsExactly(
                        new PageContent.Deletion(DataTypes.WORKOUT, RecordKey.uuid("b")),
                        new PageContent.Deletion(DataTypes.LOCATION, RecordKey.uuid("c")));
    }

    @Test
    void whereAPageCannotTellItNeitherHoldsNorListsAnything() {
        buffer.claim(Claim.complete(DataTypes.WORKOUT, days(0, 9)));
        buffer.claim(Claim.unavailable(DataTypes.WORKOUT, days(3, 5), "gone", Optional.empty()));
        TimeRangeSet rest = TimeRangeSet.of(days(0, 3), days(5, 9));
        assertThat(buffer.claimed(DataTypes.WORKOUT, days(0, 20))).isEqualTo(rest);
        assertThat(buffer.complete(DataTypes.WORKOUT)).isEqualTo(rest);
        assertThat(buffer.unavailable()).hasSize(1);
    }
}
