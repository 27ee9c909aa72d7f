package org.healthwarehouse.testkit.whoop;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the vendor tells by webhook: which records came, changed and went. */
final class WhoopEvents {
    private static final long DAY = 86_400_000;
    /** Nothing of a record changes later than two weeks and a day after its own. */
    private static final int REACH = 16;

    private WhoopEvents() {}

    /** One event, at a moment in UTC epoch milliseconds. */
    private record Event(long at, String id, String type) {}

    /** Everything that happened after the one moment and until the other, in order, signed at the latter. */
    static List<WhoopDelivery> between(WhoopMember member, Instant after, Instant until, String clientSecret) {
        long from = after.toEpochMilli();
        long to = until.toEpochMilli();
        List<Event> events = new ArrayList<>();
        for (long day = Math.floorDiv(from, DAY) - REACH; day <= Math.floorDiv(to, DAY); day++) {
            member.diary().fates(day).forEach(fated -> {
                String kind = fated.kind() == WhoopKind.SLEEP ? "sleep" : "workout";
                add(events, fated, kind);
                if (fated.recovered()) {
                    add(events, fated, "recovery");
                }
            });
        }
        return events.stream()
                .filter(event -> event.at > from && event.at <= to)
                .sorted(Comparator.comparingLong(Event::at).thenComparing(Event::type))
                .map(event -> delivery(event, member.userId(), until, clientSecret))
                .toList();
    }

    private static void add(List<Event> events, WhoopDiary.Fated fated, String kind) {
        WhoopFate fate = fated.fate();
        for (long updated : new long[] {fate.comes(), fate.rated(), fate.edited()}) {
            if (updated < fate.goes()) {
                events.add(new Event(updated, fated.id(), kind + ".updated"));
            }
        }
        events.add(new Event(fate.goes(), fated.id(), kind + ".deleted"));
    }

    private static WhoopDelivery delivery(Event event, long user, Instant now, String clientSecret) {
        byte[] body = WhoopJson.object(json -> {
            json.writeNumberField("user_id", user);
            json.writeStringField("id", event.id);
            json.writeStringField("type", event.type);
            json.writeStringField("trace_id", new Draw(event.hashCode()).uuid(event.at));
        });
        return signed(body, now, clientSecret);
    }

    static WhoopDelivery signed(byte[] body, Instant now, String clientSecret) {
        String timestamp = Long.toString(now.toEpochMilli());
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            String signature = Base64.getEncoder().encodeToString(mac.doFinal(body));
            return new WhoopDelivery(
                    Map.of("X-WHOOP-Signature-Timestamp", timestamp, "X-WHOOP-Signature", signature),
                    new String(body, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
