package org.healthwarehouse.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.storage.Absence;
import org.healthwarehouse.storage.StoredItem;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of stored items that a complete listing did not name. An item is gone if the source says so when
 * asked for it, or if two complete listings, asked some minutes apart, both miss it. If much is missed at once, all of
 * it stays until an identical answer comes a day later. An item of which the source says that it is there stays, and
 * shows that the listing is not to be trusted: then nothing else is gone for having been missed twice.
 */
final class Absences {
    /** Two listings that are closer together may be one slip of the source. */
    static final Duration APART = Duration.ofMinutes(10);
    /** How far apart two answers must be from which much has vanished. */
    static final Duration MASS_APART = Duration.ofDays(1);

    private static final int MASS_ITEMS = 10;
    private static final int MASS_PER_CENT = 20;

    /** What the listing says. */
    private final Listed listed;

    private final Map<StoredItem, Absence> known = new HashMap<>();
    private final boolean trusted;
    private final boolean mass;

    /**
     * A complete listing of one type over one range, compared with what is stored there.
     *
     * @param stored how many items are stored
     * @param missed which of them it does not name, each with what the source says of it
     * @param known what earlier listings missed
     * @param first when the first page of the listing was asked for
     * @param last when the last one was
     */
    record Listed(int stored, Map<StoredItem, Presence> missed, List<Absence> known, Instant first, Instant last) {}

    /**
     * What follows.
     *
     * @param gone items to remove
     * @param waiting items that stay until another listing was asked for
     */
    record Decision(List<StoredItem> gone, List<Absence> waiting) {
        /** Whether items stay because there are too many of them. */
        boolean mass() {
            return waiting.stream().anyMatch(Absence::mass);
        }

        /** When the next listing is worth asking for; empty if nothing waits for one. */
        Optional<Instant> due() {
            return waiting.stream().map(Absences::ripe).min(Instant::compareTo);
        }
    }

    private Absences(Listed listed) {
        this.listed = listed;
        listed.known.forEach(absence -> known.put(absence.item(), absence));
        boolean allGone = listed.missed.values().stream().noneMatch(Presence.PRESENT::equals);
        this.trusted = allGone
                && listed.known.stream()
                        .filter(Absence::mass)
                        .allMatch(absence -> listed.missed.containsKey(absence.item()));
        long confirmed =
                listed.missed.keySet().stream().filter(this::confirmedMass).count();
        long vanishing = listed.missed.values().stream()
                .filter(presence -> presence != Presence.PRESENT)
                .count();
        this.mass = tooMany(listed.stored - confirmed, vanishing - confirmed);
    }

    static Decision decide(Listed listed) {
        return new Absences(listed).decision();
    }

    /** Whether so many of the stored items vanish at once that one should not believe it. */
    static boolean tooMany(long stored, long vanishing) {
        return vanishing > MASS_ITEMS && vanishing * 100 > stored * MASS_PER_CENT;
    }

    /** Whether asking the source for single items could change anything about this answer. */
    static boolean worthAsking(Listed listed) {
        Absences absences = new Absences(listed);
        return !absences.mass;
    }

    private Decision decision() {
        List<StoredItem> gone = new ArrayList<>();
        List<Absence> waiting = new ArrayList<>();
        listed.missed.forEach((item, presence) -> {
            if (presence == Presence.PRESENT) {
                return;
            }
            if (isGone(item, presence)) {
                gone.add(item);
            } else {
                waiting.add(absence(item));
            }
        });
        return new Decision(List.copyOf(gone), List.copyOf(waiting));
    }

    private boolean isGone(StoredItem item, Presence presence) {
        Absence before = before(item);
        if (before != null && before.mass()) {
            return confirmedMass(item);
        }
        if (mass) {
            return false;
        }
        return presence == Presence.ABSENT || (trusted && before != null && isRipe(before));
    }

    private boolean confirmedMass(StoredItem item) {
        Absence before = before(item);
        return trusted && before != null && before.mass() && isRipe(before);
    }

    /** What waits keeps its time, unless the answers contradict each other: then everything starts again. */
    private Absence absence(StoredItem item) {
        Absence before = before(item);
        boolean stands = trusted && before != null && (before.mass() || !mass);
        return stands ? java.util.Objects.requireNonNull(before) : new Absence(item, listed.last, mass);
    }

    /** What is known of the item; nothing if it was missed at a time that has not come, because a clock was ahead. */
    private @Nullable Absence before(StoredItem item) {
        Absence before = known.get(item);
        return before == null || before.missedAt().isAfter(listed.last) ? null : before;
    }

    private boolean isRipe(Absence before) {
        return !ripe(before).isAfter(listed.first);
    }

    private static Instant ripe(Absence absence) {
        return absence.missedAt().plus(absence.mass() ? MASS_APART : APART);
    }
}
