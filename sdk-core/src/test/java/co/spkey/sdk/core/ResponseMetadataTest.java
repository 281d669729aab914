package co.spkey.sdk.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseMetadataTest {

    private static ResponseMetadata with(Map<String, List<String>> headers) {
        return new ResponseMetadata(200, "8c1f-AMS", 1, Duration.ofMillis(20), false, headers);
    }

    @Test
    void findsAHeaderInAnyLetterCase() {
        assertThat(with(Map.of("Retry-After", List.of("2"))).headers().get("retry-after"))
                .containsExactly("2");
    }

    @Test
    void keepsItsHeadersWhateverBecomesOfWhatItWasMadeOf() {
        Map<String, List<String>> headers = new HashMap<>();
        List<String> values = new ArrayList<>(List.of("2"));
        headers.put("Retry-After", values);
        ResponseMetadata metadata = with(headers);

        values.add("3");
        headers.clear();

        assertThat(metadata.headers()).containsEntry("Retry-After", List.of("2"));
        assertThatThrownBy(() -> metadata.headers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void showsNoHeaderValue() {
        assertThat(with(Map.of("X-Echo", List.of("hidden"))).toString())
                .contains("X-Echo", "status=200", "8c1f-AMS")
                .doesNotContain("hidden");
    }
}
