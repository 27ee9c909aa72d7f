package org.healthwarehouse.system;

import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.Budget;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.Deriver;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.connector.FetchContext;
import org.healthwarehouse.connector.FetchException;
import org.healthwarehouse.connector.FetchRequest;
import org.healthwarehouse.connector.FetchResult;
import org.healthwarehouse.connector.ForwardingPageSink;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.Presence;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.UserId;

/** A connector whose pages are read in another way, by a version of its own, and that may not know some types. */
final class RereadConnector implements Connector {
    private final Connector real;
    private final int version;
    private final UnaryOperator<PageSink> reading;
    private final Set<DataType> unknown;

    RereadConnector(Connector real, int version, UnaryOperator<PageSink> reading, DataType... unknown) {
        this.real = real;
        this.version = version;
        this.reading = reading;
        this.unknown = Set.of(unknown);
    }

    /** As the real one reads them. */
    static RereadConnector rightly(Connector real, int version) {
        return new RereadConnector(real, version, sink -> sink);
    }

    @Override
    public SourceId source() {
        return real.source();
    }

    @Override
    public List<FeedSpec> feeds(FetchContext context) throws FetchException, InterruptedException {
        return real.feeds(context).stream()
                .map(feed -> feed.types(known(feed.yields()), known(feed.primaryFor())))
                .filter(feed -> !feed.yields().isEmpty())
                .toList();
    }

    private Set<DataType> known(Set<DataType> types) {
        return types.stream().filter(type -> !unknown.contains(type)).collect(Collectors.toSet());
    }

    @Override
    public FetchResult fetch(FetchRequest request, FetchContext context) throws FetchException, InterruptedException {
        return real.fetch(request, context);
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        real.parse(page, reading.apply(unknown.isEmpty() ? sink : new Without(sink, unknown)));
    }

    @Override
    public Budget budget(UserId user) {
        return real.budget(user);
    }

    @Override
    public Presence lookup(DataType type, RecordKey key, FetchContext context)
            throws FetchException, InterruptedException {
        return real.lookup(type, key, context);
    }

    @Override
    public List<Deriver> derivers() {
        return real.derivers();
    }

    @Override
    public int parserVersion(FeedId feed) {
        return version;
    }

    /** Leaves out some types. */
    private static final class Without extends ForwardingPageSink {
        private static final SampleSink NOWHERE = new SampleSink() {
            @Override
            public void add(long start, long end, double value) {}

            @Override
            public void add(long start, long end, double value, Attributes note) {}
        };

        private final Set<DataType> unknown;

        Without(PageSink sink, Set<DataType> unknown) {
            super(sink);
            this.unknown = unknown;
        }

        @Override
        public SampleSink samples(SampleType type, Device device, String channel) {
            return unknown.contains(type) ? NOWHERE : super.samples(type, device, channel);
        }

        @Override
        public void record(ParsedRecord record) {
            if (!unknown.contains(record.type())) {
                super.record(record);
            }
        }

        @Override
        public void location(ParsedLocation location) {
            if (!unknown.contains(location.type())) {
                super.location(location);
            }
        }

        @Override
        public void deleted(DataType type, RecordKey key) {
            if (!unknown.contains(type)) {
                super.deleted(type, key);
            }
        }

        @Override
        public void claim(Claim claim) {
            if (!unknown.contains(claim.type())) {
                super.claim(claim);
            }
        }
    }
}
