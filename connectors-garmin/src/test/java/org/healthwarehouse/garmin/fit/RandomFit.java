package org.healthwarehouse.garmin.fit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.healthwarehouse.testkit.garmin.FitWriter;
import org.healthwarehouse.testkit.garmin.FitWriter.Entry;
import org.jspecify.annotations.Nullable;

/** FIT files made up from a seed, and the messages that a reader must find in them. */
public final class RandomFit {
    private static final List<Integer> NUMBERS =
            List.of(0, 3, 18, 19, 20, 30, 34, 55, 78, 103, 132, 227, 275, 346, 371, 65_280);
    private static final int DEVELOPER = 3;
    private static final int[] DEVELOPER_CODES = {0x02, 0x84, 0x88};

    private final Random random;
    private final FitWriter writer = new FitWriter();
    private final Layout[] layouts = new Layout[16];
    private final Set<Integer> described = new TreeSet<>();
    /** What is in the files, in order. */
    final List<Message> messages = new ArrayList<>();

    int files;
    private long last;
    private int headerSize;

    /** A message as the reader must show it. */
    record Message(
            int number,
            long timeMs,
            int offset,
            Map<String, double[]> numbers,
            Map<String, String> texts,
            Map<String, double[]> developer) {}

    private record Layout(int number, boolean bigEndian, List<Part> parts) {}

    /** A field of a layout; what is written in it is decided once for all messages of the layout. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Part(
            Entry entry,
            boolean developer,
            byte[] bytes,
            double[] numbers,
            @Nullable String text) {}

    RandomFit(long seed) {
        random = new Random(seed);
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            file();
        }
    }

    byte[] bytes() {
        return writer.bytes();
    }

    /** The files of that seed. */
    public static byte[] bytes(long seed) {
        return new RandomFit(seed).bytes();
    }

    private void file() {
        Arrays.fill(layouts, null);
        described.clear();
        last = FitTime.NONE;
        headerSize = random.nextBoolean() ? 14 : 12;
        files++;
        int steps = random.nextInt(40);
        for (int i = 0; i < steps; i++) {
            int local = random.nextInt(random.nextBoolean() ? 4 : 16);
            switch (random.nextInt(6)) {
                case 0 -> define(local);
                case 1 -> describe(local);
                default -> message(local);
            }
        }
        writer.end(headerSize, random.nextBoolean());
    }

    private void define(int local) {
        int number = NUMBERS.get(random.nextInt(NUMBERS.size()));
        boolean bigEndian = random.nextBoolean();
        List<Part> parts = new ArrayList<>();
        List<Integer> known = new ArrayList<>(MessageType.of(number).fields().keySet());
        known.removeAll(List.of(25, 26));
        known.remove(number == 20 ? Integer.valueOf(8) : Integer.valueOf(-1));
        known.add(200);
        Collections.sort(known);
        Collections.shuffle(known, random);
        for (int field : known.subList(0, random.nextInt(known.size()))) {
            parts.add(random.nextInt(8) == 0 ? text(field) : numbers(field, bigEndian));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            RandomValues values = RandomValues.of(random, bigEndian, DEVELOPER_CODES[i]);
            parts.add(new Part(
                    new Entry(i, values.bytes().length, DEVELOPER), true, values.bytes(), values.numbers(), null));
        }
        layouts[local] = new Layout(number, bigEndian, parts);
        Entry[] fields = entries(parts, false);
        writer.define(local, bigEndian, number, withTime(fields, number), entries(parts, true));
    }

    private Part numbers(int field, boolean bigEndian) {
        RandomValues values =
                random.nextInt(12) == 0 ? RandomValues.misaligned(random) : RandomValues.of(random, bigEndian);
        return new Part(
                new Entry(field, values.bytes().length, values.code()), false, values.bytes(), values.numbers(), null);
    }

    private Part text(int field) {
        String text = "é" + random.nextInt(1000);
        byte[] written = (random.nextBoolean() ? text : text + "\0rest").getBytes(UTF_8);
        return new Part(new Entry(field, written.length, 0x07), false, written, new double[0], text);
    }

