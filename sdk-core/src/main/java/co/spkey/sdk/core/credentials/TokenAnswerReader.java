package co.spkey.sdk.core.credentials;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a token endpoint answers: a token (RFC 6749 §5.1) or an error (§5.2). What isn't read at all, HTML above all,
 * never gets into a message, and neither does a parser's own exception, which quotes what it stumbled over.
 */
final class TokenAnswerReader {

    /** The lifetime of a token whose server doesn't tell it (RFC 6749 §5.1 only recommends {@code expires_in}). */
    static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(5);

    /** No server means less; the bound keeps a broken one from being asked for every call. */
    static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);

    /** The longest that Auth0 issues; the bound also keeps the arithmetic from overflowing. */
    static final Duration LONGEST_LIFETIME = Duration.ofDays(30);

    /** In seconds, of {@code Retry-After}, and with how many digits it can still be less. */
    private static final long LONGEST_WAIT = Duration.ofDays(365).toSeconds();

    private static final int MOST_DIGITS = 9;

    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 527, 530);

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private String accessToken = "";
    private String tokenType = "";
    private String expiresIn = "";
    private String error = "";
    private String description = "";

    private TokenAnswerReader() {}

    static IssuedToken read(TokenAnswer answer, SecretMask mask, Instant now) throws TokenFailure {
        TokenAnswerReader fields = new TokenAnswerReader();
        String unreadable = fields.readFields(answer);
        if (!answer.isSuccess() || !fields.error.isEmpty()) {
            throw fields.refused(answer, mask, now);
        }
        IOException problem = answer.problem();
        if (problem != null) {
            String why = mask.line(String.valueOf(problem.getMessage()));
            throw answer.isLost()
                    ? TokenFailure.passing("the answer broke off: " + why, null, mask.isIn(problem) ? null : problem)
                    : TokenFailure.lasting("the answer can't be read: " + why, null);
        }
        if (unreadable != null) {
            throw TokenFailure.lasting(answer.status() + ", but the answer " + unreadable, null);
        }
        return fields.token(answer, mask);
    }

    /** Says what is wrong with the body as a whole, or null. */
    private @Nullable String readFields(TokenAnswer answer) {
        try (JsonParser parser = JSON.createParser(answer.bytes())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return "is no JSON object";
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (value.isStructStart()) {
                    parser.skipChildren();
                } else if (value != JsonToken.VALUE_NULL) {
                    take(name, parser.getText());
                }
            }
            return null;
        } catch (IOException notJson) {
            return "is no JSON object";
        }
    }

    private void take(String name, String value) {
        switch (name) {
            case "access_token" -> accessToken = value;
            case "token_type" -> tokenType = value;
            case "expires_in" -> expiresIn = value;
            case "error" -> error = value;
            case "error_description" -> description = value;
            default -> {
                // Whatever else a server sends is its own business.
            }
        }
    }

    private TokenFailure refused(TokenAnswer answer, SecretMask mask, Instant now) {
        StringBuilder what = new StringBuilder().append(answer.status());
        if (!error.isEmpty()) {
            what.append(' ').append(mask.line(error));
        }
        if (!description.isEmpty()) {
            what.append(": ").append(mask.line(description));
        }
        what.append(advice(answer.status()));
        return PASSING.contains(answer.status())
                ? TokenFailure.passing(what.toString(), retryAfter(answer.retryAfter(), now), null)
                : TokenFailure.lasting(what.toString(), null);
    }

    private String advice(int status) {
        if (error.equals("invalid_client") || (status == 401 && error.isEmpty())) {
            return "; check client id, client secret and the kind of client authentication";
        }
        if (status / 100 == 3) {
            return "; redirects are not followed, they would carry the secret elsewhere: wrong token endpoint?";
        }
        return error.isEmpty() && status == 404 ? "; wrong token endpoint?" : "";
    }

    private IssuedToken token(TokenAnswer answer, SecretMask mask) throws TokenFailure {
        // RFC 6749 §7.1 demands a type; a server that leaves it out can only mean the one that the API takes.
        if (!tokenType.isEmpty() && !tokenType.equalsIgnoreCase("Bearer")) {
            throw TokenFailure.lasting("the token's type is " + mask.line(tokenType) + " and not Bearer", null);
        }
        if (accessToken.isEmpty()) {
            throw TokenFailure.lasting(answer.status() + ", but the answer has no access_token", null);
        }
        try {
            return new IssuedToken(Credentials.bearerToken(accessToken), lifetime(expiresIn));
        } catch (IllegalArgumentException unusable) {
            throw TokenFailure.lasting("the server's token can't be used: " + unusable.getMessage(), null);
        }
    }

    /** By way of a double: whatever the number's size, reading it costs nothing and never overflows. */
    private static Duration lifetime(String seconds) {
        double number;
        try {
            number = Double.parseDouble(seconds.strip());
        } catch (NumberFormatException missingOrNotANumber) {
            return DEFAULT_LIFETIME;
        }
        if (Double.isNaN(number)) {
            return DEFAULT_LIFETIME;
        }
        // A cast keeps within the bounds of a long by itself.
        Duration told = Duration.ofSeconds((long) number);
        if (told.compareTo(SHORTEST_LIFETIME) < 0) {
            return SHORTEST_LIFETIME;
        }
        return told.compareTo(LONGEST_LIFETIME) > 0 ? LONGEST_LIFETIME : told;
    }

    /** Seconds or an HTTP date (RFC 9110 §10.2.3); what can't be read counts as absent. */
    private static @Nullable Duration retryAfter(@Nullable String field, Instant now) {
        if (field == null) {
            return null;
        }
        String value = field.strip();
        try {
            Duration asked = value.matches("\\d+")
                    ? Duration.ofSeconds(value.length() > MOST_DIGITS ? LONGEST_WAIT : Long.parseLong(value))
                    : Duration.between(
                            now,
                            DateTimeFormatter.RFC_1123_DATE_TIME
                                    .withLocale(Locale.ROOT)
                                    .parse(value, Instant::from));
            return asked.isNegative() ? Duration.ZERO : asked;
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
