package org.healthwarehouse.system;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.VendorResponse;
import org.healthwarehouse.connector.VendorTransport;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.testkit.fakes.FakeVendor;
import org.healthwarehouse.testkit.fakes.LocalDateArchive;
import org.healthwarehouse.testkit.fakes.StoreTruth;
import org.healthwarehouse.testkit.fakes.TrueItem;
import org.healthwarehouse.testkit.fulcra.FaultPlan;
import org.healthwarehouse.testkit.simulation.SimulatedWorld;
import org.healthwarehouse.testkit.time.ManualClock;

/** One or more fake vendors and a real SQLite file; answers take a moment there and, now and then, long back. */
final class FakeWorld implements SimulatedWorld {
    /** Only to be had as it is now, whatever range is asked for. */
    private static final String CURRENT = "archive.profile";

    private static final TimeRange EVER = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);
    private static final int MOST_TYPES = 4;
    private static final Duration UNSURE_DATES = Duration.ofHours(38);

    private final ManualClock clock;
    private final SplittableRandom random;
    private final Map<SourceId, FakeVendor> vendors = new HashMap<>();
    private final Map<String, FakeVendor> byHost = new HashMap<>();
    private final FaultPlan faults;
    private final List<DataType> types;
    private final WorldFolder folder = new WorldFolder();

    FakeWorld(ManualClock clock, SplittableRandom random, List<FakeVendor> fakes) {
        this.clock = clock;
        this.random = random;
        fakes.forEach(vendor -> {
            vendors.put(vendor.source(), vendor);
            byHost.put(host(vendor), vendor);
        });
        faults = FaultPlan.randomOfAllKinds(random.split(), random.nextDouble() * 0.2);
        faults(true);
        types = someTypes(fakes);
    }

    private static String host(FakeVendor vendor) {
        return vendor.source().value() + ".invalid";
    }

    /** Each seed draws others. */
    private List<DataType> someTypes(List<FakeVendor> fakes) {
        List<DataType> some = fakes.stream()
                .flatMap(vendor -> vendor.types().stream())
                .distinct()
                .sorted(Comparator.comparing(DataType::name))
                .collect(Collectors.toCollection(ArrayList::new));
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
        return vendors.values().stream()
                .sorted(Comparator.comparing(vendor -> vendor.source().value()))
                .map(vendor -> vendor.connector(URI.create("http://" + host(vendor))))
                .toList();
    }

    @Override
    public boolean tellsTheTime() {
        return true;
    }

    @Override
    public VendorTransport transport() {
        return request -> {
            clock.advance(Duration.ofMillis(40));
            VendorResponse response =
                    byHost.get(request.uri().getHost()).transport().send(request);
            clock.advance(Duration.ofMillis(random.nextInt(20) == 0 ? random.nextInt(20_000) : 40));
            return response;
        };
    }

    @Override
    public void faults(boolean on) {
        vendors.values().forEach(vendor -> vendor.faults(on ? faults : FaultPlan.none()));
    }

    @Override
    public List<DataType> types() {
        return types;
    }

    @Override
    public List<String> differences(Snapshot snapshot, DataType type, TimeRange range) {
        List<String> differences = new ArrayList<>();
        vendors.forEach((source, vendor) -> {
            if (vendor.types().contains(type)) {
                StreamId stream = new StreamId(UserId.LOCAL, source, type);
                TimeRange compared = type.name().equals(CURRENT) ? EVER : range;
                differences.addAll(StoreTruth.differences(snapshot, stream, compared, vendor, clock.instant()));
            }
        });
        return differences;
    }

    /** What has gone or moved since is no matter of that moment any more. */
    @Override
    public List<String> missing(Snapshot snapshot, StreamId stream, TimeRange range, Instant asOf) {
        FakeVendor vendor = vendors.get(stream.source());
        Optional<TimeRange> certain = sure(vendor, range);
        if (certain.isEmpty()) {
            return List.of();
        }
        TimeRange sure = certain.get();
        Set<String> expected = names(vendor.truth(stream.type(), sure, asOf));
        expected.retainAll(names(vendor.truth(stream.type(), sure, clock.instant())));
        expected.removeAll(names(StoreTruth.stored(snapshot, stream, sure)));
        return expected.isEmpty()
                ? List.of()
                : List.of(stream + ": " + expected.size() + " items of " + asOf + " are missing, for example "
                        + expected.iterator().next());
    }

    /**
     * Which dates have a part in a range is not known at its edges, before the vendor has told where the person was: a
     * flight of which nobody knows moves them.
     */
    private static Optional<TimeRange> sure(FakeVendor vendor, TimeRange range) {
        if (!(vendor instanceof LocalDateArchive)) {
            return Optional.of(range);
        }
        return range.duration().compareTo(UNSURE_DATES.multipliedBy(2)) <= 0
                ? Optional.empty()
                : Optional.of(new TimeRange(
                        range.start().plus(UNSURE_DATES), range.end().minus(UNSURE_DATES)));
    }

    private static Set<String> names(Iterable<TrueItem> items) {
        Set<String> names = new HashSet<>();
        items.forEach(item -> names.add(item.identity() + " " + item.start()));
        return names;
    }

    @Override
    public void close() {
        vendors.values().forEach(FakeVendor::close);
        folder.close();
    }
}
