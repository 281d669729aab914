package co.spkey.sdk.hubs.benchmarks;

import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;

/** Connections for as many callers as there are; by default OkHttp keeps five and reconnects all the time when many call. */
final class OkHttpPool {

    private static final int MOST_CALLERS = 256;

    private OkHttpPool() {}

    static OkHttpClient of(OkHttpClient client) {
        return client.newBuilder()
                .connectionPool(new ConnectionPool(MOST_CALLERS, 5, TimeUnit.MINUTES))
                .build();
    }
}
