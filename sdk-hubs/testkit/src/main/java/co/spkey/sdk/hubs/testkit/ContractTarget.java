package co.spkey.sdk.hubs.testkit;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A gateway, a mock or a staging environment that answers ProvisionHub: where it is, and what may be done to it.
 *
 * <pre>{@code
 * ContractTarget target = ContractTarget.at(server.baseUrl())
 *         .apiKey(ReferenceServer.DEFAULT_API_KEY)
 *         .allowWrites("line-7-0001", "line-7-0002")
 *         .build();
 * }</pre>
 *
 * <p>Without write access no request is sent that a provider may store: each one lacks valid credentials, or what a command
 * must have. Immutable.
 *
 * @since 1.0
 */
public final class ContractTarget {

    private final URI baseUrl;
    private final @Nullable String apiKey;
    private final @Nullable String bearerToken;
    private final boolean writable;
    private final List<String> hubIds;
    private final @Nullable String spareThing;
    private final @Nullable String missingThing;
    private final Map<String, String> impossible;
    private final Duration answerLimit;

    private ContractTarget(Builder settings) {
        baseUrl = settings.baseUrl;
        apiKey = settings.apiKey;
        bearerToken = settings.bearerToken;
        writable = settings.writable;
        hubIds = List.copyOf(settings.hubIds);
        spareThing = settings.spareThing;
        missingThing = settings.missingThing;
        impossible = Map.copyOf(settings.impossible);
        answerLimit = settings.answerLimit;
    }

    /**
     * Begins a target.
     *
     * @param baseUrl {@code scheme://host[:port][/prefix]}
     * @return a new builder
     * @throws IllegalArgumentException if it isn't an absolute http or https URL, or carries user info, a query or a fragment
     */
    public static Builder at(URI baseUrl) {
        if (String.valueOf(baseUrl.getRawAuthority()).contains("@")
                || baseUrl.getRawQuery() != null
                || baseUrl.getRawFragment() != null) {
            throw new IllegalArgumentException("baseUrl must have no user info, query or fragment");
        }
        String scheme = String.valueOf(baseUrl.getScheme());
        if (!scheme.matches("https?") || baseUrl.getHost() == null) {
            throw new IllegalArgumentException("baseUrl must be an absolute http or https URL, not " + baseUrl);
        }
        return new Builder(baseUrl);
    }

    /** {@return where it is} */
    public URI baseUrl() {
        return baseUrl;
    }

    @Nullable
    String apiKey() {
        return apiKey;
    }

    @Nullable
    String bearerToken() {
        return bearerToken;
    }

    List<String> hubIds() {
        return hubIds;
    }

    @Nullable
    String spareThing() {
        return spareThing;
    }

    @Nullable
    String missingThing() {
        return missingThing;
    }

    Duration answerLimit() {
        return answerLimit;
    }

    /**
     * Tells why a clause can't be checked here.
     *
     * @param clause the clause
     * @return what is missing, or the reason that was given for leaving it out; null when it can be checked
     */
    public @Nullable String obstacleTo(Clause clause) {
        String reason = impossible.getOrDefault(clause.key(), impossible.get(clause.id()));
        if (reason != null) {
            return reason;
        }
        for (Clause.Need need : Clause.Need.values()) {
            if (clause.needs().contains(need) && !offers(need)) {
                return "needs " + need.words();
            }
        }
        return null;
    }

    private boolean offers(Clause.Need need) {
        return switch (need) {
            case WRITE_ACCESS -> writable;
            case BOTH_CREDENTIALS -> apiKey != null && bearerToken != null;
            case SPARE_THING -> spareThing != null;
            case MISSING_THING -> missingThing != null;
        };
    }

    /** {@return the base URL; no secret} */
    @Override
    public String toString() {
        return "ContractTarget[" + baseUrl + "]";
    }

    /**
     * Settings of a target. Not thread-safe.
     *
     * @since 1.0
     */
    public static final class Builder {

        private final URI baseUrl;
        private final Set<String> hubIds = new LinkedHashSet<>();
        private final Map<String, String> impossible = new LinkedHashMap<>();
        private @Nullable String apiKey;
        private @Nullable String bearerToken;
        private boolean writable;
        private @Nullable String spareThing;
        private @Nullable String missingThing;
        private Duration answerLimit = Duration.ofSeconds(20);

