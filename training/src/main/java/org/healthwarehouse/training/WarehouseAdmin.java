package org.healthwarehouse.training;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.TableStore;
import org.healthwarehouse.sync.IngestReceipt;

/**
 * What whoever looks after an application for training does with its store: makes the tables, fills in an athlete to
 * try things with, looks whether all is there, and begins anew. Thread-safe, until the warehouse is closed. Every
 * method may throw {@link org.healthwarehouse.model.StorageFailedException} if the store cannot be used.
 */
public final class WarehouseAdmin {
    private final HealthWarehouse warehouse;

    private WarehouseAdmin(HealthWarehouse warehouse) {
        this.warehouse = warehouse;
    }

    /** That of the warehouse's store. */
    public static WarehouseAdmin of(HealthWarehouse warehouse) {
        return new WarehouseAdmin(warehouse);
    }

    /**
     * Makes the tables of this module, or brings them up to date. Where they are, nothing is done. Opening a
     * {@link TrainingStore} does the same.
     *
     * @throws org.healthwarehouse.model.StorageDisabledException if the warehouse keeps nothing
     * @throws org.healthwarehouse.model.StorageFailedException if a newer version of this module wrote to the store
     */
    public Initialised initialise() {
        TableStore tables = warehouse.tables();
        int before = tables.version(TrainingStore.NAMESPACE.name());
        tables.migrate(TrainingStore.NAMESPACE, TrainingStore.NAMESPACE.last());
        return new Initialised(before, TrainingStore.NAMESPACE.last());
    }

    /**
     * Which versions of its tables the store had.
     *
     * @param before before; 0 for none
     * @param now now
     */
    public record Initialised(int before, int now) {
        /** Whether something was done. */
        public boolean hasChanged() {
            return before != now;
        }
    }

    /**
     * Stores an athlete who does not exist, as the user {@code sample-<seed>}: through the source {@code sample}, 30
     * days with their nights up to yesterday (UTC) and the activities of the last 14 with a heart rate each second; and
     * as an application would keep it, a profile, one plan with eight workouts of which four are done, the load of the
     * 14 days and the readiness of all 30, by the formulas of this module. What these do not know yet, such as the
     * chronic load after 14 days, is missing here too. The same seed and clock give the same rows; on a later day, new
     * days are added.
     *
     * @throws org.healthwarehouse.model.StorageDisabledException if the warehouse keeps nothing
     */
    public SampleData sampleData(long seed) {
        UserId user = UserId.of("sample-" + seed);
        LocalDate last =
                LocalDate.ofInstant(warehouse.clock().instant(), ZoneOffset.UTC).minusDays(1);
        SampleAthlete athlete = new SampleAthlete(seed, last);
        IngestReceipt receipt = warehouse
                .ingest()
                .submit(user, SampleImporter.page(athlete, warehouse.clock().instant()));
        new SampleTraining(athlete).saveIn(TrainingStore.of(warehouse, user));
        return new SampleData(user, athlete.first(), last, receipt.added());
    }

    /**
     * Which athlete is there.
     *
     * @param user whose it is
     * @param first first date
     * @param last last date
     * @param added how many records and samples are new
     */
    public record SampleData(UserId user, LocalDate first, LocalDate last, int added) {}

    /** What {@link #reset} wants to hear, so that nobody calls it unawares. */
    public static String confirmation(UserId user) {
        return "forget all training of " + user;
    }

    /**
     * Forgets everything that this module keeps of the user: profile, plans, workouts, readiness, loads, analyses. What
     * sources delivered stays, also of the source {@code sample}: the warehouse never drops history, and asks for
     * nothing twice. To be rid of that too, use a file of its own.
     *
     * @param confirmation {@link #confirmation} of the same user
     * @return how many rows that were
     * @throws InvalidParameterException if the confirmation is another one; nothing was removed
     */
    public int reset(UserId user, String confirmation) {
        if (!confirmation.equals(confirmation(user))) {
            throw new InvalidParameterException(
                    "confirmation",
                    confirmation,
                    "is not the one that a reset needs",
                    "say '" + confirmation(user) + "' if you mean it");
        }
        return TrainingStore.of(warehouse, user).clear();
    }

    /**
     * Looks whether the views that applications for training read, and the tables of this module, are in the store with
     * all their columns. Changes nothing, and makes nothing that is missing.
     */
    public SchemaReport check() {
        return SchemaReport.of(warehouse.tables());
    }
}
