package org.healthwarehouse.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.Connector;
import org.healthwarehouse.connector.FeedSpec;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.InvalidParameterException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.storage.KeptFeed;
import org.healthwarehouse.storage.KeptPage;
import org.healthwarehouse.storage.NewJob;
import org.healthwarehouse.sync.SyncPlan.PlannedChunk;

/** Plans what is read again: for each feed with a page that an older parser read, parts that are all of its time. */
final class Reprocessing {
    /** About so many of the vendor's bytes are read for one part; what they say is in memory at once. */
    private static final long PART = 4 << 20;

    private static final TimeRange ALWAYS = new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST);

    private final EngineParts parts;
    private final FeedDirectory directory;

    Reprocessing(EngineParts parts, FeedDirectory directory) {
        this.parts = parts;
        this.directory = directory;
    }

    /** The jobs, one for each source that has something to read again. */
    List<NewJob> jobs(ReprocessRequest request) {
        Set<DataType> found = new HashSet<>();
        List<NewJob> jobs = new ArrayList<>();
        for (Connector connector : connectors(request)) {
            List<PlannedChunk> chunks = new ArrayList<>();
            for (FeedSpec feed : feeds(request, connector, found)) {
                chunks.addAll(chunks(request, connector, feed));
            }
            if (!chunks.isEmpty()) {
                jobs.add(job(request, connector.source(), chunks));
            }
        }
        requireFound(request, found);
        return jobs;
    }

    /**
     * The feeds of which pages are kept that no connector here has, as those of files, and those under which something
     * was pushed that is never asked for. Which types they hold is not known before they are read.
     */
    List<KeptFeed> leftOut(ReprocessRequest request) {
        return parts.storage().raw().feeds(request.user()).stream()
                .filter(kept -> request.sources().isEmpty() || request.sources().contains(kept.source()))
                .filter(kept -> directory.ofConnected(request.user(), kept.source()).stream()
                        .noneMatch(feed -> feed.id().equals(kept.feed())))
                .toList();
    }

    private List<Connector> connectors(ReprocessRequest request) {
        request.sources().forEach(parts::connector);
        return parts.connectors().stream()
                .filter(connector ->
                        request.sources().isEmpty() || request.sources().contains(connector.source()))
                .sorted(Comparator.comparing(Connector::source))
                .toList();
    }

    /** The feeds as their source last described them: nobody is asked who said it once. */
    private List<FeedSpec> feeds(ReprocessRequest request, Connector connector, Set<DataType> found) {
        List<FeedSpec> chosen = new ArrayList<>();
        for (FeedSpec feed : directory.known(request.user(), connector.source())) {
            Set<DataType> types = types(connector, feed);
            if (request.types().isEmpty() || types.stream().anyMatch(request.types()::contains)) {
                chosen.add(feed);
                found.addAll(types);
            }
        }
        return chosen;
    }

    /** What the feed yields and what is made of it. */
    private static Set<DataType> types(Connector connector, FeedSpec feed) {
        Set<DataType> types = new HashSet<>(feed.yields());
        types.addAll(feed.primaryFor());
        connector.derivers().stream()
                .filter(deriver -> feed.primaryFor().contains(deriver.input()))
                .forEach(deriver -> types.add(deriver.output()));
        return types;
    }

    private List<PlannedChunk> chunks(ReprocessRequest request, Connector connector, FeedSpec feed) {
        List<KeptPage> pages = parts.storage().raw().pages(request.user(), connector.source(), feed.id(), ALWAYS);
        int version = connector.parserVersion(feed.id());
        boolean behind = pages.stream().anyMatch(page -> page.parserVersion() < version);
        if (pages.isEmpty() || !(behind || request.all())) {
            return List.of();
        }
        return cut(pages).stream()
                .map(part -> new PlannedChunk(connector.source(), feed.id(), part, types(connector, feed)))
                .toList();
    }

    /** Parts that lie side by side, each as long as the pages that begin in it are together large enough. */
    static List<TimeRange> cut(List<KeptPage> pages) {
        List<KeptPage> byTime =
                pages.stream().sorted(Comparator.comparing(KeptPage::asked)).toList();
        List<TimeRange> cut = new ArrayList<>();
        long start = byTime.get(0).asked().startMs();
        long end = start;
        long bytes = 0;
        for (KeptPage page : byTime) {
            if (bytes >= PART && page.asked().startMs() > start) {
                cut.add(TimeRange.ofMillis(start, page.asked().startMs()));
                start = page.asked().startMs();
                bytes = 0;
            }
            bytes += page.page().body().size();
            end = Math.max(end, page.asked().endMs());
        }
        cut.add(TimeRange.ofMillis(start, end));
        return cut;
    }

    private NewJob job(ReprocessRequest request, SourceId source, List<PlannedChunk> chunks) {
        List<String> types = chunks.stream()
                .flatMap(chunk -> chunk.types().stream())
                .map(DataType::name)
                .distinct()
                .sorted()
                .collect(Collectors.toList());
        TimeRange range =
                chunks.stream().map(PlannedChunk::range).reduce(TimeRange::hull).orElseThrow();
        return new NewJob(
                new org.healthwarehouse.storage.JobId(parts.newId()),
                request.user(),
                source,
                NewJob.Kind.REPROCESS,
                range,
                types,
                Optional.empty(),
                chunks.stream()
                        .map(chunk -> new NewJob.NewChunk(chunk.feed(), chunk.range()))
                        .toList(),
                parts.now());
    }

    private void requireFound(ReprocessRequest request, Set<DataType> found) {
        for (DataType type : request.types()) {
            if (!found.contains(type)) {
                throw new InvalidParameterException(
                        "data type",
                        type,
                        "is offered by no source that was chosen",
                        "see offeredTypes()" + otherwise(leftOut(request)));
            }
        }
    }

    /** What else can be done where pages are left out: any of them may hold the type. */
    private static String otherwise(List<KeptFeed> leftOut) {
        String feeds = leftOut.stream()
                .map(kept -> kept.source() + " " + kept.feed())
                .sorted()
                .collect(Collectors.joining(", "));
        return leftOut.isEmpty()
                ? ""
                : "; kept pages that may hold it, but are of no connector's feed (" + feeds
                        + "): import their file once more, or hand a pushed page to ingest again";
    }
}