        private Builder(URI baseUrl) {
            this.baseUrl = baseUrl;
        }

        /**
         * Sets a valid API key. With a bearer token too, requests carry both: a target may demand both (PH-AUTH-03).
         *
         * @param key the value of {@code X-API-Key}
         * @return this builder
         */
        public Builder apiKey(String key) {
            apiKey = requireSendable("apiKey", key);
            return this;
        }

        /**
         * Sets a valid bearer token.
         *
         * @param token what follows {@code Bearer} in {@code Authorization}
         * @return this builder
         */
        public Builder bearerToken(String token) {
            bearerToken = requireSendable("bearerToken", token);
            return this;
        }

        /**
         * Allows clauses that provision hubs, and gives the hub ids for it. Hubs can't be deleted: each id is used up. {@link
         * Clause#hubIdsNeeded} says how many it takes.
         *
         * @param freshHubIds ids that were never provisioned there, and whose Things, of the same name, exist if the target
         *     looks for them
         * @return this builder
         * @throws IllegalArgumentException if one is blank, has a control or format character in it, or can't be addressed
         *     (PH-REQ-10)
         */
        public Builder allowWrites(String... freshHubIds) {
            for (String hubId : freshHubIds) {
                if (hubId.isBlank()) {
                    throw new IllegalArgumentException("a hub id is blank");
                }
                if (hubId.equals(".") || hubId.equals("..")) {
                    throw new IllegalArgumentException("the hub id " + hubId + " can't be addressed");
                }
                hubId.codePoints().filter(Builder::isInvisible).findFirst().ifPresent(c -> {
                    throw new IllegalArgumentException(invisible(hubId, c));
                });
            }
            writable = true;
            hubIds.addAll(List.of(freshHubIds));
            return this;
        }

        /**
         * Names a Thing that is registered, is not used by a hub, and isn't named like one of the hub ids.
         *
         * @param thingName the Thing's name
         * @return this builder
         */
        public Builder spareThing(String thingName) {
            spareThing = thingName;
            return this;
        }

        /**
         * Says that the target looks for the Thing of a hub, and gives a name that it doesn't find.
         *
         * @param thingName the name of no Thing
         * @return this builder
         */
        public Builder missingThing(String thingName) {
            missingThing = thingName;
            return this;
        }

        /**
         * Leaves out what can't be checked on this target.
         *
         * @param clause a clause's {@link Clause#key()}, or an {@link Clause#id()} for all with this id
         * @param reason why; stands in every report
         * @return this builder
         * @throws IllegalArgumentException if there is no such clause
         */
        public Builder without(String clause, String reason) {
            if (Clause.all().stream()
                    .noneMatch(each -> each.key().equals(clause) || each.id().equals(clause))) {
                throw new IllegalArgumentException("There is no clause " + clause + "; see Clause.all()");
            }
            impossible.put(clause, reason);
            return this;
        }

        /**
         * Limits the time of each answer, its body included; 20 s by default.
         *
         * @param limit more than zero
         * @return this builder
         * @throws IllegalArgumentException if it isn't more than zero
         */
        public Builder answerLimit(Duration limit) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("answerLimit must be more than zero, not " + limit);
            }
            answerLimit = limit;
            return this;
        }

        /**
         * Makes the target.
         *
         * @return the target
         * @throws IllegalStateException if there are no credentials
         */
        public ContractTarget build() {
            if (apiKey == null && bearerToken == null) {
                throw new IllegalStateException("a target needs credentials: apiKey, bearerToken, or both");
            }
            return new ContractTarget(this);
        }

        /** Nobody means such a character; it slips in when text is copied, and the hub could not be deleted. */
        private static boolean isInvisible(int c) {
            return Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT;
        }

        private static String invisible(String hubId, int c) {
            return String.format(
                    Locale.ROOT,
                    "the hub id %s has the invisible character U+%04X in it; write it without",
                    Shown.quoted(hubId.replaceAll("[\\p{Cc}\\p{Cf}]", "?")),
                    c);
        }

        /** The message doesn't repeat the value. */
        private static String requireSendable(String setting, String secret) {
            if (secret.isBlank() || secret.chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new IllegalArgumentException(
                        setting + " is blank or has characters that no header field can carry");
            }
            return secret;
        }
    }
}
