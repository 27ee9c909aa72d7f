package org.healthwarehouse.fulcra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimestampsTest {
    private static final DateTimeFormatter SAMPLE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);

    @Property
    void theShortWayReadsWhatTheLongWayReads(
            @ForAll @LongRange(min = -2_208_988_800_000L, max = 7_258_118_399_999L) long epochMs) {
        String text = SAMPLE.format(Instant.ofEpochMilli(epochMs));

        assertThat(Timestamps.parse(text)).hasValue(epochMs);
        assertThat(OffsetDateTime.parse(text).toInstant().toEpochMilli()).isEqualTo(epochMs);
        assertThat(Timestamps.parse(text.replace("+00:00", "Z"))).hasValue(epochMs);
    }

    @Test
    void otherZonesAndFractionsAreReadToo() {
        assertThat(Timestamps.parse("2026-03-29T02:30:00.123456+02:00"))
                .hasValue(Instant.parse("2026-03-29T00:30:00.123Z").toEpochMilli());
        assertThat(Timestamps.parse("2026-03-29T02:30:00.000-07:00"))
                .hasValue(Instant.parse("2026-03-29T09:30:00Z").toEpochMilli());
    }

    @Test
    void theYearOneAndTheFarFutureStandForUnknown() {
        assertThat(Timestamps.parse("0001-01-01T00:00:00.000+00:00")).isEmpty();
        assertThat(Timestamps.parse("9999-12-31T00:00:00.000+00:00")).isEmpty();
        assertThat(Timestamps.parse("+999999999-12-31T00:00:00Z")).isEmpty();
    }

    @Test
    void whatIsNoTimeIsRefused() {
        for (String bad : List.of(
                "",
                "2026-02-30T00:00:00.000+00:00",
                "2026-13-01T00:00:00.000+00:00",
                "2026-01-01T24:00:00.000+00:00",
                "2026-01-01T00:60:00.000+00:00",
                "2026-01-01T00:00:60.000+00:00",
                "2026-01-01T00:00:00.000",
                "2026-01-01")) {
            assertThatThrownBy(() -> Timestamps.parse(bad)).as(bad).isInstanceOf(DateTimeException.class);
        }
    }
}
