package org.healthwarehouse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.model.SampleType;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Derivation;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.SeriesCollector;
import org.healthwarehouse.sync.SourceContent;

/** Makes records out of samples that sources just sent, where there is no store to do it. */
final class DerivedFromSources {
    private static final TimeRange ALWAYS = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);

    private DerivedFromSources() {}

    /** What sources said and, as one more page of each, what is made of it. */
    static SourceContent add(UserId user, SourceContent content, List<Derivation> derivations) {
        List<SourceContent.Page> pages = new ArrayList<>(content.pages());
        for (Derivation derivation : derivations) {
            SourceId source = derivation.output().source();
            fetchedAt(content, source)
                    .ifPresent(at -> pages.add(new SourceContent.Page(
                            source, at, new PageContent(List.of(), records(user, content, derivation), List.of()))));
        }
        return new SourceContent(content.range(), content.held(), pages, content.calls(), content.failure());
    }

    private static List<ParsedRecord> records(UserId user, SourceContent content, Derivation derivation) {
        SeriesCollector collector = new SeriesCollector();
        new SourceSnapshot(user, content).samples(List.of(derivation.input()), ALWAYS, collector);
        return derivation.deriver().derive(collector.series((SampleType)
                derivation.input().type()));
    }

    private static Optional<Instant> fetchedAt(SourceContent content, SourceId source) {
        return content.pages().stream()
                .filter(page -> page.source().equals(source))
                .map(SourceContent.Page::fetchedAt)
                .min(Instant::compareTo);
    }
}
