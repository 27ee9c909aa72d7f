package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.healthwarehouse.model.Cycle;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.Recovery;
import org.healthwarehouse.model.Sleep;

/** Lays cycles and recoveries beside the main sleeps that they belong to. Each is laid beside one sleep at most. */
final class DayNights {
    /** Where a cycle without a sleep began in an evening, this much later is the day that it is for. */
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final Map<String, Cycle> cycleOfKey = new HashMap<>();
    private final TreeMap<Instant, Cycle> cycleAt = new TreeMap<>();
    private final Map<String, Recovery> recoveryOfSleep = new HashMap<>();
    private final Map<String, Recovery> recoveryOfCycle = new HashMap<>();
    private final Set<Cycle> looseCycles;
    private final Set<Recovery> looseRecoveries;
    private final List<Linked> nights = new ArrayList<>();

    /** What belongs to one night, and the date of its day. */
    record Linked(LocalDate date, Optional<Sleep> sleep, Optional<Cycle> cycle, Optional<Recovery> recovery) {
        Instant start() {
            return sleep.map(Sleep::start)
                    .or(() -> cycle.map(Cycle::start))
                    .or(() -> recovery.map(Recovery::start))
                    .orElseThrow();
        }
    }

    private DayNights(List<Cycle> cycles, List<Recovery> recoveries) {
        looseCycles = new LinkedHashSet<>(cycles);
        looseRecoveries = new LinkedHashSet<>(recoveries);
        for (Cycle cycle : cycles) {
            cycle.record().keys().forEach(key -> cycleOfKey.put(key.value(), cycle));
            cycleAt.put(cycle.start(), cycle);
        }
        for (Recovery recovery : recoveries) {
            recovery.sleepId().ifPresent(id -> recoveryOfSleep.put(id, recovery));
            recovery.cycleId().ifPresent(id -> recoveryOfCycle.put(id, recovery));
        }
    }

    /** All nights; those with a sleep before those without, else in order of time. */
    static List<Linked> link(List<Sleep> mainSleeps, List<Cycle> cycles, List<Recovery> recoveries) {
        DayNights linking = new DayNights(cycles, recoveries);
        mainSleeps.forEach(linking::withSleep);
        List.copyOf(linking.looseCycles).forEach(linking::withoutSleep);
        linking.looseRecoveries.forEach(linking::alone);
        linking.nights.sort(
                Comparator.comparing((Linked night) -> night.sleep().isEmpty()).thenComparing(Linked::start));
        return List.copyOf(linking.nights);
    }

    private void withSleep(Sleep sleep) {
        Optional<String> named = sleep.record().attributes().text("cycle_id");
        Optional<Cycle> cycle = named.map(cycleOfKey::get)
                .or(() -> named.isPresent() ? Optional.empty() : around(sleep))
                .filter(looseCycles::remove);
        Optional<Recovery> recovery = byKey(sleep.record(), recoveryOfSleep)
                .or(() -> named.map(recoveryOfCycle::get))
                .or(() -> cycle.flatMap(known -> byKey(known.record(), recoveryOfCycle)))
                .filter(looseRecoveries::remove);
        nights.add(new Linked(LocalWhen.date(sleep), Optional.of(sleep), cycle, recovery));
    }

    /** The cycle that the sleep lies in, where sleeps name none. */
    private Optional<Cycle> around(Sleep sleep) {
        Instant middle =
                sleep.start().plus(Duration.between(sleep.start(), sleep.end()).dividedBy(2));
        return Optional.ofNullable(cycleAt.floorEntry(middle))
                .map(Map.Entry::getValue)
                .filter(cycle ->
                        cycle.end().filter(end -> !middle.isBefore(end)).isEmpty());
    }

    private void withoutSleep(Cycle cycle) {
        LocalDate date = LocalWhen.date(cycle.record(), cycle.start().plus(HALF_A_DAY));
        Optional<Recovery> recovery = byKey(cycle.record(), recoveryOfCycle).filter(looseRecoveries::remove);
        nights.add(new Linked(date, Optional.empty(), Optional.of(cycle), recovery));
    }

    /** Of a source that rates days without knowing cycles, or of which not all was fetched. */
    private void alone(Recovery recovery) {
        LocalDate date = recovery.localDate().orElseGet(() -> LocalWhen.date(recovery.record(), recovery.end()));
        boolean names = recovery.cycleId().isPresent() || recovery.sleepId().isPresent();
        for (int i = 0; i < nights.size() && !names; i++) {
            Linked night = nights.get(i);
            if (night.date().equals(date) && night.recovery().isEmpty()) {
                nights.set(i, new Linked(date, night.sleep(), night.cycle(), Optional.of(recovery)));
                return;
            }
        }
        nights.add(new Linked(date, Optional.empty(), Optional.empty(), Optional.of(recovery)));
    }

    private static Optional<Recovery> byKey(HealthRecord record, Map<String, Recovery> known) {
        return record.keys().stream()
                .map(RecordKey::value)
                .map(known::get)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }
}
