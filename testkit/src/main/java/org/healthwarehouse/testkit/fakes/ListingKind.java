package org.healthwarehouse.testkit.fakes;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;

/** The four collections of the paged listing. */
@SuppressWarnings("ImmutableEnumChecker") // the model's types are immutable, which the checker cannot see
enum ListingKind {
    /** A physiological day: from falling asleep to falling asleep. */
    CYCLE(new RecordType("paged.cycle", List.of(), "A physiological day of the paged listing."), 2),
    /** What a night made of the person; belongs to a cycle. */
    RECOVERY(new RecordType("paged.recovery", List.of(), "A recovery of the paged listing."), 2),
    /** A night. */
    SLEEP(DataTypes.SLEEP, 2),
    /** A workout. */
    WORKOUT(DataTypes.WORKOUT, 1);

    private final RecordType type;
    private final int freshHours;

    ListingKind(RecordType type, int freshHours) {
        this.type = type;
        this.freshHours = freshHours;
    }

    static Optional<ListingKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.collection().equals(name))
                .findFirst();
    }

    /** The last part of the collection's path, which is also the id of its feed. */
    String collection() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    RecordType type() {
        return type;
    }

    Duration freshFor() {
        return Duration.ofHours(freshHours);
    }

    boolean isNumbered() {
        return this == CYCLE || this == RECOVERY;
    }

    RecordKey key(String id) {
        return isNumbered() ? new RecordKey("cycle", id) : RecordKey.uuid(id);
    }
}
