package org.healthwarehouse.fulcra;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.PageSink;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.Device;

/**
 * One answer of {@code metric_samples}. The vendor's order of the array is not defined, so all samples are gathered by
 * series first; what goes to the sink does not depend on that order.
 */
final class SamplePage {
    private final Metric metric;
    private final Map<Hardware, Device> devices = new HashMap<>();
    private final Map<String, Device> devicesByKey = new HashMap<>();
    private final Map<SeriesId, SeriesBuffer> series = new TreeMap<>();

    private SamplePage(Metric metric) {
        this.metric = metric;
    }

    static void parse(Metric metric, RawBody body, PageSink sink) throws MalformedResponseException {
        SamplePage page = new SamplePage(metric);
        try (ItemReader reader = ItemReader.open(body)) {
            while (reader.nextItem()) {
                page.add(RawSample.read(reader), reader);
            }
        }
        page.writeTo(sink);
    }

    private void add(RawSample raw, ItemReader reader) throws MalformedResponseException {
        Device device = devices.computeIfAbsent(raw.hardware(), this::newDevice);
        OptionalDouble value = metric.scale().canonical(raw.value(), raw.unit());
        if (value.isEmpty() && metric.canonical()) {
            throw reader.itemMalformed("value and unit do not fit the metric");
        }
        String channel = channel(raw, value);
        SeriesBuffer buffer = series.computeIfAbsent(new SeriesId(device.key(), channel), id -> new SeriesBuffer());
        buffer.add(raw, value.orElse(raw.value()));
    }

    private Device newDevice(Hardware hardware) {
        Device device = hardware.device();
        devicesByKey.merge(device.key(), device, SamplePage::better);
        return device;
    }

    /** A foreign unit gets a channel of its own, so that numbers of different units never share a series. */
    private String channel(RawSample raw, OptionalDouble value) {
        if (value.isEmpty()) {
            return "unit " + raw.unit();
        }
        return metric.codesCoincide() ? Long.toString((long) value.getAsDouble()) : "";
    }

    private void writeTo(PageSink sink) throws MalformedResponseException {
        for (Map.Entry<SeriesId, SeriesBuffer> entry : series.entrySet()) {
            SeriesId id = entry.getKey();
            Device device = devicesByKey.getOrDefault(id.device(), Device.UNKNOWN);
            entry.getValue().writeTo(sink.samples(metric.type(), device, id.channel()));
        }
    }

    /** Of two descriptions of one device the longer one, or the later in the alphabet: the same in every order. */
    private static Device better(Device a, Device b) {
        String left = a.attributes().toJson();
        String right = b.attributes().toJson();
        int byLength = Integer.compare(left.length(), right.length());
        return byLength > 0 || (byLength == 0 && left.compareTo(right) >= 0) ? a : b;
    }

    private record SeriesId(String device, String channel) implements Comparable<SeriesId> {
        @Override
        public int compareTo(SeriesId other) {
            int byDevice = device.compareTo(other.device);
            return byDevice != 0 ? byDevice : channel.compareTo(other.channel);
        }
    }
}
