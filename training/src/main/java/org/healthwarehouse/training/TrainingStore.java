package org.healthwarehouse.training;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.TableConflictException;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableQuery;
import org.healthwarehouse.storage.TableSpec;
import org.healthwarehouse.storage.TableStep;
import org.healthwarehouse.storage.Tables;

/**
 * What an application for training keeps of a user beside what sources deliver: profile, plans, readiness, load and
 * analyses. It is in the store of the warehouse, lasts as it does, and goes with the user's data. Times are those of
 * the warehouse's clock, to the millisecond.
 *
 * <pre>{@code
 * TrainingStore training = TrainingStore.of(warehouse);
 * training.plans().save(TrainingPlan.of("marathon", "First marathon", LocalDate.of(2026, 3, 1)));
 * training.days().save(DailyReadiness.of(today, readiness));
 * }</pre>
 *
 * <p>Thread-safe, until the warehouse is closed. Every method may throw
 * {@link org.healthwarehouse.model.StorageFailedException} if the store cannot be used.
 */
public final class TrainingStore {
    /** The tables, for whoever migrates or documents them; their views are read with plain SQL. */
    public static final TableNamespace NAMESPACE = new TableNamespace(
            "training",
            List.of(List.of(
                    new TableStep.Create(ProfileRows.TABLE),
                    new TableStep.Create(PlanRows.TABLE),
                    new TableStep.Create(WorkoutRows.TABLE),
                    new TableStep.Create(ReadinessRows.TABLE),
                    new TableStep.Create(LoadRows.TABLE),
                    new TableStep.Create(AnalysisRows.TABLE))));

    private final Tables tables;
    private final UserId user;
    private final Entries<UserProfile> profiles;
    private final TrainingPlans plans;
    private final TrainingDays days;
    private final AnalysisCache analyses;

    private TrainingStore(Tables tables, InstantSource clock, UserId user) {
        this.tables = tables;
        this.user = user;
        profiles = new Entries<>(user, clock, new ProfileRows());
        Entries<PlannedWorkout> workouts = new Entries<>(user, clock, new WorkoutRows());
        plans = new TrainingPlans(tables, new Entries<>(user, clock, new PlanRows()), workouts);
        days = new TrainingDays(
                tables,
                new Entries<>(user, clock, new ReadinessRows()),
                new Entries<>(user, clock, new LoadRows()),
                workouts);
        InstantSource milliseconds = () -> clock.instant().truncatedTo(ChronoUnit.MILLIS);
        analyses = new SingleFlightAnalysisCache(new StoredShelf(tables, user), milliseconds);
    }

    /** That of the local user, in the warehouse's store; see {@link #of(HealthWarehouse, UserId)}. */
    public static TrainingStore of(HealthWarehouse warehouse) {
        return of(warehouse, UserId.LOCAL);
    }

    /**
     * That of the user, in the warehouse's store, whose tables are made or brought up to date first.
     *
     * @throws org.healthwarehouse.model.StorageDisabledException if the warehouse keeps nothing
     * @throws org.healthwarehouse.model.StorageFailedException if a newer version of this module wrote to the store
     */
    public static TrainingStore of(HealthWarehouse warehouse, UserId user) {
        return new TrainingStore(warehouse.tables().open(NAMESPACE), warehouse.clock(), user);
    }

    /** The profile; empty if none was stored. */
    public Optional<Stored<UserProfile>> profile() {
        return tables.read(reader -> profiles.first(reader, profiles.all()));
    }

    /**
     * Stores the profile in place of the one that is stored.
     *
     * @throws InvalidParameterException if another user has the e-mail address or the vendor user id
     */
    public Stored<UserProfile> save(UserProfile profile) {
        try {
            return tables.write(writer -> profiles.save(writer, profile));
        } catch (TableConflictException e) {
            throw new InvalidParameterException(
                    "profile",
                    String.join(", ", e.conflict().columns()),
                    "is that of another user",
                    "find out who the person is, or leave it out");
        }
    }

    /** Forgets the profile; whether there was one. */
    public boolean deleteProfile() {
        return tables.write(writer -> writer.delete(profiles.all())) > 0;
    }

    /** Training plans and planned workouts. */
    public TrainingPlans plans() {
        return plans;
    }

    /** Readiness and training load, day by day. */
    public TrainingDays days() {
        return days;
    }

    /**
     * Analyses that cost time or money to make, kept in the store until they expire; the same cache each time. Of many
     * threads that ask this cache for the same content one computes; those of other caches and processes do not wait.
     * The maintenance slot of a schedule removes what has expired.
     */
    public AnalysisCache analyses() {
        return analyses;
    }

    /**
     * Forgets everything that is kept here of the user, in one transaction. What sources delivered stays.
     *
     * @return how many rows that were
     */
    public int clear() {
        return tables.write(writer -> {
            int rows = 0;
            // Workouts before their plans, so that they are counted too.
            List<TableSpec> all = NAMESPACE.tables(NAMESPACE.last());
            for (int i = all.size() - 1; i >= 0; i--) {
                rows += writer.delete(TableQuery.of(user, all.get(i).name()));
            }
            return rows;
        });
    }
}
