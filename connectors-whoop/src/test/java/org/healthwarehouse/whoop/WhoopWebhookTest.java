package org.healthwarehouse.whoop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.healthwarehouse.auth.Secret;
import org.healthwarehouse.connector.VendorEvent;
import org.healthwarehouse.model.DataType;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.RecordKey;
import org.healthwarehouse.model.SourceId;
import org.healthwarehouse.testkit.time.ManualClock;
import org.healthwarehouse.testkit.whoop.WhoopDelivery;
import org.healthwarehouse.testkit.whoop.WhoopSimulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks that are WHOOP's, and such as are not. */
class WhoopWebhookTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final String UUID = "ecfc6a15-4661-442f-a9a4-f160dd7afae8";

    private final ManualClock clock = new ManualClock(NOW);
    private final WhoopSimulator vendor = WhoopSimulator.seeded(3).clock(clock).build();
    private final WhoopWebhook webhook = new WhoopWebhook(Secret.of(vendor.clientSecret()), clock);

    private static String body(String type, String id) {
        return "{\"user_id\": 10129, \"id\": " + id + ", \"type\": \"" + type + "\", \"trace_id\": \"t-1\"}";
    }

    private WhoopDelivery signed(String body) {
        return vendor.sign(body.getBytes(UTF_8), clock.instant());
    }

    private java.util.Optional<VendorEvent> verify(WhoopDelivery delivery) {
        return webhook.verify(delivery.headers(), delivery.body().getBytes(UTF_8));
    }

    private static VendorEvent event(DataType type, VendorEvent.Kind kind, String trace) {
        return new VendorEvent(SourceId.of("whoop"), "10129", type, RecordKey.uuid(UUID), kind, trace, NOW);
    }

    /** Computed once with another program: {@code printf '%s' "$TIMESTAMP$BODY" | openssl dgst -sha256 -hmac}. */
    @Test
    void theSignatureIsTheBase64OfTheMacOverTimestampAndBody() {
        WhoopWebhook other = new WhoopWebhook(
                Secret.of("secret-1"), java.time.InstantSource.fixed(Instant.ofEpochMilli(1_781_524_800_000L)));
        Map<String, String> headers = Map.of(
                "X-WHOOP-Signature-Timestamp", "1781524800000",
                "X-WHOOP-Signature", "Ojx/roeIoYJ/UfrYSHnuZN+mUr3PfKBE77qKrGE4vmc=");

        assertThat(other.verify(
                        headers, body("sleep.updated", "\"" + UUID + "\"").getBytes(UTF_8)))
                .contains(event(DataTypes.SLEEP, VendorEvent.Kind.UPDATED, "t-1"));
    }

    @Test
    void headersAreFoundInWhateverCase() {
        WhoopDelivery delivery = signed(body("workout.deleted", "\"" + UUID + "\""));
        Map<String, String> lower = new HashMap<>();
        delivery.headers().forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));

        assertThat(webhook.verify(lower, delivery.body().getBytes(UTF_8)))
                .contains(event(DataTypes.WORKOUT, VendorEvent.Kind.DELETED, "t-1"));
    }

    @Test
    void aRecoveryIsNamedByItsSleep() {
        assertThat(verify(signed(body("recovery.updated", "\"" + UUID + "\"")))
                        .orElseThrow()
                        .key())
                .isEqualTo(new RecordKey("sleep", UUID));
    }

    @ParameterizedTest
    @CsvSource({"cycle.updated,true", "sleep.scored,true", "sleep,true", "workout.updated,false"})
    void whatThisLibraryDoesNotKnowIsPassedOver(String type, boolean uuid) {
        assertThat(verify(signed(body(type, uuid ? "\"" + UUID + "\"" : "10235"))))
                .isEmpty();
    }

    @Test
    void aBodyThatWasChangedIsRefused() {
        WhoopDelivery delivery = signed(body("sleep.updated", "\"" + UUID + "\""));
        WhoopDelivery changed =
                new WhoopDelivery(delivery.headers(), delivery.body().replace("10129", "10130"));

        assertRefused(changed, "signature");
    }

    @Test
    void aSignatureOfAnotherSecretIsRefused() {
        WhoopWebhook other = new WhoopWebhook(Secret.of("another"), clock);
        WhoopDelivery delivery = signed(body("sleep.updated", "\"" + UUID + "\""));

        assertThatThrownBy(
                        () -> other.verify(delivery.headers(), delivery.body().getBytes(UTF_8)))
                .isInstanceOf(HealthWarehouseException.class)
                .hasMessageContaining("signature")
                .hasMessageNotContaining("another");
    }

    @Test
    void whatIsNotSignedAtAllIsRefused() {
        WhoopDelivery delivery = signed(body("sleep.updated", "\"" + UUID + "\""));
        for (String missing : delivery.headers().keySet()) {
            Map<String, String> fewer = new HashMap<>(delivery.headers());
            fewer.remove(missing);
            assertRefused(new WhoopDelivery(fewer, delivery.body()), "header");
        }
        Map<String, String> odd = new HashMap<>(delivery.headers());
        odd.put("X-WHOOP-Signature", "not base64!");
        assertRefused(new WhoopDelivery(odd, delivery.body()), "signature");
    }

    @Test
    void anOldDeliveryIsRefusedAndOneFromTheFutureToo() {
        WhoopDelivery delivery = signed(body("sleep.updated", "\"" + UUID + "\""));
        clock.advance(Duration.ofMinutes(5));
        assertThat(verify(delivery)).isPresent();
        clock.advance(Duration.ofMillis(1));
        assertRefused(delivery, "within the last 5 minutes");
        assertRefused(
                vendor.sign(
                        body("sleep.updated", "\"" + UUID + "\"").getBytes(UTF_8),
                        clock.instant().plus(Duration.ofMinutes(6))),
                "within the last 5 minutes");
    }

    @Test
    void aSignedBodyThatCannotBeReadIsMalformed() {
        for (String body : List.of("", "[]", "{\"user_id\": 1}", "{\"user_id\": {}, \"id\": 1}")) {
            assertThatThrownBy(() -> verify(signed(body)))
                    .isInstanceOfSatisfying(
                            HealthWarehouseException.class,
                            thrown -> assertThat(thrown.failure()).isInstanceOf(Failure.MalformedResponse.class));
        }
    }

    @Test
    void theSimulatorTellsOfEverythingThatHappens() {
        List<VendorEvent> events = vendor.webhooks(10_129, NOW.minus(Duration.ofDays(60)), NOW).stream()
                .flatMap(delivery -> verify(delivery).stream())
                .toList();

        assertThat(events)
                .extracting(VendorEvent::type)
                .contains(DataTypes.SLEEP, DataTypes.WORKOUT, DataTypes.RECOVERY);
        assertThat(events).extracting(VendorEvent::kind).contains(VendorEvent.Kind.UPDATED, VendorEvent.Kind.DELETED);
        assertThat(events).extracting(VendorEvent::traceId).doesNotHaveDuplicates();
    }

    @Test
    void theVendorsExampleOfVersionTwoIsRead() throws Exception {
        String body = RecordingsTest.recording("webhook_v2_sleep_updated.json");

        assertThat(verify(signed(body)))
                .contains(event(DataTypes.SLEEP, VendorEvent.Kind.UPDATED, "e369c784-5100-49e8-8098-75d35c47b31b"));
        assertThat(verify(signed(RecordingsTest.recording("webhook_v1_workout_updated.json"))))
                .isEmpty();
    }

    private void assertRefused(WhoopDelivery delivery, String reason) {
        assertThatThrownBy(() -> verify(delivery)).isInstanceOfSatisfying(HealthWarehouseException.class, thrown -> {
            assertThat(thrown.failure()).isInstanceOf(Failure.AuthenticationFailed.class);
            assertThat(thrown).hasMessageContaining(reason);
        });
    }
}
