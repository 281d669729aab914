package co.spkey.sdk.hubs.testkit.cli;

import co.spkey.sdk.hubs.testkit.Clause;
import co.spkey.sdk.hubs.testkit.ContractTarget;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The arguments that say what is verified, and what may be done to it. */
final class TargetOptions {

    private static final String API_KEY_VARIABLE = "SPKEY_API_KEY";
    private static final String BEARER_TOKEN_VARIABLE = "SPKEY_BEARER_TOKEN";

    private static final Pattern LOOPBACK = Pattern.compile("http://(localhost|127\\.[0-9.]+|\\[::1])(:\\d+)?(/.*)?");

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "The gateway, mock or environment to verify: scheme://host[:port][/prefix]. Without it, the"
                    + " reference server inside this program is verified.")
    private @Nullable String baseUrl;

    @Option(
            names = "--api-key",
            paramLabel = "KEY",
            description = "An API key, instead of the environment variable " + API_KEY_VARIABLE
                    + ". Other users of this machine can see arguments.")
    private @Nullable String apiKey;

    @Option(
            names = "--bearer-token",
            paramLabel = "TOKEN",
            description = "A bearer token, instead of the environment variable " + BEARER_TOKEN_VARIABLE
                    + ". Other users of this machine can see arguments.")
    private @Nullable String bearerToken;

    @Option(
            names = "--allow-writes",
            description = "Check also what takes hubs to be provisioned; they can't be deleted. Needs --hub-ids.")
    private boolean allowWrites;

    @Option(
            names = "--hub-ids",
            paramLabel = "FILE",
            description =
                    "Hub ids that were never provisioned, one a line; they are used up from the first on. A line that begins"
                            + " with # is a remark; a # further on belongs to the id. Where the Thing of a hub must"
                            + " exist, each has one of the same name.")
    private @Nullable Path hubIds;

    @Option(
            names = "--spare-thing",
            paramLabel = "NAME",
            description = "A Thing that exists, belongs to no hub, and isn't named like one of the hub ids.")
    private @Nullable String spareThing;

    @Option(
            names = "--missing-thing",
            paramLabel = "NAME",
            description = "The name of no Thing, for a target where the Thing of a hub must exist.")
    private @Nullable String missingThing;

    /**
     * Opens what the arguments name: the reference server inside, or something elsewhere.
     *
     * @throws ParameterException if something is missing, or wrong
     */
    VerifiedTarget open(CommandLine command, Map<String, String> environment) {
        checkCombinations(command);
        List<String> ids = hubIds == null ? List.of() : List.copyOf(ListFile.read(command, "--hub-ids", hubIds));
        try {
            VerifiedTarget target = baseUrl == null
                    ? VerifiedTarget.inside(ids)
                    : VerifiedTarget.elsewhere(target(command, URI.create(baseUrl), environment, ids));
            if (allowWrites && ids.size() < target.hubIdsNeeded()) {
                target.close();
                throw new ParameterException(
                        command,
                        "--hub-ids: the run needs " + target.hubIdsNeeded() + " hub ids, and " + hubIds + " has "
                                + ids.size() + "; nothing was sent");
            }
            return target;
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(command, message(wrong), wrong);
        }
    }

    /** Says what a user should know before anything is sent. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (apiKey != null || bearerToken != null) {
            warnings.add(
                    "Warning: other users of this machine can see the credentials among the arguments; the environment"
                            + " variables " + API_KEY_VARIABLE + " and " + BEARER_TOKEN_VARIABLE
                            + " keep them from view");
        }
        if (baseUrl != null
                && baseUrl.startsWith("http://")
                && !LOOPBACK.matcher(baseUrl).matches()) {
            warnings.add(
                    "Warning: http, not https: whoever is between this machine and the target can read the credentials");
        }
        return warnings;
    }

    private void checkCombinations(CommandLine command) {
        if (baseUrl == null && (apiKey != null || bearerToken != null || spareThing != null || missingThing != null)) {
            throw new ParameterException(
                    command, "--api-key, --bearer-token, --spare-thing and --missing-thing need --base-url");
        }
        if (allowWrites && hubIds == null) {
            throw new ParameterException(
                    command,
                    "--allow-writes needs --hub-ids FILE with up to " + Clause.hubIdsNeeded(Clause.all())
                            + " hub ids that were never provisioned, since hubs can't be deleted");
        }
        if (hubIds != null && !allowWrites) {
            throw new ParameterException(command, "--hub-ids has no effect without --allow-writes");
        }
    }

    private ContractTarget target(
            CommandLine command, URI url, Map<String, String> environment, List<String> freshHubIds) {
        ContractTarget.Builder target = ContractTarget.at(url);
        String key = given(apiKey, environment.get(API_KEY_VARIABLE));
        String token = given(bearerToken, environment.get(BEARER_TOKEN_VARIABLE));
        if (key == null && token == null) {
            throw new ParameterException(
                    command,
                    "no credentials: set the environment variable " + API_KEY_VARIABLE + " or " + BEARER_TOKEN_VARIABLE
                            + ", or both");
        }
        if (key != null) {
            target.apiKey(key);
        }
        if (token != null) {
            target.bearerToken(token);
        }
        if (allowWrites) {
            target.allowWrites(freshHubIds.toArray(String[]::new));
        }
        if (spareThing != null) {
            target.spareThing(spareThing);
        }
        if (missingThing != null) {
            target.missingThing(missingThing);
        }
        return target.build();
    }

    private static @Nullable String given(@Nullable String argument, @Nullable String variable) {
        String value = argument != null ? argument : variable;
        return value == null || value.isBlank() ? null : value;
    }

    /** The parser's own message repeats the text, and with it a password that somebody has put there. */
    private static String message(IllegalArgumentException wrong) {
        return wrong.getCause() instanceof URISyntaxException
                ? "--base-url is no URL; it must look like https://gateway.example.com/prefix"
                : String.valueOf(wrong.getMessage());
    }
}
