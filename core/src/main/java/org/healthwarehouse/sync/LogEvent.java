package org.healthwarehouse.sync;

/**
 * What the library says in its log about its decisions. Every such line begins with the {@linkplain #key key} of one of
 * these, which stays the same from version to version; then come names and numbers as {@code name=value}, then, after a
 * colon, a few plain words. No line ever holds a health value or a secret.
 */
public enum LogEvent {
    /** INFO: nobody was asked, because only the store was to be read. */
    READ_LOCAL("read.local"),
    /** INFO: stored data is used, because it is fresh enough; nobody was asked. */
    READ_FRESH("read.fresh"),
    /** INFO: something of what was asked for was never fetched before: the first sync of it. */
    READ_FIRST_SYNC("read.first-sync"),
    /** INFO: stored data is beyond its threshold, or was asked for again. */
    READ_DUE("read.due"),
    /** INFO: a read fetches what it lacks. */
    READ_FETCHING("read.fetching"),
    /** INFO: a read asked a source and answers what is stored now. */
    READ_ANSWERED("read.answered"),
    /** WARN: a source could not be asked, and stored data is the answer. */
    READ_STALE("read.stale"),
    /** WARN: a source could not be asked, and there is nothing to answer. */
    READ_FAILED("read.failed"),
    /** INFO: a job begins to run. */
    SYNC_STARTED("sync.started"),
    /** INFO: a chunk is stored; n of m are now. */
    SYNC_PROGRESS("sync.progress"),
    /** INFO: an attempt failed and will be repeated. */
    SYNC_RETRYING("sync.retrying"),
    /** WARN: a chunk was given up in this run. */
    SYNC_CHUNK_FAILED("sync.chunk-failed"),
    /** INFO: so many rows were received and stored by a run. */
    SYNC_STORED("sync.stored"),
    /** INFO: a job stopped running. */
    SYNC_ENDED("sync.ended"),
    /** WARN: the end of a job could not be written down. */
    SYNC_UNSETTLED("sync.unsettled"),
    /** WARN: a listener threw. */
    SYNC_LISTENER_FAILED("sync.listener-failed"),
    /** WARN: a connector's parser threw; the page counts as malformed. */
    SYNC_PARSER_FAILED("sync.parser-failed"),
    /** ERROR: a bug of the engine or of a storage stopped a job. */
    SYNC_ENGINE_FAILED("sync.engine-failed"),
    /** INFO: the rules for when answers are final have changed, and a ledger was brought in line with them. */
    POLICY_CHANGED("policy.changed"),
    /** INFO: records that are derived from samples were made anew by a newer deriver. */
    DERIVED_ANEW("derived.anew"),
    /** INFO: somebody opened settled time again. */
    LEDGER_REOPENED("ledger.reopened"),
    /** WARN: the store cannot be opened, and reads go straight to the source. */
    STORE_BYPASSED("store.bypassed"),
    /** INFO: a sweep of settled time begins, goes on or has come to its end. */
    SWEEP("sweep.planned"),
    /** INFO: kept pages are read again by a newer parser. */
    REPROCESS("reprocess.planned"),
    /** WARN: a kept page cannot be read by the newer parser either; what came from it stays as it is. */
    REPROCESS_UNREADABLE("reprocess.unreadable"),
    /** INFO: bytes were dropped of which newer answers hold everything. */
    RAW_DROPPED("raw.dropped"),
    /** WARN: bytes that are no longer needed could not be dropped; they are the next time. */
    RAW_NOT_DROPPED("raw.not-dropped"),
    /** WARN: a source could not say what has changed; it is asked again the next time. */
    HINTS_MISSED("sweep.hints-missed"),
    /** WARN: a source could not say what it offers; what it said before is used. */
    CATALOGUE_STALE("catalogue.stale"),
    /** WARN: a source could not say how far it is complete; what it said before is used. */
    WATERMARK_STALE("watermark.stale"),
    /** WARN: a source said how far it is complete when its read did not wait any more, and that could not be stored. */
    WATERMARK_NOT_KEPT("watermark.not-kept"),
    /** WARN: what a source said about itself could not be stored. */
    METADATA_NOT_KEPT("metadata.not-kept"),
    /** INFO: what is new was exported by itself. */
    EXPORT_DONE("export.done"),
    /** WARN: what is new could not be exported by itself. */
    EXPORT_FAILED("export.failed");

    private final String key;

    LogEvent(String key) {
        this.key = key;
    }

    /** The first word of the line. */
    public String key() {
        return key;
    }

    /** The key. */
    @Override
    public String toString() {
        return key;
    }
}
