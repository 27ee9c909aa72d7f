package org.healthwarehouse.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.SampleType;
import org.junit.jupiter.api.Test;

/** The rules about what a connector says of itself. */
public abstract class FeedRules extends ConnectorSubject {
    /** Instances are made by JUnit. */
    protected FeedRules() {}

    /** The coverage of a type is decided by a feed that yields it; a feed that decides nothing is never asked. */
    @Test
    public void everyFeedDecidesAtLeastOneTypeThatItYields() throws Exception {
        for (FeedSpec feed : feeds()) {
            assertFalse(feed.primaryFor().isEmpty(), () -> feed.id() + " decides no type");
            assertTrue(
                    feed.yields().containsAll(feed.primaryFor()), () -> feed.id() + " decides a type it never yields");
        }
    }

    /** With two primary feeds a range would count as held when one of them was asked; with none it never would. */
    @Test
    public void eachTypeHasOnePrimaryFeed() throws Exception {
        Map<DataType, FeedId> primary = new HashMap<>();
        Set<DataType> yielded = new HashSet<>();
        for (FeedSpec feed : feeds()) {
            yielded.addAll(feed.yields());
            for (DataType type : feed.primaryFor()) {
                FeedId other = primary.put(type, feed.id());
                assertTrue(other == null, () -> type + " is decided by " + feed.id() + " and by " + other);
            }
        }
        yielded.removeAll(primary.keySet());
        assertTrue(yielded.isEmpty(), () -> "no feed decides " + yielded);
    }

    /** Jobs outlive a program: a feed that changes its name or its meaning from one question to the next is lost. */
    @Test
    public void feedsAreTheSameWhenAskedTwice() throws Exception {
        List<FeedSpec> feeds = feeds();
        assertFalse(feeds.isEmpty(), "there is no feed");
        assertEquals(Set.copyOf(feeds), Set.copyOf(feeds()), "the feeds changed");
        Set<FeedId> ids = new HashSet<>();
        feeds.forEach(feed -> assertTrue(ids.add(feed.id()), () -> "two feeds are called " + feed.id()));
    }

    /** A canonical name means the same for every source; what only one vendor has carries its name. */
    @Test
    public void typesHaveCanonicalUnitsOrTheNameOfTheirSource() throws Exception {
        for (FeedSpec feed : feeds()) {
            for (DataType type : feed.yields()) {
                DataType canonical = DataTypes.find(type.name()).orElse(null);
                if (canonical == null) {
                    assertTrue(
                            type.name().startsWith(connector().source() + "."),
                            () -> type + " is not in the catalogue, so its name must begin with the source");
                } else {
                    assertEquals(canonical.getClass(), type.getClass(), () -> type + " is another kind of type");
                    assertEquals(unit(canonical), unit(type), () -> type + " has another unit than in the catalogue");
                }
            }
        }
    }

    private static String unit(DataType type) {
        return type instanceof SampleType samples ? samples.unit() : "";
    }

    /** All calls of one scope share its limits, so it may not change from call to call. It is logged and stored. */
    @Test
    public void theBudgetIsStableAndItsScopeHoldsNoSecret() {
        Budget budget = connector().budget(user());
        assertEquals(budget, connector().budget(user()), "the budget changed");
        assertTrue(
                secrets().stream().noneMatch(budget.scope()::contains),
                "the scope of the budget holds a secret; use a hash of the client id");
    }

    /** Kept pages are read again when it rises, so every reading must know under which version it was made. */
    @Test
    public void theParserHasAVersionThatDoesNotChangeByItself() throws Exception {
        for (FeedSpec feed : feeds()) {
            int version = connector().parserVersion(feed.id());
            assertTrue(version >= 1, () -> feed.id() + ": the parser's version is below 1");
            assertEquals(version, connector().parserVersion(feed.id()), () -> feed.id() + ": the version changed");
        }
    }
}
