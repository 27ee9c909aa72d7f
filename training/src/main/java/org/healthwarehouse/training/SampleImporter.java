package org.healthwarehouse.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.healthwarehouse.connector.Claim;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ImportEntry;
import org.healthwarehouse.connector.Importer;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.connector.SampleSink;
import org.healthwarehouse.model.Attributes;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;

/**
 * Tells of an athlete who does not exist, for {@link WarehouseAdmin#sampleData}. Its pages hold the seed and the last
 * date, and what is read off them follows from these. Takes no files. Found by itself wherever this module is.
 */
public final class SampleImporter implements Importer {
    static final SourceId SOURCE = SourceId.of("sample");
    private static final FeedId FEED = new FeedId("athlete");
    private static final String SEED = "seed";
    private static final String LAST = "last_date";
    private static final List<RecordType> TYPES =
            List.of(DataTypes.DAILY_SUMMARY, DataTypes.SLEEP, DataTypes.HRV_SUMMARY, DataTypes.WORKOUT);

    /** For the loader of services. */
    public SampleImporter() {}

    static RawPage page(SampleAthlete athlete, Instant now) {
        String body = Attributes.of(
                        Map.of(SEED, athlete.seed(), LAST, athlete.last().toString()))
                .toJson();
        return new RawPage(
                RawPage.Origin.IMPORT,
                SOURCE,
                FEED,
                Optional.empty(),
                now,
                Optional.empty(),
                0,
                "application/json",
                RawBody.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public SourceId source() {
        return SOURCE;
    }

    @Override
    public boolean accepts(ImportEntry entry) {
        return false;
    }

    @Override
    public void pages(ImportEntry entry, Consumer<RawPage> out) {}

    @Override
    public boolean reads(FeedId feed) {
        return feed.equals(FEED);
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        SampleAthlete athlete = athlete(page);
        athlete.days().forEach(day -> SampleRecords.of(day).forEach(sink::record));
        SampleSink rates = sink.samples(DataTypes.HEART_RATE, Device.of("sample-watch"));
        for (SampleRun run : athlete.runs()) {
            sink.record(SampleRecords.of(run));
            long second = run.start().toEpochMilli();
            for (int rate : run.rates()) {
                rates.add(second, second, rate);
                second += 1000;
            }
        }
        TimeRange told = new TimeRange(
                athlete.first().atStartOfDay().toInstant(ZoneOffset.UTC),
                athlete.last().plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        TYPES.forEach(type -> sink.claim(new Claim(type, told)));
    }

    private static SampleAthlete athlete(RawPage page) throws MalformedResponseException {
        try (InputStream in = page.body().open()) {
            Attributes body = Attributes.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            if (body.asMap().get(SEED) instanceof Long seed) {
                return new SampleAthlete(seed, LocalDate.parse(body.text(LAST).orElse("")));
            }
        } catch (IOException | DateTimeException e) {
            throw new MalformedResponseException("the page is not that of a sample athlete", LAST);
        }
        throw new MalformedResponseException("the page is not that of a sample athlete", SEED);
    }
}
