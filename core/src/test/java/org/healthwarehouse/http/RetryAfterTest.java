package org.healthwarehouse.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, PT0S", "1, PT1S", "120, PT2M", "' 30 ', PT30S", "007, PT7S", "86400, P1D"})
    void readsSeconds(String text, Duration expected) {
        assertThat(RetryAfter.parse(text, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"86401", "31536000", "9999999999", "9223372036854775808", "99999999999999999999999999999999"})
    void neverWaitsMoreThanADay(String text) {
        assertThat(RetryAfter.parse(text, NOW)).contains(Duration.ofDays(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 01 Jun 2026 12:00:30 GMT | PT30S",
                "Mon, 01 Jun 2026 12:00:00 GMT | PT0S",
                "Mon, 01 Jun 2026 11:00:00 GMT | PT0S",
                "Tue, 02 Jun 2026 12:00:00 GMT | P1D",
                "Tue, 01 Jun 2027 12:00:00 GMT | P1D",
                "Fri, 31 Dec 9999 23:59:59 GMT | P1D",
                "Mon, 01 Jan 0001 00:00:00 GMT | PT0S"
            })
    void readsDates(String text, Duration expected) {
        assertThat(RetryAfter.parse(text, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "soon",
                "-5",
                "+5",
                "1.5",
                "1e3",
                "5 s",
                "٣",
                "2026-06-01T12:00:30Z",
                "Mon, 32 Jun 2026 12:00:30 GMT"
            })
    void anythingElseSaysNothing(String text) {
        assertThat(RetryAfter.parse(text, NOW)).isEmpty();
    }

    @Test
    void aDateWithTheWrongDayOfTheWeekIsStillADate() {
        assertThat(RetryAfter.parse("Tue, 01 Jun 2026 12:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource({"3, PT3S", "0, PT0S", "86400, P1D"})
    void readsTheSecondsUntilAWindowIsReset(String text, Duration expected) {
        assertThat(RetryAfter.untilReset(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "86401", "1780315200", "99999999999999999999"})
    void aResetThatCannotBeSecondsSaysNothing(String text) {
        assertThat(RetryAfter.untilReset(text)).isEmpty();
    }

    @Test
    void datesAreEnglishWhereverTheProgramRuns() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(RetryAfter.parse("Wed, 03 Dec 2025 12:00:30 GMT", NOW)).contains(Duration.ZERO);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Property
    void whateverAServerSendsTheWaitIsBetweenNothingAndADay(@ForAll String text) {
        assertThat(RetryAfter.parse(text, NOW))
                .satisfies(wait -> assertThat(wait.orElse(Duration.ZERO)).isBetween(Duration.ZERO, Duration.ofDays(1)));
    }
}
