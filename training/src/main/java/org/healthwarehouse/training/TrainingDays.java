package org.healthwarehouse.training;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.storage.TableQuery;
import org.healthwarehouse.storage.TableReader;
import org.healthwarehouse.storage.Tables;

/**
 * Readiness and training load of a user, each at most once for a local date. Every method is one transaction.
 * Thread-safe. Every method may throw {@link org.healthwarehouse.model.StorageFailedException} if the store cannot be
 * used.
 */
public final class TrainingDays {
    private static final String DATE = "date";
    private static final int MOST_DAYS = 4_000;

    private final Tables tables;
    private final Entries<DailyReadiness> readiness;
    private final Entries<TrainingLoadDay> loads;
    private final Entries<PlannedWorkout> workouts;

    TrainingDays(
            Tables tables,
            Entries<DailyReadiness> readiness,
            Entries<TrainingLoadDay> loads,
            Entries<PlannedWorkout> workouts) {
        this.tables = tables;
        this.readiness = readiness;
        this.loads = loads;
        this.workouts = workouts;
    }

    /** What is kept of the date. Asks the store three times. */
    public TrainingDay on(LocalDate date) {
        return between(date, date).get(0);
    }

    /**
     * What is kept of these dates, the last one too, one day for each. Asks the store three times, however many days
     * there are.
     *
     * @throws InvalidParameterException if the dates are not in order, or more than 4,000
     */
    public List<TrainingDay> between(LocalDate first, LocalDate last) {
        if (last.isBefore(first) || last.isAfter(first.plusDays(MOST_DAYS - 1L))) {
            throw new InvalidParameterException(
                    "dates", first + " to " + last, "must be 1 to " + MOST_DAYS + " in order", "ask in parts");
        }
        return tables.read(reader -> {
            Map<LocalDate, List<Stored<DailyReadiness>>> ready =
                    byDate(reader, readiness, DailyReadiness::date, first, last);
            Map<LocalDate, List<Stored<TrainingLoadDay>>> load =
                    byDate(reader, loads, TrainingLoadDay::date, first, last);
            Map<LocalDate, List<Stored<PlannedWorkout>>> planned =
                    byDate(reader, workouts, PlannedWorkout::date, first, last);
            List<TrainingDay> days = new ArrayList<>();
            for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
                days.add(new TrainingDay(
                        date, only(ready, date), only(load, date), planned.getOrDefault(date, List.of())));
            }
            return List.copyOf(days);
        });
    }

    private static <T> Map<LocalDate, List<Stored<T>>> byDate(
            TableReader reader, Entries<T> entries, Function<T, LocalDate> date, LocalDate first, LocalDate last) {
        TableQuery query = entries.all().from(DATE, first).upTo(DATE, last);
        return entries.select(reader, query).stream()
                .collect(Collectors.groupingBy(stored -> date.apply(stored.value())));
    }

    private static <T> Optional<Stored<T>> only(Map<LocalDate, List<Stored<T>>> byDate, LocalDate date) {
        return byDate.getOrDefault(date, List.of()).stream().findFirst();
    }

    /** Stores the readiness in place of that of its date, what a model says of it included. */
    public Stored<DailyReadiness> save(DailyReadiness day) {
        return tables.write(writer -> readiness.save(writer, day));
    }

    /** Stores what was computed of the date; what a model says of it stays. */
    public Stored<DailyReadiness> computed(LocalDate date, Readiness computed) {
        Optional<ReadinessAssessment> said = Optional.of(ReadinessAssessment.of(computed));
        return change(
                date,
                day -> new DailyReadiness(
                        date,
                        said,
                        day.flatMap(DailyReadiness::ai),
                        day.map(DailyReadiness::loadContext).orElse(Attributes.EMPTY)));
    }

    /** Stores what a model says of the date, and the training it was told of; what was computed stays. */
    public Stored<DailyReadiness> judged(LocalDate date, AiReadiness said, Attributes loadContext) {
        return change(
                date,
                day -> new DailyReadiness(date, day.flatMap(DailyReadiness::computed), Optional.of(said), loadContext));
    }

    private Stored<DailyReadiness> change(LocalDate date, Function<Optional<DailyReadiness>, DailyReadiness> change) {
        return tables.write(writer -> readiness.save(
                writer,
                change.apply(readiness
                        .first(writer, readiness.all().where(DATE, date))
                        .map(Stored::value))));
    }

    /** Stores the load in place of that of its date. */
    public Stored<TrainingLoadDay> save(TrainingLoadDay day) {
        return tables.write(writer -> loads.save(writer, day));
    }

    /** Forgets the readiness of the date; whether there was one. */
    public boolean deleteReadiness(LocalDate date) {
        return tables.write(writer -> writer.delete(readiness.all().where(DATE, date))) > 0;
    }

    /** Forgets the load of the date; whether there was one. */
    public boolean deleteLoad(LocalDate date) {
        return tables.write(writer -> writer.delete(loads.all().where(DATE, date))) > 0;
    }
}
