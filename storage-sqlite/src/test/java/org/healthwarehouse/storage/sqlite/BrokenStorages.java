package org.healthwarehouse.storage.sqlite;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.coverage.CoverageEntry;
import org.healthwarehouse.model.Device;
import org.healthwarehouse.model.RecordOrigin;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.model.StorageFailedException;
import org.healthwarehouse.model.StreamId;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.model.TimeRangeSet;
import org.healthwarehouse.model.UserId;
import org.healthwarehouse.storage.Chunk;
import org.healthwarehouse.storage.ChunkOutcome;
import org.healthwarehouse.storage.ClaimOwner;
import org.healthwarehouse.storage.ClaimResult;
import org.healthwarehouse.storage.CommitReceipt;
import org.healthwarehouse.storage.ConnectionStore;
import org.healthwarehouse.storage.EventStore;
import org.healthwarehouse.storage.IngestCommit;
import org.healthwarehouse.storage.KeptPage;
import org.healthwarehouse.storage.MetadataStore;
import org.healthwarehouse.storage.PageCommit;
import org.healthwarehouse.storage.PageContent;
import org.healthwarehouse.storage.RawStore;
import org.healthwarehouse.storage.ReplayCommit;
import org.healthwarehouse.storage.SampleBatch;
import org.healthwarehouse.storage.ScheduleStore;
import org.healthwarehouse.storage.Snapshot;
import org.healthwarehouse.storage.StaleClaimException;
import org.healthwarehouse.storage.Storage;
import org.healthwarehouse.storage.SyncJobStore;
import org.healthwarehouse.storage.SyncLog;
import org.healthwarehouse.storage.TableNamespace;
import org.healthwarehouse.storage.TableReader;
import org.healthwarehouse.storage.TableStore;
import org.healthwarehouse.storage.TableWriter;
import org.healthwarehouse.storage.Tables;
import org.healthwarehouse.storage.TokenLease;
import org.healthwarehouse.storage.TokenStore;

/** Storages that break one rule each, by the name of the rule: the SQLite one with one method gone wrong. */
final class BrokenStorages {
    /** Each part of a storage and how it is called here. */
    private static final Map<Class<?>, String> PARTS = Map.of(
            SyncJobStore.class, "jobs",
            Snapshot.class, "snapshot",
            TokenStore.class, "tokens",
            ConnectionStore.class, "connections",
            MetadataStore.class, "metadata",
            ScheduleStore.class, "schedules",
            SyncLog.class, "syncLog",
            EventStore.class, "events",
            RawStore.class, "raw",
            TableStore.class, "tables");

    private BrokenStorages() {}

    /** A call on the whole storage, with arguments that may be changed first. */
    @FunctionalInterface
    interface Call {
        Object with(Object... arguments) throws Exception;
    }

    /** What one method does instead. */
    @FunctionalInterface
    interface Fault {
        Object answer(Storage whole, Object[] arguments, Call call) throws Exception;
    }

    /** The storage with the given method, for example {@code jobs.claim}, gone wrong. */
    static Storage breaking(Storage whole, String method, Fault fault) {
        return proxy(Storage.class, whole, "", whole, method, fault);
    }

