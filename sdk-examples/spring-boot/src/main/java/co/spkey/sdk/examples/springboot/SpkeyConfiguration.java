package co.spkey.sdk.examples.springboot;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.hubs.HubsClient;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One client for the life of the application: Spring closes it when the context ends, after the web server. */
@Configuration(proxyBeanMethods = false)
class SpkeyConfiguration {

    @Bean(destroyMethod = "close")
    HubsClient hubsClient(SpkeyProperties properties, CallListener spkeyMeters) {
        return HubsClient.builder()
                .baseUrl(properties.baseUrl())
                .credentials(CredentialsProvider.of(Credentials.apiKey(properties.apiKey())))
                .callTimeout(properties.callTimeout())
                .listener(spkeyMeters)
                .application("hub-onboarding/1")
                .build();
    }

    @Bean
    CallListener spkeyMeters(MeterRegistry registry) {
        return new SpkeyMeters(registry);
    }
}
