package org.healthwarehouse.whoop;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.healthwarehouse.connector.FeedId;

/** The tables of which an export consists. */
enum CsvTable {
    CYCLES("physiological_cycles", true),
    SLEEPS("sleeps", false),
    WORKOUTS("workouts", false),
    JOURNAL("journal_entries", true);

    /** In the header of every table. */
    private static final List<String> COMMON = List.of("Cycle start time", "Cycle end time", "Cycle timezone");

    private static final String FEED = "export/";

    private final String stem;
    private final boolean distinctive;

    /**
     * One kind of table.
     *
     * @param stem how its file is called
     * @param distinctive whether nobody else calls a file so
     */
    CsvTable(String stem, boolean distinctive) {
        this.stem = stem;
        this.distinctive = distinctive;
    }

    /** How many columns such tables are known to have. */
    private Set<Integer> widths() {
        return switch (this) {
            case CYCLES -> Set.of(25, 26);
            case SLEEPS -> Set.of(17, 18);
            case WORKOUTS -> Set.of(17, 20);
            case JOURNAL -> Set.of(6);
        };
    }

    /** Columns without which it is another table. */
    private List<String> own() {
        return switch (this) {
            case CYCLES -> List.of("Day Strain", "Recovery score %");
            case SLEEPS -> List.of("Sleep onset", "Wake onset");
            case WORKOUTS -> List.of("Workout start time", "Workout end time");
            case JOURNAL -> List.of("Question text", "Answered yes");
        };
    }

    /** By the name of a file, of which a browser may have made {@code sleeps (1).csv}. */
    static Optional<CsvTable> named(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(table -> lower.matches(table.stem + "( ?\\(\\d+\\))?\\.csv"))
                .findFirst();
    }

    static Optional<CsvTable> of(FeedId feed) {
        return List.of(values()).stream()
                .filter(table -> table.feed().equals(feed))
                .findFirst();
    }

    FeedId feed() {
        return new FeedId(FEED + stem);
    }

    /** Whether a file of this name with this header is probably of an export, be it in another language. */
    boolean mayHave(List<String> header) {
        return distinctive || header.contains(COMMON.get(0)) || widths().contains(header.size());
    }

    /** Whether the columns are those of the table; others may be there too. */
    boolean has(List<String> header) {
        return header.containsAll(COMMON) && header.containsAll(own());
    }

    /** What makes records of its rows; for one page. */
    CsvRows rows() {
        return switch (this) {
            case CYCLES -> new CsvCycles();
            case SLEEPS -> new CsvSleeps();
            case WORKOUTS -> new CsvWorkouts();
            case JOURNAL -> new CsvJournal();
        };
    }
}
