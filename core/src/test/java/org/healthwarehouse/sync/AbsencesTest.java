package org.healthwarehouse.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.storage.Absence;
import org.healthwarehouse.storage.StoredItem;

/** The decision about what a listing misses, against its rules one by one. */
class AbsencesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private static StoredItem item(int number) {
        return new StoredItem.Named(RecordKey.uuid("i" + number), number, number + 1);
    }

    /** One item of the store: whether the listing names it, what a lookup says, and what is known of it. */
    record Case(boolean named, Presence presence, int missedMinutesAgo, boolean known, boolean mass) {}

    @Provide
    Arbitrary<List<Case>> cases() {
        Arbitrary<Integer> ago = Arbitraries.of(-5, 0, 1, 9, 10, 11, 1439, 1440, 3000);
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(3, Arbitraries.just(true)),
                                net.jqwik.api.Tuple.of(2, Arbitraries.just(false))),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(20, Arbitraries.just(Presence.UNKNOWN)),
                                net.jqwik.api.Tuple.of(3, Arbitraries.just(Presence.ABSENT)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.just(Presence.PRESENT))),
                        ago,
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false, false, false))
                .as(Case::new)
                .list()
                .ofMaxSize(60);
    }

    private static Absences.Listed listed(List<Case> cases) {
        Map<StoredItem, Presence> missed = new LinkedHashMap<>();
        List<Absence> known = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            Case each = cases.get(i);
            if (!each.named) {
                missed.put(item(i), each.presence);
            }
            if (each.known) {
                known.add(new Absence(item(i), NOW.minus(Duration.ofMinutes(each.missedMinutesAgo)), each.mass));
            }
        }
        return new Absences.Listed(cases.size(), missed, known, NOW, NOW);
    }

    @Property
    void everyMissedItemIsGoneOrWaitsUnlessTheSourceSaysThatItIsThere(@ForAll("cases") List<Case> cases) {
        Absences.Listed listed = listed(cases);
        Absences.Decision decision = Absences.decide(listed);
        Set<StoredItem> told = new HashSet<>(decision.gone());
        decision.waiting()
                .forEach(absence -> assertThat(told.add(absence.item())).isTrue());
        Set<StoredItem> missing = new HashSet<>();
        listed.missed().forEach((item, presence) -> {
            if (presence != Presence.PRESENT) {
                missing.add(item);
            }
        });
        assertThat(told).isEqualTo(missing);
        assertThat(decision.due().isPresent()).isEqualTo(!decision.waiting().isEmpty());
    }

    @Property
    void whatIsGoneWasMissedLongEnoughAgoOrIsKnownToBeAbsent(@ForAll("cases") List<Case> cases) {
        boolean contradicted = cases.stream()
                .anyMatch(each ->
                        (!each.named && each.presence == Presence.PRESENT) || (each.known && each.mass && each.named));
        for (StoredItem gone : Absences.decide(listed(cases)).gone()) {
            Case each = cases.get((int) gone.startMs());
            boolean counts = each.known && each.missedMinutesAgo >= 0;
            if (counts && each.mass) {
                assertThat(each.missedMinutesAgo).isGreaterThanOrEqualTo(1440);
                assertThat(contradicted).isFalse();
            } else if (each.presence != Presence.ABSENT) {
                assertThat(counts).isTrue();
                assertThat(each.missedMinutesAgo).isGreaterThanOrEqualTo(10);
                assertThat(contradicted).isFalse();
            }
        }
    }

    @Property
    void withoutAnEarlierAnswerNeverManyAreGone(@ForAll("cases") List<Case> cases) {
        List<Case> fresh = cases.stream()
                .map(each -> new Case(each.named, each.presence, each.missedMinutesAgo, each.known, false))
                .toList();
        int gone = Absences.decide(listed(fresh)).gone().size();
        assertThat(gone <= 10 || gone * 5 <= cases.size()).isTrue();
    }

    @Property
    void theSameAnswerADayLaterDecidesEverything(@ForAll("cases") List<Case> cases) {
        List<Case> silent = cases.stream()
                .map(each -> new Case(each.named, Presence.UNKNOWN, 0, false, false))
                .toList();
        Absences.Listed first = listed(silent);
        Absences.Decision decision = Absences.decide(first);
        Instant later = NOW.plus(Absences.MASS_APART);
        Absences.Decision second =
                Absences.decide(new Absences.Listed(first.stored(), first.missed(), decision.waiting(), later, later));
        assertThat(decision.gone()).isEmpty();
        assertThat(second.waiting()).isEmpty();
        assertThat(second.gone()).hasSameSizeAs(first.missed().entrySet());
    }

    @Example
    void manyAreMoreThanTenAndMoreThanAFifth() {
        assertThat(Absences.tooMany(50, 11)).isTrue();
        assertThat(Absences.tooMany(55, 11)).isFalse();
        assertThat(Absences.tooMany(12, 10)).isFalse();
        assertThat(Absences.tooMany(11, 11)).isTrue();
    }

    @Example
    void theTimeBetweenListingsRunsFromTheEndOfTheFirstToTheStartOfTheSecond() {
        Map<StoredItem, Presence> missed = Map.of(item(1), Presence.UNKNOWN);
        Absences.Decision first =
                Absences.decide(new Absences.Listed(9, missed, List.of(), NOW, NOW.plus(Duration.ofMinutes(5))));
        Instant second = NOW.plus(Duration.ofMinutes(14));
        assertThat(Absences.decide(new Absences.Listed(
                                9, missed, first.waiting(), second, second.plus(Duration.ofMinutes(9))))
                        .gone())
                .isEmpty();
        Instant third = NOW.plus(Duration.ofMinutes(15));
        assertThat(Absences.decide(new Absences.Listed(9, missed, first.waiting(), third, third))
                        .gone())
                .hasSize(1);
    }
}
