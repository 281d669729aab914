package co.spkey.sdk.hubs.benchmarks;

import okhttp3.OkHttpClient;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;
import retrofit2.http.Body;
import retrofit2.http.Header;
import retrofit2.http.POST;
import retrofit2.http.Path;

/** Retrofit on OkHttp, with Jackson. */
final class RetrofitClient implements Contestant {

    private final Hubs hubs;

    /** The call as Retrofit wants it described. */
    interface Hubs {
        @POST("/hubs/{id}/ProvisionHub")
        Call<DatabindCodec.Response> provision(
                @Path("id") String id,
                @Header("Authorization") String authorization,
                @Header("X-API-Key") String apiKey,
                @Body DatabindCodec.Request request);
    }

    RetrofitClient(String baseUrl) {
        hubs = new Retrofit.Builder()
                .baseUrl(baseUrl)
                .client(OkHttpPool.of(new OkHttpClient()))
                .addConverterFactory(JacksonConverterFactory.create(DatabindCodec.mapper()))
                .build()
                .create(Hubs.class);
    }

    @Override
    public void call() throws Exception {
        Response<DatabindCodec.Response> response = hubs.provision(
                        Sample.HUB_ID, "Bearer " + Sample.BEARER_TOKEN, Sample.API_KEY, DatabindCodec.REQUEST)
                .execute();
        DatabindCodec.Response answer = response.body();
        if (answer == null || !answer.success()) {
            throw new IllegalStateException("status " + response.code());
        }
    }
}
