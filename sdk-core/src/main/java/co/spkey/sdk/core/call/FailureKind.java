package co.spkey.sdk.core.call;

import co.spkey.sdk.core.call.WireException.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** Tells from what {@code java.net.http} threw whether the request can have arrived. In doubt it can. */
final class FailureKind {

    /** What the JDK says of a request that it doesn't send because the server takes no more HTTP/2 streams at a time. */
    private static final String STREAM_LIMIT = "too many concurrent streams";

    /** How the JDK begins what it says of an alert that came from the other side; newer ones put more before it. */
    private static final String ALERT = "Received fatal alert: ";

    /** The alerts (RFC 8446 §6.2) by which a peer refuses to talk to us. Any other may come after it has read a request. */
    private static final Set<String> REFUSALS = Set.of(
            "access_denied",
            "bad_certificate",
            "certificate_expired",
            "certificate_required",
            "certificate_revoked",
            "certificate_unknown",
            "handshake_failure",
            "insufficient_security",
            "no_application_protocol",
            "no_certificate",
            "protocol_version",
            "unknown_ca",
            "unrecognized_name",
            "unsupported_certificate");

    /** How the JDK begins what it says of a peer that hung up in the middle of the handshake. */
    private static final String HUNG_UP = "Remote host ";

    private FailureKind() {}

    static Kind of(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (link instanceof SSLException) {
                return ofTls(link);
            }
            if (link instanceof HttpConnectTimeoutException
                    || link instanceof ConnectException
                    || link instanceof UnknownHostException
                    || link instanceof UnresolvedAddressException
                    || link instanceof NoRouteToHostException
                    || STREAM_LIMIT.equals(link.getMessage())) {
                return Kind.NOT_CONNECTED;
            }
            if (link instanceof HttpTimeoutException) {
                return Kind.TIMED_OUT;
            }
        }
        return Kind.BROKEN;
    }

    private static Kind ofTls(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            if (link instanceof CertificateException) {
                return Kind.NOT_TRUSTED;
            }
            String alert = alert(link.getMessage());
            if (alert != null) {
                return REFUSALS.contains(alert) ? Kind.NOT_TRUSTED : Kind.BROKEN;
            }
        }
        if (!(failure instanceof SSLHandshakeException)) {
            return Kind.BROKEN;
        }
        // Trouble on the way, or a server that is being restarted; not a matter of trust.
        return isHangUp(failure.getMessage()) ? Kind.NOT_CONNECTED : Kind.NOT_TRUSTED;
    }

    private static boolean isHangUp(@Nullable String message) {
        return message != null && message.startsWith(HUNG_UP);
    }

    private static @Nullable String alert(@Nullable String message) {
        if (message == null || !message.contains(ALERT)) {
            return null;
        }
        return message.substring(message.indexOf(ALERT) + ALERT.length()).strip();
    }
}
