package org.healthwarehouse.system;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableReader;
import org.healthwarehouse.storage.TableStore;
import org.healthwarehouse.storage.TableWriter;
import org.healthwarehouse.storage.Tables;

/** The tables of modules, with a count of the questions that are asked of them. */
final class CountingTables implements TableStore {
    private final TableStore tables;
    final AtomicInteger questions = new AtomicInteger();

    CountingTables(TableStore tables) {
        this.tables = tables;
    }

    /** The storage, with these tables in place of its own. */
    Storage in(Storage storage) {
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(), new Class<?>[] {Storage.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("tables") ? this : method.invoke(storage, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** How many questions the work asks. */
    int during(Runnable work) {
        int before = questions.get();
        work.run();
        return questions.get() - before;
    }

    @Override
    public Tables open(TableNamespace namespace) {
        return new Counting(tables.open(namespace));
    }

    @Override
    public void migrate(TableNamespace namespace, int version) {
        tables.migrate(namespace, version);
    }

    @Override
    public int version(String namespace) {
        return tables.version(namespace);
    }

    @Override
    public List<String> columns(String name) {
        return tables.columns(name);
    }

    @Override
    public int clear(UserId user) {
        return tables.clear(user);
    }

    @Override
    public int removeExpired(Instant now) {
        return tables.removeExpired(now);
    }

    private final class Counting implements Tables {
        private final Tables opened;

        Counting(Tables opened) {
            this.opened = opened;
        }

        @Override
        public <T> T read(Function<? super TableReader, ? extends T> work) {
            return opened.read(reader -> {
                TableReader counting = query -> {
                    questions.incrementAndGet();
                    return reader.select(query);
                };
                return work.apply(counting);
            });
        }

        @Override
        public <T> T write(Function<? super TableWriter, ? extends T> work) {
            return opened.write(work);
        }
    }
}
