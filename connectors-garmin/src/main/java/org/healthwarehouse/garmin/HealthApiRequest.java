package org.healthwarehouse.garmin;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.healthwarehouse.connector.MalformedResponseException;
import org.healthwarehouse.connector.RawBody;
import org.healthwarehouse.model.Attributes;
import org.jspecify.annotations.Nullable;

/** Takes one request of the Health API apart: lists by kind, in which each object names the person it is about. */
final class HealthApiRequest {
    private static final Set<String> SECRET = Set.of("userAccessToken");
    private static final String GONE = "deregistrations";
    private static final String CHANGES = "userPermissionsChange";
    private static final int LONGEST_ID = 200;

    private final GarminHealthApi api;
    private final Map<String, Map<String, StringBuilder>> data = new LinkedHashMap<>();
    private final List<GarminDelivery.Callback> callbacks = new ArrayList<>();
    private final List<GarminDelivery.Deregistration> gone = new ArrayList<>();
    private final List<GarminDelivery.PermissionChange> changes = new ArrayList<>();
    private final Set<String> unread = new TreeSet<>();
    private int skipped;

    HealthApiRequest(GarminHealthApi api) {
        this.api = api;
    }

    GarminDelivery read(byte[] body) throws MalformedResponseException {
        Object lists = JsonWalk.through(RawBody.of(body), JsonPaths.of(List.of()), SECRET, (path, value) -> {});
        if (!(lists instanceof Map<?, ?> kinds)) {
            throw new MalformedResponseException("the request is no object", "the body");
        }
        for (Map.Entry<?, ?> each : kinds.entrySet()) {
            String kind = String.valueOf(each.getKey());
            for (Object object : each.getValue() instanceof List<?> list ? list : List.of()) {
                object(kind, object);
            }
        }
        List<GarminDelivery.Push> pushes = new ArrayList<>();
        data.forEach((kind, people) -> people.forEach((person, objects) -> pushes.add(new GarminDelivery.Push(
                person, api.page(kind, objects.append(']').toString().getBytes(StandardCharsets.UTF_8))))));
        return new GarminDelivery(pushes, callbacks, gone, changes, unread, skipped);
    }

    /** One that cannot be used must not keep back all others: the service would send the request again and again. */
    private void object(String kind, @Nullable Object value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                if (each != null) {
                    fields.put(String.valueOf(name), each);
                }
            });
        }
        ExportItem item = new ExportItem(fields);
        Optional<String> person = item.identity("userId").filter(id -> id.length() <= LONGEST_ID);
        Optional<String> address = item.text("callbackURL");
        boolean known = kind.equals(GONE)
                || kind.equals(CHANGES)
                || HealthApiForm.of(kind).isPresent();
        if (!known && address.isEmpty()) {
            unread.add(kind);
        } else if (person.isEmpty()) {
            skipped++;
        } else if (kind.equals(GONE)) {
            gone.add(new GarminDelivery.Deregistration(person.get()));
        } else if (kind.equals(CHANGES)) {
            changes.add(change(person.get(), item));
        } else if (address.isPresent()) {
            callback(person.get(), kind, address.get());
        } else {
            add(kind, person.get(), Attributes.of(fields).toJson());
        }
    }

    private static GarminDelivery.PermissionChange change(String person, ExportItem item) {
        Set<String> permissions = new HashSet<>();
        for (Object each : item.left().get("permissions") instanceof List<?> list ? list : List.of()) {
            if (each instanceof String permission) {
                permissions.add(permission);
            }
        }
        return new GarminDelivery.PermissionChange(
                person, permissions, HealthApiTime.instant(item, "changeTimeInSeconds"));
    }

    private void callback(String person, String kind, String address) {
        try {
            callbacks.add(new GarminDelivery.Callback(person, kind, new URI(address)));
        } catch (URISyntaxException e) {
            // Its message holds the address, and that a token.
            skipped++;
        }
    }

    private void add(String kind, String person, String object) {
        StringBuilder objects = data.computeIfAbsent(kind, unused -> new LinkedHashMap<>())
                .computeIfAbsent(person, unused -> new StringBuilder());
        objects.append(objects.length() == 0 ? '[' : ',').append(object);
    }
}
