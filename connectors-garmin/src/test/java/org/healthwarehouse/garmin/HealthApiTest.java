package org.healthwarehouse.garmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.healthwarehouse.connector.FeedId;
import org.healthwarehouse.connector.ParsedRecord;
import org.healthwarehouse.connector.RawPage;
import org.healthwarehouse.model.DataTypes;
import org.healthwarehouse.model.Failure;
import org.healthwarehouse.model.HealthWarehouseException;
import org.healthwarehouse.model.RecordKey;

/** What Garmin sends to the addresses of an application, on requests made up here. */
class HealthApiTest {
    private static final String WHEN =
            "'startTimeInSeconds':1772341200,'startTimeOffsetInSeconds':-18000,'calendarDate':'2026-03-01'";
    private static final long START = 1_772_341_200_000L;

    private final GarminHealthApi api = new GarminHealthApi(() -> Entries.NOW);

    private GarminDelivery read(String json) {
        return api.read(json.replace('\'', '"').getBytes(UTF_8));
    }

    /** The items of one summary. */
    private Gathered summary(String type, String fields) throws Exception {
        Gathered gathered = new Gathered();
        GarminDelivery delivery = read("{'" + type + "':[{'userId':'u1','summaryId':'s-1'," + fields + "}]}");
        assertThat(delivery.pushes()).hasSize(1);
        RawPage page = delivery.pushes().get(0).page();
        GarminHealthApiImporter importer = new GarminHealthApiImporter();
        assertThat(importer.readsPushed(page.feed())).isTrue();
        importer.parse(page, gathered);
        assertThat(gathered.claims)
                .as("what was pushed says nothing of what was not")
                .isEmpty();
        return gathered;
    }

    private static Map<String, ?> values(ParsedRecord record) {
        return record.attributes().asMap();
    }

    @Example
    void aRequestIsTakenApartByKindAndPersonAndItsTokensAreLeftOut() throws Exception {
        GarminDelivery delivery = read("""
                {'dailies':[{'userId':'u1','userAccessToken':'secret-1','summaryId':'a',%s},
                            {'userId':'u2','summaryId':'b',%s},{'userId':'u1','summaryId':'c',%s}],
                 'pulseOx':[{'userId':'u1','summaryId':'d',%s}],
                 'moveiq':[{'userId':'u1'}],'newField':3}""".formatted(WHEN, WHEN, WHEN, WHEN));
        assertThat(delivery.pushes())
                .extracting(
                        GarminDelivery.Push::vendorUserId,
                        push -> push.page().feed().value())
                .containsExactly(
                        tuple("u1", "health-api/dailies"),
                        tuple("u2", "health-api/dailies"),
                        tuple("u1", "health-api/pulseOx"));
        assertThat(delivery.unreadTypes()).containsExactly("moveiq");
        RawPage page = delivery.pushes().get(0).page();
        assertThat(page.origin()).isEqualTo(RawPage.Origin.PUSH);
        assertThat(page.startedAt()).isEqualTo(Entries.NOW);
        String body = new String(page.body().open().readAllBytes(), UTF_8);
        assertThat(body).contains("\"a\"", "\"c\"").doesNotContain("\"b\"", "secret");
    }

    @Example
    void aPingHasAddressesAndNothingIsFetched() throws Exception {
        GarminDelivery delivery = read("""
                {'dailies':[{'userId':'u1','callbackURL':'https://apis.garmin.com/wellness-api/rest/dailies?token=x'}],
                 'activityFiles':[{'userId':'u1','callbackURL':'https://garmin.com.example.org/file'}]}""");
        assertThat(delivery.pushes()).isEmpty();
        assertThat(delivery.toString()).as("the address holds a token").doesNotContain("token");
        assertThat(delivery.callbacks())
                .extracting(GarminDelivery.Callback::type, GarminDelivery.Callback::isAtGarmin)
                .containsExactlyInAnyOrder(tuple("dailies", true), tuple("activityFiles", false));
        assertThat(new GarminDelivery.Callback("u1", "dailies", new URI("http://apis.garmin.com/")).isAtGarmin())
                .isFalse();
        for (GarminDelivery.Callback each : delivery.callbacks()) {
            FeedId feed = api.page(each, new byte[0]).feed();
            assertThat(feed.value()).isEqualTo(each.type().equals("dailies") ? "health-api/dailies" : "fit");
        }
    }

    @Example
    void whoLeftAndWhoAllowsLessAreToldByThemselves() {
        GarminDelivery delivery = read("""
                {'deregistrations':[{'userId':'u1','userAccessToken':'t'}],
                 'userPermissionsChange':[{'userId':'u2','permissions':['HEALTH_EXPORT',3],
                   'changeTimeInSeconds':1772341200},{'userId':'u3'}]}""");
        assertThat(delivery.deregistrations()).containsExactly(new GarminDelivery.Deregistration("u1"));
        assertThat(delivery.permissionChanges())
                .containsExactly(
                        new GarminDelivery.PermissionChange(
                                "u2", Set.of("HEALTH_EXPORT"), java.util.Optional.of(Instant.ofEpochMilli(START))),
                        new GarminDelivery.PermissionChange("u3", Set.of(), java.util.Optional.empty()));
    }