    private static <T> T proxy(Class<T> type, T part, String prefix, Storage whole, String broken, Fault fault) {
        return type.cast(Proxy.newProxyInstance(
                BrokenStorages.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    Call call = changed -> {
                        try {
                            return method.invoke(part, changed);
                        } catch (InvocationTargetException e) {
                            throw e.getCause() instanceof Exception cause ? cause : e;
                        }
                    };
                    Object answer = broken.equals(prefix + method.getName())
                            ? fault.answer(whole, given, call)
                            : call.with(given);
                    String name = PARTS.get(method.getReturnType());
                    return name == null || !prefix.isEmpty()
                            ? answer
                            : part(method.getReturnType(), answer, name + ".", whole, broken, fault);
                }));
    }

    private static <T> T part(Class<T> type, Object answer, String prefix, Storage whole, String broken, Fault fault) {
        return proxy(type, type.cast(answer), prefix, whole, broken, fault);
    }

    /** A method and how it is broken. */
    record Broken(String method, Supplier<Fault> fault) {
        Broken(String method, Fault fault) {
            this(method, () -> fault);
        }
    }

    static Map<String, Broken> all() {
        Map<String, Broken> broken = new LinkedHashMap<>();
        commits(broken);
        ledger(broken);
        jobs(broken);
        keeping(broken);
        raw(broken);
        tables(broken);
        return broken;
    }

    private static void tables(Map<String, Broken> broken) {
        broken.put("clearingTakesTheRowsOfOneUser", new Broken("tables.clear", (whole, arguments, call) -> 2));
        for (String rule : List.of("aColumnIsGivenAChoiceMore", "aChoiceIsTakenBackOnlyIfNoRowHoldsIt")) {
            broken.put(rule, new Broken("tables.open", () -> {
                List<TableNamespace> first = new ArrayList<>();
                return (whole, arguments, call) -> {
                    first.add((TableNamespace) arguments[0]);
                    return call.with(first.get(0));
                };
            }));
        }
        broken.put("expiredRowsAreRemoved", new Broken("tables.removeExpired", (whole, arguments, call) -> 1));
        broken.put("aNamespaceGoesForwardAndBack", new Broken("tables.migrate", (whole, arguments, call) -> true));
        broken.put(
                "aTransactionThatFailsWritesNothing",
                new Broken("tables.open", (whole, arguments, call) -> new HalfWritten((Tables) call.with(arguments))));
    }

    /** Writes each time in a transaction that nothing takes back. */
    private record HalfWritten(Tables tables) implements Tables {
        @Override
        public <T> T read(Function<? super TableReader, ? extends T> work) {
            return tables.read(work);
        }

        @Override
        public <T> T write(Function<? super TableWriter, ? extends T> work) {
            List<RuntimeException> thrown = new ArrayList<>();
            List<T> results = tables.write(writer -> {
                try {
                    return List.<T>of(work.apply(writer));
                } catch (IllegalStateException e) {
                    thrown.add(e);
                    return List.of();
                }
            });
            if (!thrown.isEmpty()) {
                throw thrown.get(0);
            }
            return results.get(0);
        }
    }

    private static void raw(Map<String, Broken> broken) {
        broken.put("bytesAreReadBackAsTheyCame", new Broken("raw.pages", (whole, arguments, call) -> List.of()));
        broken.put(
                "pagesAreListedInTheOrderInWhichTheyWereFetched", new Broken("raw.pages", (whole, arguments, call) -> {
                    List<KeptPage> pages = new ArrayList<>();
                    ((List<?>) call.with(arguments)).forEach(page -> pages.add((KeptPage) page));
                    pages.sort(Comparator.comparing(KeptPage::asked));
                    return pages;
                }));
        broken.put(
                "bytesThatAreNotWantedAreNotKept",
                new Broken(
                        "commit",
                        (whole, arguments, call) ->
                                call.with(((PageCommit) arguments[0]).keeping(PageCommit.Keeping.BYTES))));
        broken.put("droppedBytesAreGoneAndNothingElse", new Broken("raw.drop", (whole, arguments, call) -> 1));
        broken.put(
                "whatIsReadAgainTakesThePlaceOfWhatWasRead",
                new Broken(
                        "raw.replay",
                        (whole, arguments, call) ->
                                call.with(replay((ReplayCommit) arguments[0], Set.of(), Optional.empty()))));
        for (String rule : List.of("rowsOfPagesThatAreNotReadAgainStay", "whatItsSourceTookAwayDoesNotComeBack")) {
            broken.put(
                    rule,
                    new Broken(
                            "raw.replay",
                            (whole, arguments, call) -> call.with(replay(
                                    (ReplayCommit) arguments[0],
                                    ((ReplayCommit) arguments[0]).streams(),
                                    Optional.of(whole
                                            .raw()
                                            .pages(
                                                    ((ReplayCommit) arguments[0])
                                                            .claim()
                                                            .user(),
                                                    ((ReplayCommit) arguments[0])
                                                            .claim()
                                                            .source(),
                                                    ((ReplayCommit) arguments[0])
                                                            .claim()
                                                            .feed(),
                                                    new TimeRange(TimeRange.EARLIEST, TimeRange.LATEST))
                                            .stream()
                                            .mapToLong(KeptPage::number)
                                            .max()
                                            .orElseThrow())))));
        }
        // What is read again about dates is never written.
        broken.put(
                "aDateThatIsReadAgainIsAsExactAsItIsToldNow",
                new Broken("raw.replay", (whole, arguments, call) -> new CommitReceipt(1, 0, 0, 0, Set.of())));
        broken.put("whatIsReadAgainUnderALostClaimIsNotWritten", new Broken("raw.replay", (whole, arguments, call) -> {
            try {
                return call.with(arguments);
            } catch (StaleClaimException e) {
                return new CommitReceipt(1, 0, 0, 0, Set.of());
            }
        }));
    }

    /** The same of other streams, or as if it had been read off another page. */
    private static ReplayCommit replay(ReplayCommit commit, Set<StreamId> streams, Optional<Long> page) {
        return new ReplayCommit(
                commit.claim(),
                commit.part(),
                streams,
                commit.pages().stream()
                        .map(each -> new ReplayCommit.Page(page.orElse(each.number()), each.content(), each.ifStored()))
                        .toList(),
                commit.elsewhere(),
                commit.whole(),
                commit.parserVersion(),
                commit.coverage(),
                commit.derivations(),
                commit.at());
    }

    private static void commits(Map<String, Broken> broken) {
        broken.put(
                "aCommitThatFailsAtItsEndLeavesNothing",
                halfDone(page -> page.coverage().size() > 1));
        broken.put(
                "aCommitWhosePageCannotBeReadLeavesNothing",
                halfDone(page -> page.coverage().size() == 1));
        broken.put("aCommitUnderALostClaimWritesNothing", new Broken("commit", (whole, arguments, call) -> {
            try {
                return call.with(arguments);
            } catch (StaleClaimException e) {
                return new CommitReceipt(9, 0, 0, 0, Set.of());
            }
        }));
        broken.put(
                "aPageThatIsNotTheLastKeepsItsChunkOpen",
                committing(page -> with(page, page.content(), page.coverage(), true)));
        broken.put(
                "aCommitBringsRowsLedgerAndProgressTogether",
                committing(page -> with(page, page.content(), List.of(), page.chunkDone())));
        broken.put(
                "twoDevicesNeverCollapse",
                committing(page -> with(
                        page,
                        new PageContent(
                                page.content().samples().stream()
                                        .map(BrokenStorages::anonymous)
                                        .toList(),
                                page.content().records(),
                                page.content().locations()),
                        page.coverage(),
                        page.chunkDone())));
        broken.put("whatIsUnchangedIsNotWrittenAgain", new Broken("commit", (whole, arguments, call) -> {
            CommitReceipt receipt = (CommitReceipt) call.with(arguments);
            return new CommitReceipt(
                    receipt.number(), receipt.added(), receipt.changed() + receipt.unchanged(), 0, receipt.touched());
        }));
        broken.put("whatIsChangedReplacesWhatWasThere", new Broken("commit", () -> {
            List<Object> first = new ArrayList<>();
            return (whole, arguments, call) -> {
                first.add(((PageCommit) arguments[0]).content());
                PageCommit page = (PageCommit) arguments[0];
                return call.with(with(page, (PageContent) first.get(0), page.coverage(), page.chunkDone()));
            };
        }));
        for (String rule : List.of(
                "whatTwoTellIsOneRecordInWhichTheBetterWordCounts",
                "whatTheVendorDeletedStaysGoneWhenAnExportIsReadAgain")) {
            broken.put(
                    rule,
                    committing(page -> with(
                            page,
                            new PageContent(
                                    page.content().samples(),
                                    page.content().records().stream()
                                            .map(record -> record.toldBy(RecordOrigin.API))
                                            .toList(),
                                    page.content().locations(),
                                    page.content().deleted(),
                                    page.content().localDays(),
                                    page.content().problems()),
                            page.coverage(),
                            page.chunkDone())));
        }
        for (String rule : List.of(
                "recordsWhoseStrongKeysContradictEachOtherAreTwo",
                "whatIsGoneDoesNotComeBackAsAnotherThatSharesAKey",
                "aRecoveryIsFoundByEveryKeyOfItsCycle")) {
            broken.put(
                    rule, committing(page -> with(page, weakened(page.content()), page.coverage(), page.chunkDone())));
        }
        broken.put("whatIsPushedTwiceChangesNothing", new Broken("ingest", (whole, arguments, call) -> {
            CommitReceipt receipt = (CommitReceipt) call.with(arguments);
            return new CommitReceipt(
                    receipt.number(), receipt.added(), receipt.changed() + receipt.unchanged(), 0, receipt.touched());
        }));
        broken.put(
                "whatCameLaterThanAPushStays",
                new Broken("ingest", (whole, arguments, call) -> call.with(withoutPage((IngestCommit) arguments[0]))));
        broken.put("aPushEndsTheClaimsAroundIt", new Broken("commit", (whole, arguments, call) -> {
            try {
                return call.with(arguments);
            } catch (StaleClaimException e) {
                return new CommitReceipt(9, 0, 0, 0, Set.of());
            }
        }));
        for (String rule : List.of(
                "ofAGroupThatFailsInItsMiddleNothingIsWritten", "pagesThatAreWrittenTogetherAreAnsweredOneByOne")) {
            broken.put(rule, new Broken("ingestAll", (whole, arguments, call) -> {
                List<CommitReceipt> receipts = new ArrayList<>();
                ((List<?>) arguments[0]).forEach(page -> receipts.add(0, whole.ingest((IngestCommit) page)));
                return List.of(receipts.get(0));
            }));
        }
        broken.put("theNumberRisesWithEveryCommit", new Broken("snapshot.number", (whole, arguments, call) -> 0L));
        broken.put("aSnapshotDoesNotMove", new Broken("snapshot.samples", (whole, arguments, call) -> {
            try (Snapshot now = whole.snapshot()) {
                @SuppressWarnings("unchecked")
                var streams = (List<org.healthwarehouse.model.StreamId>) arguments[0];
                now.samples(streams, (TimeRange) arguments[1], (Snapshot.SampleVisitor) arguments[2]);
            }
            return Optional.empty();
        }));
    }

    /** Where a record has several keys, without those that are its alone. */
    private static PageContent weakened(PageContent content) {
        List<ParsedRecord> records = content.records().stream()
                .map(record -> record.keys().size() == 1 ? record : weakened(record))
                .toList();
        return new PageContent(
                content.samples(),
                records,
                content.locations(),
                content.deleted(),
                content.localDays(),
                content.problems());
    }

    private static ParsedRecord weakened(ParsedRecord record) {
        return new ParsedRecord(
                record.type(),
                record.keys().stream().filter(key -> !key.isStrong()).collect(Collectors.toSet()),
                record.start(),
                record.end(),
                record.updatedAt(),
                record.open(),
                record.attributes(),
                record.origin());
    }

    /** A commit that fails is repeated without what it failed for. */
    private static Broken halfDone(java.util.function.Predicate<PageCommit> which) {
        return new Broken("commit", (whole, arguments, call) -> {
            PageCommit page = (PageCommit) arguments[0];
            try {
                return call.with(arguments);
            } catch (StaleClaimException e) {
                throw e;
            } catch (RuntimeException e) {
                if (which.test(page)) {
                    CommitReceipt unused = whole.commit(new PageCommit(
                            page.claim(),
                            Optional.empty(),
                            1,
                            page.content(),
                            page.coverage().subList(0, 1),
                            true,
                            1,
                            page.finishedAt()));
                }
                throw e;
            }
        });
    }

    private static Broken committing(java.util.function.UnaryOperator<PageCommit> change) {
        return new Broken("commit", (whole, arguments, call) -> call.with(change.apply((PageCommit) arguments[0])));
    }

    private static PageCommit with(
            PageCommit page, PageContent content, List<PageCommit.CoverageChange> coverage, boolean done) {
        return new PageCommit(
                page.claim(),
                page.page(),
                page.parserVersion(),
                content,
                coverage,
                done,
                page.calls(),
                page.finishedAt());
    }

    /** Without its page nobody knows when it came. */
    private static IngestCommit withoutPage(IngestCommit commit) {
        return new IngestCommit(
                commit.user(),
                commit.source(),
                commit.feed(),
                commit.job(),
                commit.range(),
                Optional.empty(),
                1,
                commit.content(),
                commit.finishedAt());
    }

    private static SampleBatch anonymous(SampleBatch batch) {
        long[] starts = new long[batch.size()];
        long[] lengths = new long[batch.size()];
        double[] values = new double[batch.size()];
        for (int i = 0; i < batch.size(); i++) {
            starts[i] = batch.start(i);
            lengths[i] = batch.length(i);
            values[i] = batch.value(i);
        }
        return new SampleBatch(batch.type(), Device.UNKNOWN, batch.channel(), starts, lengths, values, batch.notes());
    }

    private static void ledger(Map<String, Broken> broken) {
        for (String rule : List.of(
                "theNewerLineWins",
                "neighboursThatSayTheSameMerge",
                "unavailableNeverLowersWhatIsHeld",
                "whatWasPurgedStaysPurged")) {
            broken.put(rule, new Broken("commit", () -> {
                List<PageCommit.CoverageChange> known = new ArrayList<>();
                // Nothing but the first line ever enters.
                return (whole, arguments, call) -> {
                    PageCommit page = (PageCommit) arguments[0];
                    known.addAll(page.coverage());
                    return call.with(with(page, page.content(), known.subList(0, 1), page.chunkDone()));
                };
            }));
        }
        // Takes every day for exact.
        broken.put(
                "aDateThatWasReckonedNeverTakesThePlaceOfAnExactOne",
                committing(page -> with(page, exact(page.content()), page.coverage(), page.chunkDone())));
        broken.put("linesAreNotCutAtTheEdgesOfAQuestion", new Broken("snapshot.coverage", (whole, arguments, call) -> {
            List<CoverageEntry> cut = new ArrayList<>();
            for (Object line : (List<?>) call.with(arguments)) {
                CoverageEntry entry = (CoverageEntry) line;
                cut.add(entry.over(
                        entry.range().intersection((TimeRange) arguments[1]).orElseThrow()));
            }
            return cut;
        }));
    }

    private static PageContent exact(PageContent content) {
        return new PageContent(
                content.samples(),
                content.records(),
                content.locations(),
                content.deleted(),
                content.localDays().stream()
                        .map(day -> new LocalDay(day.date(), day.interval()))
                        .toList(),
                content.problems());
    }

    private static void jobs(Map<String, Broken> broken) {
        broken.put("overlappingClaimsAreRefused", new Broken("jobs.claim", (whole, arguments, call) -> {
            Object result = call.with(arguments);
            if (result instanceof ClaimResult.Busy) {
                whole.jobs().releaseAll(Fixtures.owner("one"));
                return call.with(arguments);
            }
            return result;
        }));
        broken.put("anExpiredClaimIsTakenOverUnderAHigherFence", new Broken("jobs.claim", (whole, arguments, call) -> {
            arguments[3] = Duration.ofDays(1);
            return call.with(arguments);
        }));
        broken.put("whatIsHeldAlreadyIsDoneWithoutACall", new Broken("jobs.claim", (whole, arguments, call) -> {
            arguments[4] = (SyncJobStore.MissingFinder) (range, known) -> TimeRangeSet.of(range);
            return call.with(arguments);
        }));
        broken.put("thePiecesOfASplitChunkStandWhereItStood", new Broken("jobs.chunks", (whole, arguments, call) -> {
            List<Chunk> chunks = new ArrayList<>();
            ((List<?>) call.with(arguments)).forEach(chunk -> chunks.add((Chunk) chunk));
            chunks.sort(Comparator.comparingLong(Chunk::number));
            return chunks;
        }));
        broken.put("aJobKeepsItsChunksInOrder", new Broken("jobs.chunks", (whole, arguments, call) -> {
            List<Object> chunks = new ArrayList<>((List<?>) call.with(arguments));
            java.util.Collections.reverse(chunks);
            return chunks;
        }));
        broken.put("aJobKeepsItsState", new Broken("jobs.move", (whole, arguments, call) -> {
            arguments[3] = Optional.empty();
            return call.with(arguments);
        }));
        broken.put("onlyAttemptsThatCountAreCounted", new Broken("jobs.end", (whole, arguments, call) -> {
            if (arguments[1] instanceof ChunkOutcome.Again again) {
                arguments[1] = new ChunkOutcome.Again(again.failure(), true);
            }
            return call.with(arguments);
        }));
        broken.put("failedChunksCanBeRetried", new Broken("jobs.retryFailed", (whole, arguments, call) -> 1));
        broken.put(
                "releasedClaimsAreFree", new Broken("jobs.releaseAll", (whole, arguments, call) -> Optional.empty()));
        broken.put(
                "failuresAreAnOverlayThatSuccessCutsAway",
                new Broken("snapshot.failures", (whole, arguments, call) -> List.of()));
        broken.put("usersDoNotSeeOneAnother", new Broken("jobs.list", (whole, arguments, call) -> {
            arguments[0] = UserId.of("ann");
            return call.with(arguments);
        }));
    }

    private static void keeping(Map<String, Broken> broken) {
        broken.put("aLoginIsReplacedOnlyIfNobodyWasQuicker", new Broken("tokens.replace", (whole, arguments, call) -> {
            whole.tokens()
                    .put((UserId) arguments[0], (SourceId) arguments[1], (byte[]) arguments[3], (Instant) arguments[4]);
            return true;
        }));
        broken.put(
                "aDeletedLoginDoesNotComeBack",
                new Broken("tokens.delete", (whole, arguments, call) -> Optional.empty()));
        broken.put(
                "onlyOneAtATimeMayRenewALogin",
                new Broken(
                        "tokens.lease",
                        (whole, arguments, call) -> new TokenLease.Granted(
                                whole.tokens().find((UserId) arguments[0], (SourceId) arguments[1]))));
        broken.put(
                "anotherPersonOfTheVendorIsRefused",
                new Broken("connections.connect", (whole, arguments, call) -> true));
        broken.put("anEventIsKnownUntilItIsForgotten", new Broken("events.forget", (whole, arguments, call) -> 1));
        broken.put("anImportIsInTheHistoryAndIsNoSync", new Broken("syncLog.imported", (whole, arguments, call) -> {
            @SuppressWarnings("unchecked")
            var attempts = (List<org.healthwarehouse.storage.SyncAttempt>) arguments[0];
            whole.syncLog().ended(attempts);
            return Optional.empty();
        }));
        broken.put("metadataIsKeptUntilItExpires", new Broken("metadata.removeExpired", (whole, arguments, call) -> 0));
        broken.put(
                "aSlotOfAScheduleBeginsOnceForAMoment",
                new Broken("schedules.begin", (whole, arguments, call) -> true));
        broken.put(
                "theSyncLogKeepsTheLastSuccessAndTheHistory",
                new Broken("syncLog.history", (whole, arguments, call) -> {
                    List<Object> history = new ArrayList<>((List<?>) call.with(arguments));
                    java.util.Collections.reverse(history);
                    return history;
                }));
        broken.put("fencesGoOnRisingAfterARestart", new Broken("jobs.claim", (whole, arguments, call) -> {
            Object result = call.with(arguments);
            if (result instanceof ClaimResult.Granted granted) {
                var claim = granted.claim();
                return new ClaimResult.Granted(new org.healthwarehouse.storage.ChunkClaim(
                        1,
                        claim.chunk(),
                        claim.job(),
                        claim.user(),
                        claim.source(),
                        claim.feed(),
                        claim.range(),
                        claim.expiresAt()));
            }
            return result;
        }));
        broken.put("closingTwiceIsHarmless", new Broken("close", () -> {
            List<ClaimOwner> closed = new ArrayList<>();
            return (whole, arguments, call) -> {
                closed.add(Fixtures.OWNER);
                if (closed.size() == 2) {
                    throw new StorageFailedException("closed already", null);
                }
                return call.with(arguments);
            };
        }));
        broken.put("theStoreCanBeNamed", new Broken("describe", (whole, arguments, call) -> " "));
    }
}
