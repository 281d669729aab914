package co.spkey.sdk.hubs.testkit;

import static co.spkey.sdk.hubs.testkit.ReferenceServerExtensionTest.assertAllPass;
import static co.spkey.sdk.hubs.testkit.ReferenceServerExtensionTest.assertFails;
import static co.spkey.sdk.hubs.testkit.ReferenceServerExtensionTest.printedBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.hubs.HubsClient;
import java.lang.reflect.Constructor;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** When a test has a server and a client, also where tests fail or another extension has a say. */
@Isolated("looks at the standard error stream")
class ExtensionTurnsTest {

    @WithReferenceServer
    static class FailsACheck {

        static final Set<URI> URLS = ConcurrentHashMap.newKeySet();

        @Test
        void unused(ReferenceServer server) {
            URLS.add(server.baseUrl());
            server.faults().once(new Fault.CutConnection());
        }
    }

    @Test
    void theServerOfATestThatFailsACheckIsClosed() {
        assertFails(FailsACheck.class, text -> text.contains("without ALL_FAULTS_USED"));

        URI url = FailsACheck.URLS.iterator().next();
        assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    /** Lets one test fail before the extensions after it have their turn. */
    static class FailsBefore implements BeforeEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            if (context.getDisplayName().startsWith("stopped")) {
                throw new IllegalStateException("stopped before it began");
            }
        }
    }

    @ExtendWith(FailsBefore.class)
    static class OneIsStopped {

        @RegisterExtension
        static final ReferenceServerExtension BACKEND =
                ReferenceServerExtension.builder().oneServerPerClass().build();

        @Test
        void stopped() {}

        @Test
        void runs(ReferenceServer server) {
            assertThat(server.requests().count()).isZero();
        }
    }

    @Test
    void aTestThatNeverCameToItsTurnEndsNone() {
        String printed =
                printedBy(() -> assertFails(OneIsStopped.class, text -> text.contains("stopped before it began")));

        assertThat(printed).doesNotContain("Exchanges of");
    }

    /** Has a client for constructors, as an application's container may have. */
    static class ForConstructors implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getDeclaringExecutable() instanceof Constructor;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return HubsClient.builder()
                    .baseUrl(URI.create("http://localhost:1"))
                    .credentials(CredentialsProvider.of(Credentials.apiKey("another-key")))
                    .build();
        }
    }

    @WithReferenceServer
    @ExtendWith(ForConstructors.class)
    static class WithAClientOfItsOwn {

        private final HubsClient own;

        WithAClientOfItsOwn(HubsClient own) {
            this.own = own;
        }

        @Test
        void itIsAnotherOne(HubsClient hubs) {
            own.close();
            assertThat(own).isNotSameAs(hubs);
        }
    }

    @Test
    void aConstructorsClientIsLeftToOthers() {
        assertAllPass(WithAClientOfItsOwn.class, 1);
    }
}
