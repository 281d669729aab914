package co.spkey.sdk.core.credentials;

import co.spkey.sdk.core.rules.ControlCharacters;
import co.spkey.sdk.core.rules.EscapedSecrets;
import java.util.List;

/** Takes the secrets that were sent out of what a server says, because it may repeat them. */
final class SecretMask {

    private final EscapedSecrets secrets;

    SecretMask(List<String> sent) {
        secrets = new EscapedSecrets(sent);
    }

    /** Whether a failure, or what it came from, repeats a secret: some of the JDK's quote what a server sent. */
    boolean isIn(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (secrets.areIn(link.toString())) {
                return true;
            }
        }
        return false;
    }

    /** One line without secrets and control characters, of bounded length; masked before it is cut. */
    String line(String text) {
        return ControlCharacters.line(secrets.masked(text));
    }
}
