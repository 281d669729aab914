package co.spkey.sdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.core.retry.RetryPolicy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallOptionsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "X-Org-Id,          PH-AUTH-05",
        "x-user-id,         PH-AUTH-05",
        "X-USER-EMAIL,      PH-AUTH-05",
        "X-Is-Admin,        PH-AUTH-05",
        "X-Super-Access,    PH-AUTH-05",
        "Authorization,     use credentials(…)",
        "x-api-key,         use credentials(…)",
        "User-Agent,        use application(…)",
        "Content-Type,      set by the client itself",
        "Accept,            set by the client itself",
        "Accept-Encoding,   set by the client itself",
        "Host,              set by the HTTP transport",
        "Content-Length,    set by the HTTP transport",
        "Connection,        set by the HTTP transport",
        "Expect,            set by the HTTP transport",
        "Upgrade,           set by the HTTP transport",
        "Transfer-Encoding, set by the HTTP transport",
    })
    void refusesAHeaderThatIsNotTheCallersToSet(String name, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().header(name, "x"))
                .withMessageContaining(name)
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a\r\nb", "ä"})
    void refusesANameThatIsNoHeadersName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().header(name, "x"))
                .withMessageStartingWith("not a header name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden\r\nX-Is-Admin: 1", "hidden\n", "hidden\u0000", "hidden ä"})
    void refusesAValueThatCannotBeSentWithoutRepeatingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().header("X-Trace", value))
                .withMessageContaining("X-Trace")
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("hidden"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.000000001S"})
    void refusesALimitThatIsNone(Duration limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().callTimeout(limit))
                .withMessageStartingWith("callTimeout must be more than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CallOptions.builder().attemptTimeout(limit))
                .withMessageContaining(limit.toString());
    }

    @Test
    void keepsTheLastValueOfAHeaderWhateverItsLetterCase() {
        CallOptions options = CallOptions.builder()
                .header("X-Trace", "one")
                .header("x-trace", "two")
                .build();

        assertThat(options.headers()).hasSize(1).containsValue("two");
        assertThatThrownBy(() -> options.headers().put("X-Other", "three"))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void copiesEverythingIntoABuilderOfItsOwn() {
        CallOptions options = CallOptions.builder()
                .callTimeout(Duration.ofSeconds(3))
                .attemptTimeout(Duration.ofSeconds(1))
                .retryPolicy(RetryPolicy.none())
                .header("X-Trace", "one")
                .build();

        CallOptions copy = options.toBuilder().header("X-More", "two").build();

        assertThat(copy.callTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(copy.attemptTimeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(copy.retryPolicy()).isEqualTo(RetryPolicy.none());
        assertThat(copy.headers()).containsOnlyKeys("X-Trace", "X-More");
        assertThat(options.headers()).containsOnlyKeys("X-Trace");
    }

    @Test
    void showsNoHeaderValue() {
        assertThat(CallOptions.builder().header("X-Session", "hidden").build().toString())
                .contains("X-Session")
                .doesNotContain("hidden");
    }
}
