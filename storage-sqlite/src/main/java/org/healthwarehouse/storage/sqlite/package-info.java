/**
 * A {@link org.healthwarehouse.storage.Storage} in one SQLite file. Applications name it {@code sqlite:} and a path, or
 * open a {@link org.healthwarehouse.storage.sqlite.SqliteStorage} themselves. People read the file with any SQL tool:
 * the views {@code health_metrics}, {@code workouts}, {@code sleep_cycles}, {@code locations}, {@code metadata_cache},
 * {@code fetch_log}, {@code sync_jobs} and {@code error_log} are made for them.
 */
@NullMarked
package org.healthwarehouse.storage.sqlite;

import org.jspecify.annotations.NullMarked;
