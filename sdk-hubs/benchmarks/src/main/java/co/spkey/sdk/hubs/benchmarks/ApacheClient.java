package co.spkey.sdk.hubs.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5 with databind. */
final class ApacheClient implements Contestant {

    private static final int MOST_CALLERS = 256;

    private final DatabindCodec codec = new DatabindCodec();
    private final URI address;
    private final CloseableHttpClient client = HttpClients.custom()
            .useSystemProperties()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .useSystemProperties()
                    .setMaxConnPerRoute(MOST_CALLERS)
                    .setMaxConnTotal(MOST_CALLERS)
                    .build())
            .build();

    ApacheClient(String baseUrl) {
        address = Sample.address(baseUrl);
    }

    @Override
    public void call() throws Exception {
        HttpPost request = new HttpPost(address);
        request.setHeader("Accept", "application/json");
        request.setHeader("Authorization", "Bearer " + Sample.BEARER_TOKEN);
        request.setHeader("X-API-Key", Sample.API_KEY);
        request.setEntity(new ByteArrayEntity(codec.encode(), ContentType.APPLICATION_JSON));
        boolean success = client.execute(request, response -> {
            HttpEntity entity = response.getEntity();
            return response.getCode() == 201
                    && codec.decode(EntityUtils.toByteArray(entity)).success();
        });
        if (!success) {
            throw new IllegalStateException("not provisioned");
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }
}
