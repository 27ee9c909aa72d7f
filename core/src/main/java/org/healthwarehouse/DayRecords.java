package org.healthwarehouse;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.healthwarehouse.model.Cycle;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.HealthRecord;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.Recovery;
import org.healthwarehouse.model.Sleep;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.Workout;
import org.healthwarehouse.storage.Snapshot;

/** The records around some dates of one source, each laid to the date of its day. */
final class DayRecords {
    /** The types that days are made of. */
    static final List<RecordType> TYPES =
            List.of(DataTypes.SLEEP, DataTypes.CYCLE, DataTypes.RECOVERY, DataTypes.WORKOUT);

    /** So far away a record may still say something about a date: where the person was, which cycle had begun. */
    private static final Duration REACH = Duration.ofDays(9);

    private final Map<LocalDate, List<DayNights.Linked>> nights;
    private final Map<LocalDate, List<Sleep>> naps = new HashMap<>();
    private final Map<LocalDate, List<Workout>> workouts = new HashMap<>();
    private final DayCalendar calendar;

    private DayRecords(List<HealthRecord> all) {
        calendar = new DayCalendar(all.stream());
        List<Sleep> main = mainSleeps(of(all, DataTypes.SLEEP).map(Sleep::of).toList());
        List<DayNights.Linked> linked = DayNights.link(
                main,
                of(all, DataTypes.CYCLE).map(Cycle::of).toList(),
                of(all, DataTypes.RECOVERY).map(Recovery::of).toList());
        nights = linked.stream().collect(Collectors.groupingBy(DayNights.Linked::date));
        TreeMap<Instant, DayNights.Linked> byCycle = new TreeMap<>();
        linked.forEach(night -> night.cycle().ifPresent(cycle -> byCycle.put(cycle.start(), night)));
        of(all, DataTypes.WORKOUT).map(Workout::of).forEach(workout -> add(workouts, date(workout, byCycle), workout));
    }

    /** Reads them off a snapshot. */
    static DayRecords load(Snapshot snapshot, List<StreamId> streams, LocalDate first, LocalDate last) {
        TimeRange dates = TimeRange.ofDates(first, last.plusDays(1)).padded(REACH);
        List<HealthRecord> all = new ArrayList<>();
        snapshot.records(streams, dates, all::add);
        return new DayRecords(all);
    }

    private static Stream<HealthRecord> of(List<HealthRecord> all, RecordType type) {
        return all.stream().filter(record -> record.type().equals(type));
    }

    private static <T> void add(Map<LocalDate, List<T>> byDate, LocalDate date, T item) {
        byDate.computeIfAbsent(date, unused -> new ArrayList<>()).add(item);
    }

    /** Sets the naps aside. Where a source does not tell them apart, the longest sleep of a date is the main one. */
    private List<Sleep> mainSleeps(List<Sleep> sleeps) {
        List<Sleep> main = new ArrayList<>();
        Map<LocalDate, List<Sleep>> untold = new TreeMap<>();
        for (Sleep sleep : sleeps) {
            LocalDate date = LocalWhen.date(sleep);
            if (sleep.nap().isEmpty()) {
                add(untold, date, sleep);
            } else if (sleep.nap().get()) {
                add(naps, date, sleep);
            } else {
                main.add(sleep);
            }
        }
        untold.forEach((date, ofDate) -> {
            Sleep longest = ofDate.stream()
                    .max(Comparator.comparing(sleep -> Duration.between(sleep.start(), sleep.end())))
                    .orElseThrow();
            boolean told = main.stream().anyMatch(sleep -> LocalWhen.date(sleep).equals(date));
            ofDate.stream().filter(sleep -> told || !sleep.equals(longest)).forEach(nap -> add(naps, date, nap));
            if (!told) {
                main.add(longest);
            }
        });
        naps.values().forEach(list -> list.sort(Comparator.comparing(Sleep::start)));
        main.sort(Comparator.comparing(Sleep::start));
        return main;
    }

    /** The day of the cycle in which a workout began; where it lies in none, its own date. */
    private static LocalDate date(Workout workout, NavigableMap<Instant, DayNights.Linked> byCycle) {
        return Optional.ofNullable(byCycle.floorEntry(workout.start()))
                .map(Map.Entry::getValue)
                .filter(night -> night.cycle()
                        .flatMap(Cycle::end)
                        .filter(end -> !workout.start().isBefore(end))
                        .isEmpty())
                .map(DayNights.Linked::date)
                .orElseGet(() -> LocalWhen.date(workout.record(), workout.start()));
    }

    List<DayNights.Linked> nights(LocalDate date) {
        return nights.getOrDefault(date, List.of());
    }

    List<Sleep> naps(LocalDate date) {
        return naps.getOrDefault(date, List.of());
    }

    List<Workout> workouts(LocalDate date) {
        return workouts.getOrDefault(date, List.of());
    }

    /** The time that may belong to a date, by the clocks of the places where the person was. */
    TimeRange interval(LocalDate date) {
        return calendar.of(date);
    }
}
