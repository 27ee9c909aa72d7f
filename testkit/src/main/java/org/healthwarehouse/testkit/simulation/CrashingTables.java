package org.healthwarehouse.testkit.simulation;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableReader;
import org.healthwarehouse.storage.TableStore;
import org.healthwarehouse.storage.TableWriter;
import org.healthwarehouse.storage.Tables;

/** The tables of modules, under which the process can be made to end as under the rest of the storage. */
final class CrashingTables implements TableStore {
    private final TableStore tables;
    private final CrashingStorage crash;

    CrashingTables(TableStore tables, CrashingStorage crash) {
        this.tables = tables;
        this.crash = crash;
    }

    @Override
    public Tables open(TableNamespace namespace) {
        return new Crashing(crash.write("opening a namespace", () -> tables.open(namespace)));
    }

    @Override
    public void migrate(TableNamespace namespace, int version) {
        boolean unused = crash.write("migrating a namespace", () -> {
            tables.migrate(namespace, version);
            return true;
        });
    }

    @Override
    public int version(String namespace) {
        crash.requireAlive();
        return tables.version(namespace);
    }

    @Override
    public List<String> columns(String name) {
        crash.requireAlive();
        return tables.columns(name);
    }

    @Override
    public int clear(UserId user) {
        return crash.write("clearing tables", () -> tables.clear(user));
    }

    @Override
    public int removeExpired(Instant now) {
        return crash.write("removing expired rows", () -> tables.removeExpired(now));
    }

    private final class Crashing implements Tables {
        private final Tables opened;

        Crashing(Tables opened) {
            this.opened = opened;
        }

        @Override
        public <T> T read(Function<? super TableReader, ? extends T> work) {
            crash.requireAlive();
            return opened.read(work);
        }

        @Override
        public <T> T write(Function<? super TableWriter, ? extends T> work) {
            return crash.write("writing tables", () -> opened.write(work));
        }
    }
}
