package org.healthwarehouse.storage.sqlite;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.healthwarehouse.model.InvalidParameterException;

/**
 * Settings of a {@link SqliteStorage}. By default it waits 5 s for another program's lock, and its connections keep 8
 * MiB of pages (writing) and 2 MiB each (reading) in memory. The file is looked over when it is opened, at most daily.
 */
public final class SqliteStorageBuilder {
    static final Duration DAILY = Duration.ofDays(1);

    private static final int MIB = 1 << 20;

    private final Path file;
    private InstantSource clock = InstantSource.system();
    private Duration lockWait = Duration.ofSeconds(5);
    private int pageCache = 8 * MIB;
    private Duration quickCheck = DAILY;

    SqliteStorageBuilder(Path file) {
        this.file = file;
    }

    /** The present, for what the storage dates itself; by default that of the system. */
    public SqliteStorageBuilder clock(InstantSource source) {
        this.clock = source;
        return this;
    }

    /**
     * How long to wait for a lock that another program holds, before an operation fails.
     *
     * @throws InvalidParameterException if it is negative or longer than an hour
     */
    public SqliteStorageBuilder lockWait(Duration wait) {
        if (wait.isNegative() || wait.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidParameterException(
                    "lock wait", wait, "must be between 0 and one hour", "give a few seconds");
        }
        this.lockWait = wait;
        return this;
    }

    /**
     * How many MiB of pages the writing connection keeps in memory; each reading one keeps a quarter of it.
     *
     * @throws InvalidParameterException if it is less than 1 or more than 1024
     */
    public SqliteStorageBuilder pageCacheMiB(int mib) {
        if (mib < 1 || mib > 1024) {
            throw new InvalidParameterException(
                    "page cache", mib + " MiB", "must be between 1 and 1024 MiB", "give 8 unless you measured");
        }
        this.pageCache = mib * MIB;
        return this;
    }

    /**
     * How long the file counts as sound after it was looked over; opening it later than that takes about 0.1 s for each
     * million samples. Zero: looked over at every opening.
     *
     * @throws InvalidParameterException if it is negative
     */
    public SqliteStorageBuilder quickCheckEvery(Duration interval) {
        if (interval.isNegative()) {
            throw new InvalidParameterException(
                    "time between quick checks", interval, "must not be negative", "give a day, or zero for always");
        }
        this.quickCheck = interval;
        return this;
    }

    /**
     * Opens the store, creating folder and file where they are missing, and brings its schema up to date.
     *
     * @throws InvalidParameterException if the path names nothing that can be a store; nothing was written
     * @throws org.healthwarehouse.model.StorageFailedException if it is there but cannot be opened
     */
    public SqliteStorage open() {
        return SqliteStorage.open(
                new ConnectionFactory(DatabaseFile.prepare(file), lockWait, pageCache), clock, quickCheck);
    }
}
