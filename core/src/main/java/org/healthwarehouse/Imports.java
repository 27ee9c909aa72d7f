package org.healthwarehouse;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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
import org.healthwarehouse.sync.IngestGroup;
import org.healthwarehouse.sync.IngestReceipt;
import org.healthwarehouse.sync.LogEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One import: offers every file to the importers and submits the pages that they make. Used once, by one thread. */
final class Imports implements ImportWalk.Visitor {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);

    private final ImportRequest request;
    private final List<Importer> importers;
    private final IngestGroup group;
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
        this.group = ingest.group();
        this.storage = storage;
        this.clock = clock;
        this.job = job;
    }

    ImportReport run() {
        Instant startedAt = clock.instant();
        try {
            walk(startedAt);
        } finally {
            storage.syncLog().imported(attempts(startedAt));
        }
        return new ImportReport(job, taken, skipped, cancelled);
    }

    private void walk(Instant startedAt) {
        try {
            new ImportWalk(request.limits(), startedAt, this).walk(request.path());
        } finally {
            group.commit();
        }
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
                OptionalInt.of(0),
                error,
                startedAt,
                clock.instant());
    }

    @Override
    public boolean next(String name) {
        long all = rows.values().stream().mapToLong(Long::longValue).sum() + group.rows();
        cancelled =
                cancelled || !request.goOn().test(new ImportProgress(files, taken.size() + group.size(), all, name));
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
            Optional<Made> made;
            try {
                made = pages(importer, entry);
            } catch (StorageFailedException e) {
                throw e;
            } catch (RuntimeException e) {
                failed(importer, entry, e);
                return true;
            }
            if (made.isPresent()) {
                take(importer, made.get());
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

    /** What an importer made of a file. */
    private record Made(ImportEntry entry, List<RawPage> pages) {}

    /** The pages of the entry; empty if the importer does not know it. */
    private static Optional<Made> pages(Importer importer, ImportEntry entry) throws IOException {
        if (!importer.accepts(entry)) {
            return Optional.empty();
        }
        Made made = new Made(HeldEntry.whole(entry), new ArrayList<>());
        importer.pages(made.entry, made.pages::add);
        return Optional.of(made);
    }

    private void take(Importer importer, Made made) {
        String name = made.entry.name();
        if (made.pages.isEmpty()) {
            skipped(name, "holds nothing that the importer of " + importer.source() + " knows");
        }
        if (!(made.entry instanceof HeldEntry)) {
            // Should its bytes be gone when it is committed, that must not cost the small ones that wait.
            group.commit();
        }
        for (RawPage page : made.pages) {
            group.add(request.user(), page, job, importer, new OutcomeOf(importer, name, page));
        }
        if (!(made.entry instanceof HeldEntry)) {
            // Its archive may be closed when the next ones are committed.
            group.commit();
        }
    }

    /** Writes into the report what becomes of a page. */
    private final class OutcomeOf implements IngestGroup.Outcome {
        private final Importer importer;
        private final String name;
        private final RawPage page;

        OutcomeOf(Importer importer, String name, RawPage page) {
            this.importer = importer;
            this.name = name;
            this.page = page;
        }

        @Override
        public void committed(IngestReceipt receipt) {
            note(name, page, receipt);
        }

        @Override
        public void refused(HealthWarehouseException why) {
            skipped(name, why.failure().message());
            errors.putIfAbsent(
                    importer.source(),
                    new SyncAttempt.SyncError(
                            why.failure().type(), why.failure().message()));
        }
    }

    private void note(String name, RawPage page, IngestReceipt receipt) {
        Map<String, Long> byName = new HashMap<>();
        receipt.rowsByType().forEach((type, count) -> {
            byName.put(type.name(), count);
            rows.merge(new StreamId(request.user(), page.source(), type), count, Long::sum);
        });
        taken.add(new Taken(
                name,
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