    @Example
    void aDayIsToldWithItsSeriesAndReachesAsFarAsItLasted() throws Exception {
        Gathered day = summary("dailies", WHEN + """
                ,'durationInSeconds':36000,'steps':5000,'distanceInMeters':4000.5,'bmrKilocalories':700,
                'restingHeartRateInBeatsPerMinute':50,'averageStressLevel':-1,'floorsClimbed':4,
                'moderateIntensityDurationInSeconds':600,'timeOffsetHeartRateSamples':{'0':60,'15':61,'x':62,'30':0}""");
        ParsedRecord record = day.records.get(0);
        assertThat(record.type()).isEqualTo(DataTypes.DAILY_SUMMARY);
        assertThat(record.keys()).contains(new RecordKey("summary", "s-1"), new RecordKey("date", "2026-03-01"));
        assertThat(record.updatedAt()).contains(Instant.ofEpochMilli(START + 36_000_000));
        assertThat(values(record).get("steps")).isEqualTo(5000L);
        assertThat(values(record).get("moderate_activity")).isEqualTo(600L);
        assertThat(values(record).get("time_zone")).isEqualTo("-05:00");
        assertThat(values(record).get("stress_mean")).isNull();
        assertThat(values(record).toString()).contains("floorsClimbed").doesNotContain("u1");
        assertThat(day.of(DataTypes.HEART_RATE))
                .extracting(Gathered.Sample::startMs, Gathered.Sample::value)
                .containsExactlyInAnyOrder(tuple(START, 60.0), tuple(START + 15_000, 61.0));
        assertThat(day.problems).hasSize(1);
    }

    @Example
    void aNightHasItsStagesAndATentativeOneIsOpen() throws Exception {
        String night = WHEN + """
                ,'durationInSeconds':3600,'deepSleepDurationInSeconds':900,'lightSleepDurationInSeconds':1800,
                'remSleepInSeconds':0,'awakeDurationInSeconds':900,'overallSleepScore':{'value':83},
                'sleepLevelsMap':{'deep':[{'startTimeInSeconds':1772341200,'endTimeInSeconds':1772342100}],
                  'light':[{'startTimeInSeconds':1772342100,'endTimeInSeconds':1772343900}],
                  'awake':[{'startTimeInSeconds':1772343900,'endTimeInSeconds':1772344800}]},
                'timeOffsetSleepSpo2':{'0':95},'validation':'""";
        Gathered tentative = summary("sleeps", night + "AUTO_TENTATIVE'");
        assertThat(tentative.records.get(0).open()).isTrue();
        Gathered last = summary("sleeps", night + "AUTO_FINAL'");
        assertThat(last.records.get(0).open()).isFalse();
        assertThat(values(last.records.get(0)).get("asleep")).isEqualTo(2700L);
        assertThat(values(last.records.get(0)).get("score")).isEqualTo(83L);
        assertThat(last.of(DataTypes.SLEEP_STAGE))
                .extracting(Gathered.Sample::value)
                .containsExactlyInAnyOrder(4.0, 3.0, 2.0);
        assertThat(last.of(DataTypes.SPO2)).hasSize(1);
    }

    @Example
    void everyOtherKindIsRead() throws Exception {
        Gathered stress = summary(
                "stressDetails",
                WHEN + ",'timeOffsetStressLevelValues':{'0':18,'180':-1,'360':-2},"
                        + "'timeOffsetBodyBatteryValues':{'0':55}");
        assertThat(stress.sum(GarminTypes.STRESS)).isEqualTo(18);
        assertThat(stress.sum(GarminTypes.BODY_BATTERY)).isEqualTo(55);
        assertThat(summary("pulseOx", WHEN + ",'timeOffsetSpo2Values':{'0':94}").sum(DataTypes.SPO2))
                .isEqualTo(94);
        assertThat(summary("respiration", WHEN + ",'timeOffsetEpochToBreaths':{'0':14.5,'60':0}")
                        .sum(DataTypes.RESPIRATORY_RATE))
                .isEqualTo(14.5);
        Gathered hrv = summary("hrv", WHEN + ",'lastNightAvg':44,'hrvValues':{'300':32}");
        assertThat(hrv.sum(GarminTypes.HRV)).isEqualTo(32);
        assertThat(values(hrv.records.get(0)).get("night_mean")).isEqualTo(44L);
        Gathered body = summary(
                "bodyComps", "'measurementTimeInSeconds':1772341200,'weightInGrams':75450,'bodyFatInPercent':20.5");
        assertThat(body.sum(DataTypes.BODY_MASS)).isEqualTo(75.45);
        assertThat(body.sum(DataTypes.BODY_FAT)).isEqualTo(20.5);
        Gathered fitness = summary("userMetrics", "'calendarDate':'2026-03-01','vo2Max':48.0,'fitnessAge':32");
        assertThat(fitness.sum(DataTypes.VO2_MAX)).isEqualTo(48);
        assertThat(fitness.records.get(0).type()).isEqualTo(DataTypes.FITNESS_AGE);
        assertThat(summary(
                                "bloodPressures",
                                "'measurementTimeInSeconds':1772341200,'systolic':120,'diastolic':80,'pulse':60")
                        .samples)
                .hasSize(3);
        assertThat(summary("skinTemp", WHEN + ",'durationInSeconds':60,'avgDeviationCelsius':-0.3")
                        .sum(DataTypes.SKIN_TEMPERATURE_DEVIATION))
                .isEqualTo(-0.3);
        Gathered epoch = summary(
                "epochs", WHEN + ",'durationInSeconds':900,'activityType':'WALKING','steps':93,'distanceInMeters':70");
        assertThat(epoch.sum(DataTypes.STEPS)).isEqualTo(93);
        assertThat(epoch.samples.get(0).endMs()).isEqualTo(START + 900_000);
    }

