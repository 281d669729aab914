package co.spkey.sdk.core.call;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Header fields as the JDK wants them, kept for the next request: nearly all of a client's requests have the same. */
final class SharedHeaders {

    private static final class Made {

        private final String[] fields;
        private final HttpHeaders headers;

        Made(String[] fields, HttpHeaders headers) {
            this.fields = fields;
            this.headers = headers;
        }

        /** By identity, as cheap as can be: as long as nothing in them changes, requests have the same array. */
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(WireRequest request) {
            return fields == request.headers();
        }
    }

    private volatile @Nullable Made last;

    /** Returns the fields of a request, checked by the JDK. */
    HttpHeaders of(WireRequest request) {
        Made made = last;
        if (made == null || !made.isOf(request)) {
            HttpHeaders headers = HttpRequest.newBuilder(request.uri())
                    .headers(request.headers())
                    .build()
                    .headers();
            made = new Made(request.headers(), headers);
            last = made;
        }
        return made.headers;
    }
}
