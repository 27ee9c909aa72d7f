package org.healthwarehouse.garmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.garmin.fit.Recordings;
import org.junit.jupiter.api.Test;

/** Archives of FIT files: whole, cut off, of something else, and made to do harm. */
class FitArchiveTest {
    private static final byte[] FILE = ConnectBodies.wellness(LocalDate.of(2026, 6, 10), 24);

    private static FitArchive read(byte[] bytes) throws MalformedResponseException {
        return FitArchive.of(RawBody.of(bytes));
    }

    @Test
    void everyFileIsReadAsItWasPacked() throws Exception {
        byte[] other = ConnectBodies.wellness(LocalDate.of(2026, 6, 11), 3);
        FitArchive archive = read(ConnectBodies.zip(FILE, "a note".getBytes(UTF_8), other));

        assertThat(archive.others()).isOne();
        assertThat(archive.files()).hasSize(2);
        for (int turn = 0; turn < 2; turn++) {
            try (InputStream first = archive.files().get(0).open();
                    InputStream second = archive.files().get(1).open()) {
                assertThat(second.readAllBytes()).isEqualTo(other);
                assertThat(first.readAllBytes()).isEqualTo(FILE);
            }
        }
        assertThat(archive.files().get(0).size()).isEqualTo(FILE.length);
        assertThat(read(ConnectBodies.zip()).files()).isEmpty();
    }

    @Test
    void whatIsCutOffOrDamagedIsNoArchive() {
        byte[] whole = ConnectBodies.zip(FILE, FILE);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedResponseException.class);
        }
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3000; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                var unused = read(changed);
            } catch (MalformedResponseException e) {
                assertThat(e.position()).isNotEmpty();
            }
        }
    }

    @Test
    void whatWasCutOffIsToldFromWhatIsBrokenAndComplete() throws Exception {
        byte[] whole = ConnectBodies.zip(FILE, FILE);
        for (int length = 0; length < whole.length; length++) {
            RawBody cut = RawBody.of(Arrays.copyOf(whole, length));
            assertThat(FitArchive.isComplete(cut, true)).as("%s bytes", length).isFalse();
        }
        byte[] hollow = Arrays.copyOf(whole, whole.length - 200);
        System.arraycopy(whole, 300, hollow, 100, hollow.length - 100);
        assertThat(FitArchive.isComplete(RawBody.of(hollow), true))
                .as("something is missing in the middle")
                .isFalse();

        byte[] broken = whole.clone();
        broken[whole.length / 4] ^= 1;
        assertThatThrownBy(() -> read(broken)).isInstanceOf(MalformedResponseException.class);
        assertThat(FitArchive.isComplete(RawBody.of(broken), false)).isTrue();
        RawBody other = RawBody.of("{}".getBytes(UTF_8));
        assertThat(FitArchive.isComplete(other, false)).isFalse();
        assertThat(FitArchive.isComplete(other, true)).isTrue();
    }

    @Test
    void aSmallFileIsUnpackedOnceAndALargeOneWheneverItIsOpened() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        byte[] large = Arrays.copyOf(FILE, 5 << 20);
        byte[] noise = new byte[large.length - FILE.length];
        new SplittableRandom(1).nextBytes(noise);
        System.arraycopy(noise, 0, large, FILE.length, noise.length);
        RawBody body = counted(ConnectBodies.zip(FILE, large, FILE), opened);
        FitArchive archive = FitArchive.of(body);

        int looked = opened.get();
        for (RawBody file : archive.files()) {
            try (InputStream in = file.open()) {
                assertThat(in.readAllBytes()).isEqualTo(file.size() == large.length ? large : FILE);
            }
        }
        assertThat(opened.get() - looked).as("the large one").isOne();
    }

    private static RawBody counted(byte[] bytes, AtomicInteger opened) {
        return new RawBody() {
            @Override
            public InputStream open() {
                opened.incrementAndGet();
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long size() {
                return bytes.length;
            }
        };
    }

    @Test
    void anArchiveThatWasMadeToDoHarmIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("zeros.fit"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 40; i++) {
                zip.write(zeros);
            }
        }
        assertThat(bytes.size()).isLessThan(100_000);
        assertThatThrownBy(() -> read(bytes.toByteArray())).hasMessageContaining("unpacks to too much");
        byte[][] each = new byte[10][9 << 20];
        assertThatThrownBy(() -> read(ConnectBodies.zip(each)))
                .as("no member by itself is too large")
                .hasMessageContaining("unpacks to too much");
        byte[][] small = new byte[20][];
        Arrays.fill(small, new byte[3 << 20]);
        assertThatThrownBy(() -> read(ConnectBodies.zip(small)))
                .as("no member is large")
                .hasMessageContaining("unpacks to too much");
        byte[][] many = new byte[201][0];
        assertThatThrownBy(() -> read(ConnectBodies.zip(many))).hasMessageContaining("too many members");
    }

    @Test
    void theArchivesThatTheServiceHandsOutAreRead() throws Exception {
        FitArchive activity = read(Recordings.bytes("download/activity-original-10000000017.zip"));
        assertThat(activity.files()).hasSize(1);
        assertThat(activity.others()).isZero();
        FitArchive day = read(Recordings.bytes("download/wellness-2023-07-01.constructed.zip"));
        assertThat(day.files()).hasSize(2);
        Told told = new Told();
        var unused =
                ArchivePage.parse(RawBody.of(Recordings.bytes("download/wellness-2023-07-01.constructed.zip")), told);
        assertThat(told.items).isGreaterThan(700);
        assertThat(told.problems).isEmpty();
    }
}
