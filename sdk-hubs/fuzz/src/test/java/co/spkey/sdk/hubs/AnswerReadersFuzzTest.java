package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.core.call.MalformedAnswerException;
import co.spkey.sdk.core.call.UnsuccessfulAnswerException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Duration;
import java.util.Map;

/**
 * Whatever a 2xx holds, the readers give a whole value or one of the two refusals that the engine turns into exceptions
 * of the SDK.
 */
class AnswerReadersFuzzTest {

    private static final ResponseMetadata METADATA = new ResponseMetadata(200, null, 1, Duration.ZERO, false, Map.of());

    @FuzzTest(maxDuration = "10m")
    void anAnswerToProvisionHubIsReadOrRefused(byte[] body) {
        try {
            ProvisionHubResponse response = new ProvisionHubReader(body).read(METADATA);
            assertThat(response.success()).isTrue();
            assertThat(response.outcome()).isNotNull();
            if (response.event() instanceof UnrecognizedHubEvent event) {
                assertThat(event.json()).isNotEmpty();
            }
        } catch (MalformedAnswerException | UnsuccessfulAnswerException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    @FuzzTest(maxDuration = "10m")
    void aStatusIsReadOrRefused(byte[] body) {
        try {
            assertThat(new HubStatusReader("a/b").read(body, METADATA).status()).isNotNull();
        } catch (MalformedAnswerException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
