package co.spkey.sdk.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    @Test
    void isByStandardWhatTheDesignSays() {
        RetryPolicy standard = RetryPolicy.standard();

        assertThat(standard.maxAttempts()).isEqualTo(4);
        assertThat(standard.baseDelay()).isEqualTo(Duration.ofMillis(200));
        assertThat(standard.maxDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(standard.budget()).isEqualTo(500);
        assertThat(RetryPolicy.builder().build()).isEqualTo(standard).hasSameHashCodeAs(standard);
    }

    @Test
    void triesOnceWithNone() {
        assertThat(RetryPolicy.none().maxAttempts()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 101})
    void refusesAttemptsOutOfRange(int attempts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().maxAttempts(attempts))
                .withMessage("maxAttempts must be 1 to 100: " + attempts);
    }

    @Test
    void refusesDelaysThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().baseDelay(Duration.ofMillis(-1)))
                .withMessageContaining("baseDelay")
                .withMessageContaining("PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().maxDelay(Duration.ofDays(2)))
                .withMessageContaining("maxDelay");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder()
                        .baseDelay(Duration.ofSeconds(2))
                        .maxDelay(Duration.ofSeconds(1))
                        .build())
                .withMessageContaining("PT1S")
                .withMessageContaining("PT2S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder().budget(-1))
                .withMessageContaining("-1");
    }

    @Test
    void letsABaseDelayBeLongerThanTheStandardsLongest() {
        RetryPolicy slow =
                RetryPolicy.builder().baseDelay(Duration.ofSeconds(9)).build();

        assertThat(slow.maxDelay()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void copiesItselfIntoABuilder() {
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(7)
                .baseDelay(Duration.ofSeconds(1))
                .maxDelay(Duration.ofSeconds(2))
                .budget(3)
                .build();

        assertThat(policy.toBuilder().build()).isEqualTo(policy);
        assertThat(policy.toBuilder().budget(4).build()).isNotEqualTo(policy);
        assertThat(policy).hasToString("RetryPolicy[maxAttempts=7, baseDelay=PT1S, maxDelay=PT2S, budget=3]");
    }
}