    private static Entry[] entries(List<Part> parts, boolean developer) {
        return parts.stream()
                .filter(part -> part.developer() == developer)
                .map(Part::entry)
                .toArray(Entry[]::new);
    }

    /** The time comes first: whole, or in monitoring the lowest 16 bits. */
    private static Entry[] withTime(Entry[] fields, int number) {
        Entry[] all = new Entry[fields.length + 1];
        all[0] = number == 55 ? new Entry(26, 2, 0x84) : new Entry(253, 4, 0x86);
        System.arraycopy(fields, 0, all, 1, fields.length);
        return all;
    }

    /** A developer says what one of the fields is. */
    private void describe(int local) {
        layouts[local] = null;
        int field = 1 + random.nextInt(2);
        String name = "field " + field;
        byte[] nameBytes = (name + "\0").getBytes(UTF_8);
        writer.define(local, false, 206, new Entry[] {
            new Entry(0, 1, 0x02), new Entry(1, 1, 0x02), new Entry(2, 1, 0x02), new Entry(3, nameBytes.length, 0x07)
        });
        messages.add(new Message(206, FitMessage.NO_TIME, offset(), Map.of(), Map.of("field_name", name), Map.of()));
        writer.raw(local).raw(DEVELOPER).raw(field).raw(DEVELOPER_CODES[field]).raw(nameBytes);
        described.add(field);
    }

    private void message(int local) {
        Layout layout = layouts[local];
        if (layout == null) {
            return;
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        boolean monitoring = layout.number() == 55;
        boolean inHeader = local < 4 && random.nextInt(3) == 0;
        long seconds = time(monitoring, inHeader);
        ByteBuffer time = ByteBuffer.allocate(monitoring ? 2 : 4)
                .order(layout.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        if (monitoring) {
            time.putShort((short) (inHeader ? 0xFFFF : seconds));
        } else {
            time.putInt(inHeader ? -1 : (int) seconds);
        }
        content.writeBytes(time.array());
        layout.parts().forEach(part -> content.writeBytes(part.bytes()));
        messages.add(expected(layout, seconds));
        if (inHeader) {
            writer.timedMessage(local, seconds, content.toByteArray());
        } else {
            writer.message(local, content.toByteArray());
        }
    }

    /** The next time that the message can carry; none where there is nothing to complete it from. */
    private long time(boolean monitoring, boolean inHeader) {
        if (!monitoring && !inHeader) {
            last = random.nextInt(10) == 0 ? random.nextInt(1 << 28) : (1L << 28) + random.nextInt(Integer.MAX_VALUE);
        } else if (last != FitTime.NONE) {
            last += random.nextInt(inHeader ? 32 : 65_535);
            last += !inHeader && (last & 0xFFFF) == 0xFFFF ? 1 : 0;
        }
        return last;
    }

    private int offset() {
        return writer.finishedSize() + headerSize + writer.dataSize();
    }

    private Message expected(Layout layout, long seconds) {
        Map<String, double[]> numbers = new TreeMap<>();
        Map<String, String> texts = new TreeMap<>();
        Map<String, double[]> developer = new TreeMap<>();
        for (Part part : layout.parts()) {
            FieldType type = MessageType.of(layout.number()).field(part.entry().number());
            if (part.developer() && described.contains(part.entry().number())) {
                developer.put("field " + part.entry().number(), part.numbers());
            }
            if (part.developer()) {
                continue;
            }
            if (type != null && part.text() != null) {
                texts.put(type.name(), part.text());
            } else if (type != null) {
                numbers.put(
                        type.name(),
                        Arrays.stream(part.numbers()).map(type::value).toArray());
            }
        }
        long timeMs = seconds < 1L << 28 ? FitMessage.NO_TIME : (seconds + 631_065_600L) * 1000;
        return new Message(layout.number(), timeMs, offset(), numbers, texts, developer);
    }
}