    @Example
    void anActivityAndItsCourseAreOfTheSameNumber() throws Exception {
        String fields =
                "'activityId':11,'activityType':'RUNNING'," + WHEN + ",'durationInSeconds':600,'distanceInMeters':2000";
        Gathered activity = summary("activities", fields);
        Gathered details = summary("activityDetails", """
                'activityId':11,'summary':{%s},'samples':[
                  {'startTimeInSeconds':1772341200,'heartRate':100,'latitudeInDegree':46.0,'longitudeInDegree':7.0,
                   'elevationInMeters':500},{'heartRate':99}]""".formatted(fields));
        assertThat(details.records.get(0).keys())
                .containsAnyElementsOf(activity.records.get(0).keys());
        assertThat(activity.records.get(0).keys())
                .containsExactlyInAnyOrder(new RecordKey("id", "11"), new RecordKey("start", "1772341200"));
        assertThat(values(activity.records.get(0)).get("workout_type")).isEqualTo("running");
        assertThat(details.of(DataTypes.HEART_RATE)).hasSize(1);
        assertThat(details.locations).hasSize(1);
        assertThat(details.problems).hasSize(1);
    }

    @Example
    void oneObjectThatCannotBeUsedKeepsNoOtherBack() {
        GarminDelivery delivery = read("""
                {'dailies':[{'summaryId':'x'},'x',null,{'userId':'u1','callbackURL':'https://not here'},
                            {'userId':'u2','summaryId':'b',%s}],
                 'moveiq':[{'summaryId':'y'},3],'deregistrations':[{},{'userId':'u3'}]}""".formatted(WHEN));
        assertThat(delivery.pushes())
                .extracting(GarminDelivery.Push::vendorUserId)
                .containsExactly("u2");
        assertThat(delivery.deregistrations()).containsExactly(new GarminDelivery.Deregistration("u3"));
        assertThat(delivery.callbacks()).isEmpty();
        assertThat(delivery.unreadTypes()).containsExactly("moveiq");
        assertThat(delivery.skipped()).isEqualTo(5);
    }

    @Example
    void whatIsNoRequestIsRefusedWithoutSayingWhatItHolds() {
        for (String json : List.of("", "[]", "{'dailies':[{'userId':'secret'}", "<html>secret")) {
            assertThatExceptionOfType(HealthWarehouseException.class)
                    .as(json)
                    .isThrownBy(() -> read(json))
                    .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.MalformedResponse.class))
                    .withMessageNotContaining("secret");
        }
    }

    @Property(tries = 500)
    void aDamagedRequestIsReadOrRefused(
            @ForAll @Size(max = 6) List<@IntRange(max = 100_000) Integer> places,
            @ForAll @IntRange(min = 32, max = 126) int replacement,
            @ForAll @IntRange(max = 100_000) int length,
            @ForAll boolean cut)
            throws Exception {
        byte[] body = ("{'dailies':[{'userId':'u1'," + WHEN + ",'durationInSeconds':36000,'steps':50,"
                        + "'timeOffsetHeartRateSamples':{'0':60}}],'sleeps':[{'userId':'u1'," + WHEN
                        + ",'sleepLevelsMap':{'deep':[{'startTimeInSeconds':1772341200,'endTimeInSeconds':1772342100}]}}],"
                        + "'activityDetails':[{'userId':'u1','activityId':11,'summary':{" + WHEN
                        + "},'samples':[{'startTimeInSeconds':1772341200,'heartRate':100}]}]}")
                .replace('\'', '"')
                .getBytes(UTF_8);
        places.forEach(place -> body[place % body.length] = (byte) replacement);
        byte[] damaged = cut ? Arrays.copyOf(body, length % body.length) : body;
        try {
            for (GarminDelivery.Push push : api.read(damaged).pushes()) {
                new GarminHealthApiImporter().parse(push.page(), new Gathered());
            }
        } catch (HealthWarehouseException e) {
            assertThat(e.failure()).isInstanceOf(Failure.MalformedResponse.class);
        }
    }
}
