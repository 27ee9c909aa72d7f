package org.healthwarehouse.testkit.garmin;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The FIT files that one watch leaves in the course of years, made up from a seed: of every four days eleven files,
 * with readings all day and night, nights, their variability, an activity of twenty minutes to an hour, and a weight.
 * Ten thousand files are some ten years and 130 MB. A file is the same whenever it is asked for. Immutable.
 */
public final class FitArchive {
    private static final LocalDate FIRST = LocalDate.of(2016, 1, 1);
    private static final int DAYS_IN_TURN = 4;

    private static final List<Turn> TURN = List.of(
            new Turn(0, Kind.DAY),
            new Turn(0, Kind.NIGHT),
            new Turn(0, Kind.HRV),
            new Turn(1, Kind.DAY),
            new Turn(1, Kind.NIGHT),
            new Turn(1, Kind.ACTIVITY),
            new Turn(2, Kind.DAY),
            new Turn(2, Kind.NIGHT),
            new Turn(2, Kind.HRV),
            new Turn(3, Kind.DAY),
            new Turn(3, Kind.WEIGHT));

    private final long seed;

    /** What a file is about. */
    public enum Kind {
        /** Heart rate, stress, breathing and counters of a local day. */
        DAY,
        /** The stages of a night, minute by minute, with its scores. */
        NIGHT,
        /** The variability of the heart rate in a night. */
        HRV,
        /** An activity with a record each second; with a position only out of doors. */
        ACTIVITY,
        /** A weight. */
        WEIGHT
    }

    private record Turn(int day, Kind kind) {}

    private FitArchive(long seed) {
        this.seed = seed;
    }

    /** The files of that seed. */
    public static FitArchive seeded(long seed) {
        return new FitArchive(seed);
    }

    /** What the file of that number, from 0 on, is about. */
    public Kind kind(int number) {
        return TURN.get(number % TURN.size()).kind;
    }

    /** The local date that the file of that number is about; the clock of the wearer is always that of UTC. */
    public LocalDate date(int number) {
        return FIRST.plusDays((long) number / TURN.size() * DAYS_IN_TURN + TURN.get(number % TURN.size()).day);
    }

    /** A name as a watch may give it. */
    public String name(int number) {
        return date(number) + "-" + kind(number).name().toLowerCase(Locale.ROOT) + ".fit";
    }

    /** The bytes of the file of that number. */
    public byte[] file(int number) {
        Instant midnight = date(number).atStartOfDay().toInstant(ZoneOffset.UTC);
        FitSheet sheet = new FitSheet(new SplittableRandom(seed * 1_000_003 + number), midnight);
        switch (kind(number)) {
            case DAY -> sheet.day();
            case NIGHT -> sheet.night();
            case HRV -> sheet.variability();
            case ACTIVITY -> FitOuting.write(sheet);
            case WEIGHT -> sheet.weight();
        }
        return sheet.bytes();
    }

    /**
     * Writes the first files as somebody may have them: the older half as a watch has them, in a folder for each year,
     * the newer half as an export has them, in an archive inside an archive.
     *
     * @param folder is made if it is not there
     * @param files how many
     * @return how many bytes they have, not packed
     */
    public long write(Path folder, int files) throws IOException {
        long size = 0;
        for (int number = 0; number < files / 2; number++) {
            Path year =
                    folder.resolve("watch").resolve(String.valueOf(date(number).getYear()));
            byte[] file = file(number);
            Files.write(Files.createDirectories(year).resolve(name(number)), file);
            size += file.length;
        }
        Path export = Files.createDirectories(folder).resolve("export.zip");
        try (ZipOutputStream outer = new ZipOutputStream(Files.newOutputStream(export))) {
            outer.setLevel(0);
            outer.putNextEntry(entry("DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip", files - 1));
            try (ZipOutputStream inner = new ZipOutputStream(whichStaysOpen(outer))) {
                for (int number = files / 2; number < files; number++) {
                    byte[] file = file(number);
                    inner.putNextEntry(entry(name(number), number));
                    inner.write(file);
                    size += file.length;
                }
            }
        }
        return size;
    }

    private ZipEntry entry(String name, int number) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(date(Math.max(0, number)).atTime(12, 0));
        return entry;
    }

    private static OutputStream whichStaysOpen(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                out.write(bytes, from, count);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
