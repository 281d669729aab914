package co.spkey.sdk.core.call;

import co.spkey.sdk.core.call.WireException.Kind;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Tells from what {@code java.net.http} threw whether the request can have arrived. In doubt it can. */
final class FailureKind {

    /** What the JDK says of a request that it doesn't send because the server takes no more HTTP/2 streams at a time. */
    private static final String STREAM_LIMIT = "too many concurrent streams";

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
            if (link instanceof EOFException) {
                // The peer hung up in the middle of the handshake: trouble on the way, not a matter of trust.
                return failure instanceof SSLHandshakeException ? Kind.NOT_CONNECTED : Kind.BROKEN;
            }
        }
        String message = failure.getMessage();
        boolean refusedByPeer = message != null && message.contains("Received fatal alert");
        return failure instanceof SSLHandshakeException || refusedByPeer ? Kind.NOT_TRUSTED : Kind.BROKEN;
    }
}
