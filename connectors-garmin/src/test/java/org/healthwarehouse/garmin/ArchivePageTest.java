package org.healthwarehouse.garmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.healthwarehouse.connector.LocalDay;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.TimeRange;
import org.healthwarehouse.testkit.garmin.FitWriter;
import org.healthwarehouse.testkit.garmin.FitWriter.Entry;
import org.junit.jupiter.api.Test;

/** When a date was, as the files of its archive tell. */
class ArchivePageTest {
    private static final LocalDate DATE = LocalDate.of(2026, 6, 10);
    private static final long EPOCH = 631_065_600L;
    private static final Entry TIME = new Entry(253, 4, 0x86);

    /** A file of a watch whose clock is so many hours ahead of UTC at these moments. */
    private static byte[] file(Instant[] moments, int[] hoursAhead) {
        FitWriter writer = new FitWriter();
        writer.define(0, false, 0, new Entry[] {new Entry(0, 1, 0x00), new Entry(4, 4, 0x86)});
        writer.message(0, bytes(5).put((byte) 32).putInt(seconds(moments[0])).array());
        writer.define(1, false, 103, new Entry[] {TIME, new Entry(0, 4, 0x86)});
        for (int i = 0; i < moments.length; i++) {
            int now = seconds(moments[i]);
            writer.message(
                    1, bytes(8).putInt(now).putInt(now + 3600 * hoursAhead[i]).array());
        }
        return writer.end().bytes();
    }

    private static int seconds(Instant instant) {
        return Math.toIntExact(instant.getEpochSecond() - EPOCH);
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<LocalDay> days(byte[]... files) throws Exception {
        Gathered gathered = new Gathered();
        ArchivePage.tellDay(FitArchive.of(RawBody.of(ConnectBodies.zip(files))), DATE, gathered);
        return gathered.days;
    }

    @Test
    void aDateEndsByTheClockThatWasSetInsideOfItsLastFile() throws Exception {
        Instant morning = Instant.parse("2026-06-10T04:00:00Z");
        Instant landed = Instant.parse("2026-06-10T19:00:00Z");
        byte[] flight = file(new Instant[] {morning, landed}, new int[] {-4, 2});

        LocalDay day = LocalDay.reckoned(DATE, new TimeRange(morning, Instant.parse("2026-06-10T22:00:00Z")));
        assertThat(days(flight)).containsExactly(day);
        assertThat(days(file(new Instant[] {morning.minusSeconds(60)}, new int[] {-4}), flight))
                .containsExactly(day);
    }

    @Test
    void filesThatDoNotSayTheTimeOfDayTellNoDate() throws Exception {
        assertThat(days()).isEmpty();
        assertThat(days(new FitWriter().end().bytes())).isEmpty();
    }
}
