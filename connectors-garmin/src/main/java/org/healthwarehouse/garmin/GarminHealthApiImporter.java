package org.healthwarehouse.garmin;

import java.util.Optional;
import java.util.function.Consumer;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ImportEntry;
import org.healthwarehouse.connector.Importer;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.SourceId;

/**
 * Reads the pages that {@link GarminHealthApi} makes of what Garmin sends. Takes no files, claims nothing: what was
 * pushed says nothing of what was not. Thread-safe.
 */
public final class GarminHealthApiImporter implements Importer {
    /** Found by {@link java.util.ServiceLoader}; nothing has to be set. */
    public GarminHealthApiImporter() {}

    @Override
    public SourceId source() {
        return FitImporter.SOURCE;
    }

    /** Never. */
    @Override
    public boolean accepts(ImportEntry entry) {
        return false;
    }

    /** None. */
    @Override
    public void pages(ImportEntry entry, Consumer<RawPage> out) {}

    @Override
    public boolean reads(FeedId feed) {
        return form(feed).isPresent();
    }

    @Override
    public boolean readsPushed(FeedId feed) {
        return reads(feed);
    }

    @Override
    public void parse(RawPage page, PageSink sink) throws MalformedResponseException {
        HealthApiForm form = form(page.feed())
                .orElseThrow(() -> new MalformedResponseException("no such summaries are read", "the feed"));
        var unused = ConnectPage.parse(new ListRows(form.reader(), "[]"), page, sink);
    }

    private static Optional<HealthApiForm> form(FeedId feed) {
        return feed.value().startsWith(GarminHealthApi.FOLDER)
                ? HealthApiForm.of(feed.value().substring(GarminHealthApi.FOLDER.length()))
                : Optional.empty();
    }
}
