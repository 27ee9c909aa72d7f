package org.healthwarehouse.garmin.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.healthwarehouse.garmin.fit.FitProblem.Kind;
import org.healthwarehouse.testkit.garmin.FitWriter;
import org.healthwarehouse.testkit.garmin.FitWriter.Entry;
import org.junit.jupiter.api.Test;

/** The rules of the container, one at a time. */
class FitReaderTest {
    private static final Entry TIME = new Entry(253, 4, 0x86);
    private static final Entry HEART_RATE = new Entry(3, 1, 0x02);
    private static final long START = 0x4000_0000L;
    private static final int HEADER = 14;

    private final FitWriter writer = new FitWriter();
    private FitReader reader = new FitReader(InputStream.nullInputStream());

    @Test
    void anEmptyInputEndsTooEarly() throws IOException {
        assertThat(rates()).isEmpty();
        assertThat(reader.problems()).containsExactly(new FitProblem(Kind.TRUNCATED, 0));
    }

    @Test
    void aFileWithoutMessagesIsFine() throws IOException {
        writer.end();
        assertThat(rates()).isEmpty();
        assertThat(reader.problems()).isEmpty();
        assertThat(reader.files()).isEqualTo(1);
    }

    @Test
    void aFileBeginsWithACleanSlate() throws IOException {
        rate(0, 60).end();
        int second = writer.finishedSize();
        writer.message(0, new byte[] {61}).end();
        rate(1, 62).end();
        assertThat(rates()).containsExactly(60.0, 62.0);
        assertThat(reader.problems()).containsExactly(new FitProblem(Kind.UNDEFINED_MESSAGE, second + HEADER));
    }

    @Test
    void aMessageThatIsLongerThanItsFileIsNotRead() throws IOException {
        rate(0, 60).raw(0).end();
        rate(0, 61).end();
        assertThat(rates()).containsExactly(60.0, 61.0);
        assertThat(reader.problems()).extracting(FitProblem::kind).containsExactly(Kind.OVERRUN);
    }

    @Test
    void anUnknownByteOrderEndsTheFile() throws IOException {
        rate(0, 60).raw(new byte[] {0x40, 0, 2, 20, 0, 0}).end();
        assertThat(rates()).containsExactly(60.0);
        assertThat(reader.problems()).extracting(FitProblem::kind).containsExactly(Kind.BAD_DEFINITION);
    }

    @Test
    void aWrongChecksumOfTheHeaderDoesNotMatter() throws IOException {
        rate(0, 60).end();
        byte[] bytes = writer.bytes();
        bytes[1]++;
        assertThat(rates(bytes)).containsExactly(60.0);
        assertThat(reader.problems()).extracting(FitProblem::kind).containsExactly(Kind.HEADER_CHECKSUM, Kind.CHECKSUM);
    }

    @Test
    void whatFollowsAFileAndIsNoFileIsToldAndIgnored() throws IOException {
        rate(0, 60).end();
        byte[] bytes = Arrays.copyOf(writer.bytes(), writer.finishedSize() + 30);
        assertThat(rates(bytes)).containsExactly(60.0);
        assertThat(reader.problems()).containsExactly(new FitProblem(Kind.BAD_HEADER, writer.finishedSize()));
    }

    @Test
    void noMoreThanAHundredProblemsAreListed() throws IOException {
        for (int i = 0; i < 150; i++) {
            writer.raw(0).end();
        }
        assertThat(rates()).isEmpty();
        assertThat(reader.problems())
                .hasSize(101)
                .last()
                .extracting(FitProblem::kind)
                .isEqualTo(Kind.MORE);
        assertThat(reader.files()).isEqualTo(150);
    }

    @Test
    void aTimeInTheHeaderRollsOverAfter32Seconds() throws IOException {
        writer.define(0, false, 20, new Entry[] {TIME}).message(0, number(START + 30));
        writer.define(1, false, 20, new Entry[] {HEART_RATE});
        for (long later : new long[] {31, 33, 33, 64}) {
            writer.timedMessage(1, START + later, new byte[] {60});
        }
        writer.end();
        assertThat(times()).containsExactly(START + 30, START + 31, START + 33, START + 33, START + 64);
    }

