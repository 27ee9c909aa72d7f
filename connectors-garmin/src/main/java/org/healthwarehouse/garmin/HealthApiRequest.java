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

/** Takes one request of the Health API apart: lists by kind, in which each object names the person it is about. */
final class HealthApiRequest {
    private static final Set<String> SECRET = Set.of("userAccessToken");
    private static final int LONGEST_ID = 200;

    private final GarminHealthApi api;
    private final Map<String, Map<String, StringBuilder>> data = new LinkedHashMap<>();
    private final List<GarminDelivery.Callback> callbacks = new ArrayList<>();
    private final List<GarminDelivery.Deregistration> gone = new ArrayList<>();
    private final List<GarminDelivery.PermissionChange> changes = new ArrayList<>();
    private final Set<String> unread = new TreeSet<>();

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
            int item = 0;
            for (Object object : each.getValue() instanceof List<?> list ? list : List.of()) {
                item++;
                object(kind, object, kind + " " + item);
            }
        }
        List<GarminDelivery.Push> pushes = new ArrayList<>();
        data.forEach((kind, people) -> people.forEach((person, objects) -> pushes.add(new GarminDelivery.Push(
                person, api.page(kind, objects.append(']').toString().getBytes(StandardCharsets.UTF_8))))));
        return new GarminDelivery(pushes, callbacks, gone, changes, unread);
    }

    private void object(String kind, Object value, String at) throws MalformedResponseException {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                if (each != null) {
                    fields.put(String.valueOf(name), each);
                }
            });
        }
        ExportItem item = new ExportItem(fields);
        String person = item.identity("userId")
                .filter(id -> id.length() <= LONGEST_ID)
                .orElseThrow(() -> new MalformedResponseException("it does not say whom it is about", at));
        Optional<String> address = item.text("callbackURL");
        switch (kind) {
            case "deregistrations" -> gone.add(new GarminDelivery.Deregistration(person));
            case "userPermissionsChange" -> changes.add(change(person, item));
            default -> {
                if (address.isPresent()) {
                    callbacks.add(new GarminDelivery.Callback(person, kind, address(address.get(), at)));
                } else if (HealthApiForm.of(kind).isPresent()) {
                    add(kind, person, Attributes.of(fields).toJson());
                } else {
                    unread.add(kind);
                }
            }
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

    private static URI address(String text, String at) throws MalformedResponseException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Its message holds the address, and that a token.
            throw new MalformedResponseException("the address is none", at);
        }
    }

    private void add(String kind, String person, String object) {
        StringBuilder objects = data.computeIfAbsent(kind, unused -> new LinkedHashMap<>())
                .computeIfAbsent(person, unused -> new StringBuilder());
        objects.append(objects.length() == 0 ? '[' : ',').append(object);
    }
}
