package org.healthwarehouse.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.healthwarehouse.model.Failure.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {
    private static final Progress PROGRESS = new Progress("Whoop", 17, 26, "job-4711");

    static Stream<Failure> all() {
        return Stream.of(
                new Failure.RateLimited("status 429", Optional.of(Duration.ofSeconds(30))),
                new Failure.AuthenticationFailed("status 401"),
                new Failure.DataNotFound("status 404"),
                new Failure.TimedOut("no answer"),
                new Failure.InvalidParameter("status 400"),
                new Failure.NoPermission("status 403"),
                new Failure.Unreachable("status 503", Optional.of(503)),
                new Failure.MalformedResponse("no array", "line 1"),
                new Failure.StorageFailed("disk full"),
                new Failure.QuotaExhausted("no calls left"),
                new Failure.Cancelled("asked to"),
                new Failure.Unexpected("status 418"));
    }

    @Test
    void everyKindIsTestedHere() {
        assertThat(all().map(Failure::getClass))
                .containsExactlyInAnyOrderElementsOf(Arrays.<Class<?>>stream(Failure.class.getPermittedSubclasses())
                        .map(kind -> (Class<? extends Failure>) kind.asSubclass(Failure.class))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyUserMessageSaysHowMuchIsSaved(Failure failure) {
        assertThat(failure.userMessage(PROGRESS)).contains("17 of 26").contains("saved");
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyUserMessageIsWholeSentences(Failure failure) {
        assertThat(failure.userMessage(PROGRESS)).matches("[A-Z].*\\.").doesNotContain("Optional", "..", "  ");
    }

    @ParameterizedTest
    @MethodSource("all")
    void theTypeIsTheNameOfTheKind(Failure failure) {
        assertThat(failure.type()).isEqualTo(failure.getClass().getSimpleName()).isNotBlank();
    }

    @Test
    void rateLimitSaysHowLongAndThatItResumesByItself() {
        assertThat(new Failure.RateLimited("429", Optional.of(Duration.ofSeconds(90))).userMessage(PROGRESS))
                .contains("Paused for 90 s", "Whoop", "resumes by itself");
    }

    @Test
    void rateLimitNeverNamesLessThanTheWait() {
        assertThat(new Failure.RateLimited("429", Optional.of(Duration.ofMillis(1_500))).userMessage(PROGRESS))
                .contains("Paused for 2 s");
        assertThat(new Failure.RateLimited("429", Optional.of(Duration.ZERO)).userMessage(PROGRESS))
                .contains("Paused for 1 s");
    }

    @Test
    void rateLimitOfUnknownLengthNamesNone() {
        assertThat(new Failure.RateLimited("429", Optional.empty()).userMessage(PROGRESS))
                .startsWith("Paused because Whoop")
                .contains("resumes by itself");
    }

    @Test
    void authenticationSaysToReconnectTheSource() {
        assertThat(new Failure.AuthenticationFailed("401").userMessage(PROGRESS))
                .contains("expired", "reconnect Whoop");
    }

    @Test
    void timeoutSaysItIsUsualAndThatSmallerPiecesAreTried() {
        assertThat(new Failure.TimedOut("30 s").userMessage(PROGRESS))
                .contains("usual with large ranges", "in smaller pieces");
    }

    @Test
    void noDataSaysThatPerhapsNoDeviceWasRecording() {
        assertThat(new Failure.DataNotFound("404").userMessage(PROGRESS))
                .contains("no data for this range", "perhaps no device was recording");
    }

    @Test
    void unexpectedSaysWhatHappenedAndHowToResume() {
        assertThat(new Failure.Unexpected("status 418").userMessage(PROGRESS))
                .contains("status 418", "Resume with job job-4711");
    }

    @Test
    void permissionSaysToCheckWhatIsShared() {
        assertThat(new Failure.NoPermission("403").userMessage(PROGRESS)).contains("check what you agreed to share");
    }

    @Test
    void whatWaitsForSomebodyNamesTheJobToResume() {
        assertThat(all().filter(failure -> !(failure instanceof Failure.RateLimited
                        || failure instanceof Failure.AuthenticationFailed
                        || failure instanceof Failure.DataNotFound
                        || failure instanceof Failure.TimedOut
                        || failure instanceof Failure.NoPermission)))
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.userMessage(PROGRESS)).contains("Resume with job job-4711"));
    }

    @Test
    void anExceptionSaysWhatItsFailureSays() {
        Failure failure = new Failure.Unreachable("no route", Optional.empty());
        IllegalStateException cause = new IllegalStateException();

        assertThat(new HealthWarehouseException(failure, cause))
                .hasMessage("no route")
                .hasCause(cause)
                .extracting(HealthWarehouseException::failure)
                .isSameAs(failure);
        assertThat(new StorageFailedException("disk full").failure()).isEqualTo(new Failure.StorageFailed("disk full"));
    }
}
