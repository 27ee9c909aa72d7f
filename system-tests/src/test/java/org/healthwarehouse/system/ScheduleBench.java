package org.healthwarehouse.system;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.healthwarehouse.HealthWarehouse;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchLimits;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.sqlite.SqliteStorage;
import org.healthwarehouse.sync.AfterSync;
import org.healthwarehouse.testkit.time.ElapsedScheduler;
import org.healthwarehouse.testkit.time.ManualClock;

/** Warehouses, one after the other, on one file and one virtual clock; notes who was asked for what and when. */
final class ScheduleBench implements Connector {
    private static final AtomicInteger STARTS = new AtomicInteger();

    record Call(UserId user, String feed, Instant at) {}

    final ManualClock clock;
    final List<Call> calls = new ArrayList<>();
    final List<AfterSync.NewData> told = new ArrayList<>();
    /** Users for whom the source does not answer. */
    final Set<UserId> broken = new HashSet<>();
    /** When the source can answer; until then every call is told to come back. */
    Instant busyUntil = Instant.MIN;

    private final Path file;
    private final ScriptedVendor vendor = new ScriptedVendor()
            .feed(DataTypes.HEART_RATE, FetchLimits.window(Duration.ofDays(40)))
            .feed(DataTypes.STEPS, FetchLimits.window(Duration.ofDays(40)));
    ElapsedScheduler scheduler;
    Storage storage;
    HealthWarehouse warehouse;

    @SuppressWarnings("this-escape")
    ScheduleBench(Path file, String now) {
        this.file = file;
        clock = new ManualClock(Instant.parse(now));
        scheduler = new ElapsedScheduler(clock);
        storage = SqliteStorage.open(file, clock);
        warehouse = another(scheduler, storage);
    }

    /** As if a process had ended and a new one begun. */
    void restart() {
        warehouse.close();
        scheduler = new ElapsedScheduler(clock);
        storage = SqliteStorage.open(file, clock);
        warehouse = another(scheduler, storage);
    }

    /** One more warehouse on the same file. */
    HealthWarehouse another() {
        return another(scheduler, SqliteStorage.open(file, clock));
    }

    private HealthWarehouse another(ElapsedScheduler steps, Storage store) {
        return HealthWarehouse.builder()
                .storage(store)
                .connector(this)
                .transport(request -> new VendorResponse(200, Map.of(), RawBody.of(new byte[0])))
                .clock(clock)
                .scheduler(steps)
                .random(new SplittableRandom(STARTS.incrementAndGet()))
                .afterSync(told::add)
                .build();
    }

    void runFor(Duration time) {
        scheduler.runFor(time);
    }

    void runUntil(String moment) {
        scheduler.runUntil(Instant.parse(moment));
    }

    List<Instant> times() {
        return calls.stream().map(Call::at).distinct().toList();
    }

    List<Instant> timesOf(UserId user) {
        return calls.stream()
                .filter(call -> call.user().equals(user))
                .map(Call::at)
                .distinct()
                .toList();
    }

    @Override
    public SourceId source() {
        return ScriptedVendor.SOURCE;
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) {
        return vendor.feeds(context);
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        Instant now = clock.instant();
        calls.add(new Call(request.user(), request.feed().value(), now));
        if (broken.contains(request.user())) {
            throw new FetchException(new Failure.AuthenticationFailed("expired"));
        }
        return now.isBefore(busyUntil)
                ? new FetchResult.NotReady(busyUntil, java.util.Optional.empty())
                : vendor.fetch(request, context);
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        vendor.parse(page, sink);
    }

    void end() {
        warehouse.close();
    }
}
