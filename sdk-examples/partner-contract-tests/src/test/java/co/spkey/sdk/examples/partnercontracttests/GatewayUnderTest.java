package co.spkey.sdk.examples.partnercontracttests;

import co.spkey.sdk.hubs.testkit.ContractTarget;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the gateway to check in environment variables. */
final class GatewayUnderTest {

    private GatewayUnderTest() {}

    /** Returns what GATEWAY_URL names, or null if it isn't set. */
    static @Nullable ContractTarget named(Map<String, String> environment) throws IOException {
        String url = environment.get("GATEWAY_URL");
        if (url == null) {
            return null;
        }
        ContractTarget.Builder target = ContractTarget.at(URI.create(url));
        String apiKey = environment.get("SPKEY_API_KEY");
        if (apiKey != null) {
            target.apiKey(apiKey);
        }
        String bearerToken = environment.get("SPKEY_BEARER_TOKEN");
        if (bearerToken != null) {
            target.bearerToken(bearerToken);
        }
        String hubIds = environment.get("GATEWAY_HUB_IDS");
        if (hubIds != null) {
            target.allowWrites(hubIds(Path.of(hubIds)));
        }
        // What yours can't do goes here, with the reason for the report, for example:
        // target.without("PH-ERR-03", "there is no Cloudflare in front of it");
        return target.build();
    }

    /** One a line; a byte order mark, blanks around an id, blank lines, and lines that begin with a # don't count. */
    private static String[] hubIds(Path file) throws IOException {
        return Files.readString(file)
                .replaceFirst("^\uFEFF", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toArray(String[]::new);
    }
}
