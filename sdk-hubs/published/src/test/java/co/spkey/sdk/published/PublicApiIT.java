package co.spkey.sdk.published;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublicApiIT {

    @ParameterizedTest
    @MethodSource("co.spkey.sdk.published.PublishedJar#all")
    void thePublicApiIsTheOneThatIsCheckedIn(PublishedJar jar) throws IOException, ClassNotFoundException {
        Expected.holds("api/" + jar.artifact() + ".txt", PublicApi.of(jar));
    }
}