    @Test
    void aTimeInSixteenBitsFollowsTheLastOfAnyMessage() throws IOException {
        writer.define(0, true, 65_280, new Entry[] {TIME}).message(0, new byte[] {0x40, 0, (byte) 0xFF, (byte) 0xF0});
        writer.define(1, false, 55, new Entry[] {new Entry(26, 2, 0x84)});
        writer.message(1, new byte[] {0x10, 0});
        writer.end();
        assertThat(times()).containsExactly(START + 0xFFF0, START + 0x1_0010);
    }

    @Test
    void aTimeInMinutesFollowsTheLastOne() throws IOException {
        writer.define(0, false, 20, new Entry[] {TIME}).message(0, number(START));
        long minutes = START / 60;
        writer.define(1, false, 55, new Entry[] {new Entry(25, 1, 0x02)});
        writer.message(1, new byte[] {(byte) (minutes + 3)});
        writer.end();
        assertThat(times()).containsExactly(START, (minutes + 3) * 60);
    }

    @Test
    void secondsSinceTheDeviceWasSwitchedOnAreNoTime() throws IOException {
        writer.define(0, false, 20, new Entry[] {TIME}).message(0, number(0x0FFF_FFFF));
        writer.message(0, number(0x1000_0000)).end();
        assertThat(times()).containsExactly(0x1000_0000L);
    }

    @Test
    void speedAndWayAreUnpackedAndTheWayRollsOver() throws IOException {
        writer.define(0, false, 20, new Entry[] {new Entry(8, 3, 0x0D)});
        for (int[] each : new int[][] {{250, 4_000}, {300, 10}, {0xFFF, 0xFFF}, {0, 20}}) {
            int packed = each[0] | each[1] << 12;
            writer.message(0, new byte[] {(byte) packed, (byte) (packed >>> 8), (byte) (packed >>> 16)});
        }
        writer.end();
        List<Double> found = new ArrayList<>();
        open(writer.bytes());
        while (reader.next()) {
            found.add(reader.message().value("speed"));
            found.add(reader.message().value("distance"));
        }
        assertThat(found)
                .containsExactly(
                        2.5, 250.0, 3.0, (4_096 + 10) / 16.0, Double.NaN, Double.NaN, 0.0, (4_096 + 20) / 16.0);
    }

    @Test
    void failuresOfTheStreamAreHandedOn() {
        reader = new FitReader(new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int from, int count) throws IOException {
                throw new IOException("the disk is gone");
            }
        });
        assertThatThrownBy(() -> reader.next()).isInstanceOf(IOException.class).hasMessage("the disk is gone");
    }

    @Test
    void thereIsNoMessageBeforeTheFirstAndAfterTheLast() throws IOException {
        rate(0, 60).end();
        open(writer.bytes());
        assertThatThrownBy(() -> reader.message()).isInstanceOf(IllegalStateException.class);
        assertThat(reader.next()).isTrue();
        assertThat(reader.message().name()).isEqualTo("record");
        assertThat(reader.next()).isFalse();
        assertThatThrownBy(() -> reader.message()).isInstanceOf(IllegalStateException.class);
    }

    private FitWriter rate(int local, int rate) {
        return writer.define(local, false, 20, new Entry[] {HEART_RATE}).message(local, new byte[] {(byte) rate});
    }

    private static byte[] number(long value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) value)
                .array();
    }

    private void open(byte[] bytes) {
        reader = new FitReader(new ByteArrayInputStream(bytes));
    }

    private List<Double> rates() throws IOException {
        return rates(writer.bytes());
    }

    private List<Double> rates(byte[] bytes) throws IOException {
        open(bytes);
        List<Double> rates = new ArrayList<>();
        while (reader.next()) {
            rates.add(reader.message().value("heart_rate"));
        }
        return rates;
    }

    /** Times in seconds of the format, without those that are none. */
    private List<Long> times() throws IOException {
        open(writer.bytes());
        List<Long> times = new ArrayList<>();
        while (reader.next()) {
            long time = reader.message().timeMs();
            if (time != FitMessage.NO_TIME) {
                times.add(time / 1000 - 631_065_600L);
            }
        }
        assertThat(reader.problems()).isEmpty();
        return times;
    }
}
