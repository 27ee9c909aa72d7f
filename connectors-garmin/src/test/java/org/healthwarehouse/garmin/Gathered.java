package org.healthwarehouse.garmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ImportEntry;
import org.healthwarehouse.connector.Importer;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.PageToken;
import org.healthwarehouse.connector.ParseProblem;
import org.healthwarehouse.connector.ParsedLocation;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SampleType;

/** Everything that was read off a file, in order; as strict as the engine. */
final class Gathered implements PageSink {
    private static final long FIRST = Instant.parse("1900-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli();

    final List<Sample> samples = new ArrayList<>();
    final Map<Sample, Attributes> notes = new HashMap<>();
    final List<ParsedRecord> records = new ArrayList<>();
    final List<ParsedLocation> locations = new ArrayList<>();
    final List<ParseProblem> problems = new ArrayList<>();
    final List<Claim> claims = new ArrayList<>();
    final List<LocalDay> days = new ArrayList<>();

    private final Set<DataType> allowed = new HashSet<>();

    record Sample(SampleType type, Device device, String channel, long startMs, long endMs, double value) {}

    static Gathered from(byte[] file) throws MalformedResponseException {
        Gathered gathered = new Gathered();
        FitPage.parse(RawBody.of(file), gathered);
        assertThat(gathered.claims).as("one file does not know what is held").isEmpty();
        assertThat(gathered.days).as("a file has no local dates").isEmpty();
        return gathered;
    }

    /** A file of an export, as its importer reads it. */
    static Gathered from(String name, byte[] file) throws Exception {
        Gathered gathered = new Gathered();
        GarminExportImporter importer = new GarminExportImporter();
        importer.parse(page(importer, Entries.of(name, file)), gathered);
        return gathered;
    }

    /** A body of the web interface, which must claim nothing. */
    static DayOutline connect(String endpoint, byte[] body, Gathered gathered) throws MalformedResponseException {
        RawPage page = new RawPage(
                RawPage.Origin.PULL,
                FitImporter.SOURCE,
                new FeedId(endpoint),
                Optional.empty(),
                Entries.NOW,
                Optional.empty(),
                200,
                "application/json",
                RawBody.of(body));
        DayOutline outline = ConnectPage.parse(endpoint, page, gathered);
        assertThat(gathered.types()).as(endpoint).isSubsetOf(gathered.known(endpoint));
        assertThat(gathered.claims)
                .as("what a body proves depends on the question")
                .isEmpty();
        return outline;
    }

    /** The types of all that was read. */
    private Set<DataType> types() {
        Set<DataType> types = new HashSet<>();
        samples.forEach(sample -> types.add(sample.type()));
        records.forEach(record -> types.add(record.type()));
        locations.forEach(location -> types.add(location.type()));
        return types;
    }

    /** The types that may be here, with those of earlier bodies. */
    private Set<DataType> known(String endpoint) {
        allowed.addAll(ConnectYields.of(endpoint));
        return allowed;
    }

    /** The one page that is made of a file. */
    static RawPage page(Importer importer, ImportEntry entry) throws IOException {
        assertThat(importer.accepts(entry)).isTrue();
        List<RawPage> pages = new ArrayList<>();
        importer.pages(entry, pages::add);
        assertThat(pages).hasSize(1);
        assertThat(importer.reads(pages.get(0).feed())).isTrue();
        return pages.get(0);
    }

    Stream<Sample> of(SampleType type) {
        return samples.stream().filter(sample -> sample.type().equals(type));
    }

    double sum(SampleType type) {
        return of(type).mapToDouble(Sample::value).sum();
    }

    @Override
    public SampleSink samples(SampleType type, Device device, String channel) {
        return new SampleSink() {
            @Override
            public void add(long startMs, long endMs, double value) {
                assertThat(value).isFinite();
                assertThat(startMs).isBetween(FIRST, endMs);
                assertThat(endMs).isLessThan(LAST);
                samples.add(new Sample(type, device, channel, startMs, endMs, value));
            }

            @Override
            public void add(long startMs, long endMs, double value, Attributes note) {
                add(startMs, endMs, value);
                notes.put(samples.get(samples.size() - 1), note);
            }
        };
    }

    @Override
    public void record(ParsedRecord record) {
        records.add(record);
    }

    @Override
    public void location(ParsedLocation location) {
        locations.add(location);
    }

    @Override
    public void deleted(DataType type, RecordKey key) {
        throw new AssertionError("a file never says that something is gone");
    }

    @Override
    public void localDay(LocalDay day) {
        days.add(day);
    }

    @Override
    public void problem(ParseProblem problem) {
        problems.add(problem);
    }

    @Override
    public void claim(Claim claim) {
        claims.add(claim);
    }

    @Override
    public void next(PageToken token) {
        throw new AssertionError("a file has no pages");
    }
}
