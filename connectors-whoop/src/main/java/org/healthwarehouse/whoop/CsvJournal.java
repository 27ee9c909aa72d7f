package org.healthwarehouse.whoop;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.RecordType;

/**
 * A row is the answer to one question about one cycle. The developer API has no journal. The question is private, so
 * the key holds only a hash of it.
 */
final class CsvJournal implements CsvRows {
    private static final int DIGITS = 16;

    /** Questions that a cycle has more than once, which keep their order. */
    private final Map<String, Integer> seen = new HashMap<>();

    @Override
    public RecordType type() {
        return DataTypes.JOURNAL_ENTRY;
    }

    @Override
    public void read(CsvRow row, PageSink sink) throws CsvRow.BadValueException {
        Instant start = row.requireInstant("Cycle start time");
        Instant end = row.instant("Cycle end time").orElse(start);
        String question = row.text("Question text")
                .orElseThrow(() -> new CsvRow.BadValueException("column Question text is empty"));
        CsvValues values = new CsvValues(row, DataTypes.JOURNAL_ENTRY, sink)
                .text("question", "Question text")
                .flag("answered_yes", "Answered yes")
                .text("notes", "Notes")
                .date("local_date", "Cycle start time")
                .zone();
        String key = Whoop.startKey(start).value() + "/" + hash(question);
        int times = seen.merge(key, 1, Integer::sum);
        RecordKey whole = new RecordKey("journal", times == 1 ? key : key + "/" + times);
        sink.record(CsvRows.record(DataTypes.JOURNAL_ENTRY, whole, start, end, false, values.attributes()));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
