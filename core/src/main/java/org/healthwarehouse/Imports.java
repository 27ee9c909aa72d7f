package org.healthwarehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.healthwarehouse.ImportReport.Skipped;
import org.healthwarehouse.ImportReport.Taken;
import org.healthwarehouse.connector.ImportEntry;
import org.healthwarehouse.connector.Importer;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.storage.JobId;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncAttempt;
import org.healthwarehouse.storage.SyncOutcome;
import org.healthwarehouse.sync.IngestReceipt;
import org.healthwarehouse.sync.LogEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One import: offers every file to the importers and submits the pages that they make. Used once, by one thread. */
final class Imports implements ImportWalk.Visitor {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private final ImportRequest request;
    private final List<Importer> importers;
    private final Ingest ingest;
    private final Storage storage;
    private final InstantSource clock;
    private final JobId job;
    private final List<Taken> taken = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();
    private final Map<StreamId, Long> rows = new HashMap<>();
    private final Map<SourceId, SyncAttempt.SyncError> errors = new HashMap<>();
    private int files;
    private boolean cancelled;

    Imports(
            ImportRequest request,
            List<Importer> importers,
            Ingest ingest,
            Storage storage,
            InstantSource clock,
            JobId job) {
        this.request = request;
        this.importers = importers;
        this.ingest = ingest;
        this.storage = storage;
        this.clock = clock;
        this.job = job;
    }

    ImportReport run() {
        Instant startedAt = clock.instant();
        try {
            new ImportWalk(request.limits(), startedAt, this).walk(request.path());
        } finally {
            storage.syncLog().imported(attempts(startedAt));
        }
        return new ImportReport(job, taken, skipped, cancelled);
    }

    private List<SyncAttempt> attempts(Instant startedAt) {
        return rows.entrySet().stream()
                .sorted(Comparator.comparing(each -> each.getKey().toString()))
                .map(each -> attempt(each.getKey(), each.getValue(), startedAt))
                .toList();
    }

    private SyncAttempt attempt(StreamId stream, long count, Instant startedAt) {
        Optional<SyncAttempt.SyncError> error = Optional.ofNullable(errors.get(stream.source()))
                .or(() -> cancelled
                        ? Optional.of(new SyncAttempt.SyncError("Cancelled", "the import was ended early"))
                        : Optional.empty());
        return new SyncAttempt(
                stream,
                job,
                error.isPresent() ? SyncOutcome.PARTIAL : SyncOutcome.SUCCESS,
                count,
                error,
                startedAt,
                clock.instant());
    }

    @Override
    public boolean next(String name) {
        long all = rows.values().stream().mapToLong(Long::longValue).sum();
        cancelled = cancelled || !request.goOn().test(new ImportProgress(files, taken.size(), all, name));
        return !cancelled;
    }

    @Override
    public void skipped(String name, String why) {
        skipped.add(new Skipped(name, why));
    }

    @Override
    public boolean take(ImportEntry entry) throws IOException {
        files++;
        for (Importer importer : importers) {
            Optional<List<RawPage>> pages;
            try {
                pages = pages(importer, entry);
            } catch (StorageFailedException e) {
                throw e;
            } catch (RuntimeException e) {
                failed(importer, entry, e);
                return true;
            }
            if (pages.isPresent()) {
                take(importer, entry, pages.get());
                return true;
            }
        }
        return false;
    }

    /** A bug of an importer costs the file on which it shows, and no other. */
    private void failed(Importer importer, ImportEntry entry, RuntimeException bug) {
        String why = "making pages of it failed: " + bug.getClass().getName();
        LOG.warn("{} source={}", LogEvent.SYNC_PARSER_FAILED, importer.source(), bug);
        skipped(entry.name(), why);
        errors.putIfAbsent(importer.source(), new SyncAttempt.SyncError("MalformedResponse", why));
    }

    /** Reads it once to its end, so that what is damaged or too large is known before anything of it is stored. */
    private static void requireWhole(ImportEntry entry) throws IOException {
        try (InputStream in = entry.open()) {
            var unused = in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /** The pages of the entry; empty if the importer does not know it. */
    private static Optional<List<RawPage>> pages(Importer importer, ImportEntry entry) throws IOException {
        if (!importer.accepts(entry)) {
            return Optional.empty();
        }
        requireWhole(entry);
        List<RawPage> pages = new ArrayList<>();
        importer.pages(entry, pages::add);
        return Optional.of(pages);
    }

    private void take(Importer importer, ImportEntry entry, List<RawPage> pages) {
        if (pages.isEmpty()) {
            skipped(entry.name(), "holds nothing that the importer of " + importer.source() + " knows");
        }
        for (RawPage page : pages) {
            try {
                note(entry, page, ingest.submit(request.user(), page, job, importer));
            } catch (StorageFailedException e) {
                throw e;
            } catch (HealthWarehouseException e) {
                skipped(entry.name(), e.failure().message());
                errors.putIfAbsent(
                        importer.source(),
                        new SyncAttempt.SyncError(
                                e.failure().type(), e.failure().message()));
            }
        }
    }

    private void note(ImportEntry entry, RawPage page, IngestReceipt receipt) {
        Map<String, Long> byName = new HashMap<>();
        receipt.rowsByType().forEach((type, count) -> {
            byName.put(type.name(), count);
            rows.merge(new StreamId(request.user(), page.source(), type), count, Long::sum);
        });
        taken.add(new Taken(
                entry.name(),
                page.source(),
                byName,
                receipt.added(),
                receipt.changed(),
                receipt.unchanged(),
                receipt.problems().stream()
                        .map(problem -> problem.position() + ": " + problem.message())
                        .toList()));
    }
}
