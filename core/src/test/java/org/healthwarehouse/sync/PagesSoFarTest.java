package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.junit.jupiter.api.Test;

class PagesSoFarTest {
    private static final Instant TIME = Instant.parse("2026-06-15T12:00:00Z");

    private final PagesSoFar pages = new PagesSoFar();

    private static PageBuffer page(String token, String... keys) {
        PageBuffer page = new PageBuffer();
        for (String key : keys) {
            page.record(new ParsedRecord(
                    DataTypes.SLEEP,
                    Set.of(RecordKey.uuid(key)),
                    TIME,
                    TIME,
                    Optional.empty(),
                    false,
                    Attributes.EMPTY));
        }
        if (!token.isEmpty()) {
            page.next(new PageToken(token));
        }
        return page;
    }

    @Test
    void pagesThatDifferGoOnAlsoWhereSomeRecordsComeTwice() {
        assertThatCode(() -> {
                    pages.add(page("1", "a", "b"));
                    pages.add(page("2", "b", "c"));
                    pages.add(page("3", "b"));
                    pages.add(page("4"));
                    pages.add(page("5"));
                    pages.add(page(""));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aTokenThatCameBeforeLeadsInCircles() throws Exception {
        pages.add(page("1", "a"));
        pages.add(page("2", "b"));

        assertThatThrownBy(() -> pages.add(page("1", "c")))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("token");
    }

    @Test
    void aWholePageThatCameBeforeLeadsInCirclesWhateverItsToken() throws Exception {
        pages.add(page("1", "a", "b"));
        pages.add(page("2", "c", "d"));

        assertThatThrownBy(() -> pages.add(page("3", "b", "a")))
                .isInstanceOf(MalformedResponseException.class)
                .hasMessageContaining("one before named");
        assertThatThrownBy(() -> pages.add(page("", "c", "d"))).isInstanceOf(MalformedResponseException.class);
    }

    @Test
    void positionsCountToo() throws Exception {
        pages.add(position("1"));

        assertThatThrownBy(() -> pages.add(position("2"))).isInstanceOf(MalformedResponseException.class);
    }

    private static PageBuffer position(String token) {
        PageBuffer page = page(token);
        page.location(new ParsedLocation(
                DataTypes.LOCATION, RecordKey.uuid("p"), TIME, 1, 2, OptionalDouble.empty(), Attributes.EMPTY));
        return page;
    }
}
