package org.healthwarehouse.system;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.healthwarehouse.auth.AccessTokens;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.coverage.LedgerAxis;
import org.healthwarehouse.coverage.TimeAxis;
import org.healthwarehouse.garmin.GarminConnector;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.LedgerAxes;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.garmin.GarminSimulator;
import org.healthwarehouse.testkit.simulation.SimulatedWorld;
import org.healthwarehouse.testkit.time.ManualClock;

/** The real connector to Garmin and a real SQLite file, between a simulated service and a virtual clock. */
final class GarminWorld implements SimulatedWorld {
    private static final String ACCOUNT = "runner-1";
    private static final int MOST_TYPES = 4;
    private static final Duration UNSURE_DATES = Duration.ofHours(38);

    /**
     * Types that activities and days tell alike, or files and the service; which of them decides, a request for the
     * type alone asks for that one only.
     */
    private static final Set<DataType> TOLD_TWICE =
            Set.of(DataTypes.HEART_RATE, DataTypes.DISTANCE_WALKING_RUNNING, DataTypes.VO2_MAX);

    private final ManualClock clock;
    private final SplittableRandom random;
    private final GarminSimulator service;
    private final FaultPlan faults;
    private final List<DataType> types;
    private final WorldFolder folder = new WorldFolder();

    GarminWorld(ManualClock clock, SplittableRandom random) {
        this.clock = clock;
        this.random = random;
        faults = FaultPlan.randomOfAllKinds(random.split(), random.nextDouble() * 0.2);
        service = GarminSimulator.seeded(random.nextLong())
                .clock(clock)
                .account(ACCOUNT)
                .faults(faults)
                .readingEvery(60)
                .recordEvery(300)
                .build();
        types = someTypes(random);
    }

    private static List<DataType> someTypes(SplittableRandom random) {
        List<DataType> some = new ArrayList<>(GarminSimulator.types());
        while (some.size() > MOST_TYPES) {
            some.remove(random.nextInt(some.size()));
        }
        return List.copyOf(some);
    }

    @Override
    public Storage openStorage() {
        return folder.open(clock);
    }

    @Override
    public List<Connector> connectors() {
        return List.of(connector(service));
    }

    /** A connector whose login is always the one that the service accepts now. */
    static GarminConnector connector(GarminSimulator service) {
        AccessTokens tokens = new AccessTokens() {
            @Override
            public String current() {
                return service.token(ACCOUNT);
            }

            @Override
            public String replace(String rejected) {
                return service.token(ACCOUNT);
            }
        };
        return GarminConnector.builder()
                .tokens(tokens)
                .baseUri(URI.create("http://127.0.0.1"))
                .build();
    }

    @Override
    public boolean tellsTheTime() {
        return true;
    }

    @Override
    public VendorTransport transport() {
        return request -> {
            clock.advance(Duration.ofMillis(40));
            VendorResponse response = service.inMemory().send(request);
            clock.advance(Duration.ofMillis(random.nextInt(20) == 0 ? random.nextInt(20_000) : 40));
            return response;
        };
    }

    @Override
    public void faults(boolean on) {
        service.faults(on ? faults : FaultPlan.none());
    }

    @Override
    public List<DataType> types() {
        return types;
    }

    /** What an activity or a weight measured that was deleted may be there still. */
    @Override
    public List<String> differences(Snapshot snapshot, DataType type, TimeRange range) {
        Set<TrueItem> stored = stored(snapshot, type, range);
        List<String> differences = new ArrayList<>();
        Set<TrueItem> truth = truth(type, range, clock.instant());
        truth.removeIf(item -> !stored.contains(item) && misleads(snapshot, type, item, range));
        tell(differences, type, "missing or other", truth, stored);
        Set<TrueItem> told = decided(type, range, service.told(ACCOUNT, type, range, clock.instant()));
        tell(differences, type, "too much or other", stored, told);
        return differences;
    }

    /**
     * Whether the dates that are told around an item mislead: nobody told exactly when its own date was, as after a
     * journey on which only daily values were asked for, and by the offsets of its neighbours it has no part in the
     * range. Then it is not asked for. That can only be near an end of the range.
     */
    private boolean misleads(Snapshot snapshot, DataType type, TrueItem item, TimeRange range) {
        Instant moment = item.start();
        if (moment.isAfter(range.start().plus(UNSURE_DATES))
                && moment.isBefore(range.end().minus(UNSURE_DATES))) {
            return false;
        }
        LocalDate date = service.toldWith(ACCOUNT, type, item);
        LedgerAxis axis = LedgerAxes.atEnds(snapshot, UserId.LOCAL, GarminConnector.SOURCE, TimeAxis.LOCAL_DATE, range);
        boolean asked =
                axis.toLedger(range).contains(date.atStartOfDay(ZoneOffset.UTC).toInstant());
        return !asked
                && snapshot
                        .localDays(
                                UserId.LOCAL,
                                GarminConnector.SOURCE,
                                TimeRange.ofDates(date.minusDays(1), date.plusDays(2)))
                        .stream()
                        .noneMatch(day -> day.exact() && day.interval().contains(moment));
    }

    static void tell(List<String> differences, DataType type, String what, Set<TrueItem> items, Set<TrueItem> others) {
        List<TrueItem> left =
                items.stream().filter(item -> !others.contains(item)).toList();
        if (!left.isEmpty()) {
            differences.add(type + ": " + left.size() + " rows are " + what + ", for example " + left.get(0));
        }
    }

    private Set<TrueItem> truth(DataType type, TimeRange range, Instant asOf) {
        return decided(type, range, service.truth(ACCOUNT, type, range, asOf));
    }

    private Set<TrueItem> stored(Snapshot snapshot, DataType type, TimeRange range) {
        return decided(type, range, GarminStored.items(snapshot, type, range));
    }

    /** Of those, the ones that come when the type is asked for in the range. */
    private Set<TrueItem> decided(DataType type, TimeRange range, Iterable<TrueItem> items) {
        Set<TrueItem> decided = new HashSet<>();
        for (TrueItem item : items) {
            boolean other = TOLD_TWICE.contains(type)
                    && item.identity().startsWith("fit:")
                    && (type.equals(DataTypes.VO2_MAX) || !item.identity().contains(":day"));
            if (!other && service.isAskedFor(ACCOUNT, type, item, range)) {
                decided.add(item);
            }
        }
        return decided;
    }

    /** What has gone or moved since is no matter of that moment any more. */
    @Override
    public List<String> missing(Snapshot snapshot, StreamId stream, TimeRange range, Instant asOf) {
        if (range.duration().compareTo(UNSURE_DATES.multipliedBy(2)) <= 0) {
            return List.of();
        }
        TimeRange sure =
                new TimeRange(range.start().plus(UNSURE_DATES), range.end().minus(UNSURE_DATES));
        Set<String> expected = names(truth(stream.type(), sure, asOf));
        expected.retainAll(names(truth(stream.type(), sure, clock.instant())));
        expected.removeAll(names(stored(snapshot, stream.type(), sure)));
        return expected.isEmpty()
                ? List.of()
                : List.of(stream + ": " + expected.size() + " items of " + asOf + " are missing, for example "
                        + expected.iterator().next());
    }

    private static Set<String> names(Iterable<TrueItem> items) {
        Set<String> names = new HashSet<>();
        items.forEach(item -> names.add(item.identity() + " " + item.start()));
        return names;
    }

    @Override
    public void close() {
        service.close();
        folder.close();
    }
}
