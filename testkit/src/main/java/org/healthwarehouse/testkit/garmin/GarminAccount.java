package org.healthwarehouse.testkit.garmin;

import java.time.LocalDate;
import java.util.Map;
import org.healthwarehouse.testkit.fakes.Change;

/** An account of the service: who it is, what is true of them, and which old files are at hand. */
final class GarminAccount {
    private final String displayName;
    private final long number;
    private final GarminDiary diary;
    private final GarminFiles files;
    private final GarminReloads reloads;
    private final Draw losses;
    private final boolean loses;
    private boolean hidden;

    GarminAccount(String displayName, int index, GarminSimulatorBuilder settings) {
        this.displayName = displayName;
        number = 1_000_001L + index;
        Draw draw = new Draw(settings.seed).of(displayName);
        diary = new GarminDiary(draw, settings, index);
        files = new GarminFiles(diary);
        losses = draw.of("lost");
        loses = settings.changes.contains(Change.LOSSES);
        reloads = new GarminReloads(settings.reloadsPerDay);
    }

    String displayName() {
        return displayName;
    }

    long number() {
        return number;
    }

    GarminDiary diary() {
        return diary;
    }

    GarminFiles files() {
        return files;
    }

    GarminReloads reloads() {
        return reloads;
    }

    /** Whether the files of the date are lost once it is old. */
    boolean loses(LocalDate date) {
        return loses && losses.of(date.toEpochDay()).oneIn(40);
    }

    /** The files of a date that have come by then, wherever they are kept. */
    Map<String, byte[]> wellness(LocalDate date, long now) {
        return files.wellness(date, now);
    }

    boolean isHidden() {
        return hidden;
    }

    void hide(boolean now) {
        hidden = now;
    }
}
