package co.spkey.sdk.hubs.testkit;

import co.spkey.sdk.hubs.HubsClient;
import java.lang.reflect.Constructor;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives JUnit tests a {@link ReferenceServer} and a {@link HubsClient} that is ready to use, as parameters of test methods
 * and of their lifecycle methods. {@link WithReferenceServer} is the short form; this is the one with settings:
 *
 * <pre>{@code
 * class ProvisioningTest {
 *
 *     @RegisterExtension
 *     static final ReferenceServerExtension BACKEND = ReferenceServerExtension.builder()
 *             .server(server -> server.strictThings("thing-1"))
 *             .client(client -> client.callTimeout(Duration.ofSeconds(5)))
 *             .build();
 *
 *     @Test
 *     void aHubWithoutAThingIsRefused(HubsClient hubs) {
 *         Assertions.assertThrows(
 *                 BadRequestException.class, () -> hubs.provision(ProvisionHubRequest.of("hub-1", "SN-1", "M-1")));
 *     }
 * }
 * }</pre>
 *
 * <p><b>Lifecycle.</b> By default each test has a server of its own, started before its {@code @BeforeEach} methods and closed
 * after its {@code @AfterEach} methods: tests can run at the same time. With {@link Builder#oneServerPerClass()} a class keeps
 * one server, which is reset before each test. The client is made when a parameter asks for it, sends the server's first API
 * key and first bearer token, and is closed after the test. Both are the extension's to close.
 *
 * <p><b>After a test that passed</b>, it fails all the same if one of {@link ServerCheck} finds something; the message says
 * what, and which check can be switched off. <b>After a test that failed</b>, the requests and answers are printed to the
 * standard error stream, with secrets masked.
 *
 * <p>Needs JUnit Jupiter 5 or 6. Thread-safe.
 *
 * @since 1.0
 */
public final class ReferenceServerExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

    private static final String SERVER = "server";

    /** Under this a test has the server whose turn it took. */
    private static final String TURN = "turn";

    private final @Nullable ExtensionSettings fixedSettings;
    private final Namespace namespace = Namespace.create(ReferenceServerExtension.class, this);

    /** For {@link WithReferenceServer}, whose settings it takes; outside of it everything has its default. */
    public ReferenceServerExtension() {
        fixedSettings = null;
    }

    private ReferenceServerExtension(ExtensionSettings settings) {
        fixedSettings = settings;
    }

    /** {@return a builder, for an extension with settings} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ExtensionSettings settings = settings(context);
        if (settings.perClass() && find(context) == null) {
            store(context).put(SERVER, new TestServer(settings, context.getUniqueId()));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws InterruptedException {
        ExtensionSettings settings = settings(context);
        TestServer server = find(context);
        if (server != null) {
            server.begin();
        } else if (settings.perClass()) {
            throw new IllegalStateException(
                    "One server for a class needs a static field: @RegisterExtension static final"
                            + " ReferenceServerExtension …");
        } else {
            server = new TestServer(settings, context.getUniqueId());
            store(context).put(SERVER, server);
        }
        store(context).put(TURN, server);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        // JUnit calls this also for a test that another extension stopped before it came to its turn
        TestServer server = store(context).remove(TURN, TestServer.class);
        if (server != null) {
            try {
                server.end(
                        context.getDisplayName(),
                        context.getExecutionException().orElse(null));
            } finally {
                closeIfOwned(server, context);
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        TestServer server = find(context);
        if (server != null) {
            closeIfOwned(server, context);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        // no constructor ever gets a client from here, and another extension may have one for it
        return type == ReferenceServer.class || (type == HubsClient.class && !isOfConstructor(parameter));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestServer server = find(context);
        boolean client = parameter.getParameter().getType() == HubsClient.class;
        boolean test = context.getTestMethod().isPresent() && !isOfConstructor(parameter);
        if (server == null || (client && !test)) {
            throw new ParameterResolutionException("There is no " + (client ? "client" : "server") + " at this moment: "
                    + (client || test
                            ? "it is there for test methods, @BeforeEach and @AfterEach"
                            : "with a server for each test it is there for test methods, @BeforeEach and @AfterEach; only"
                                    + " with one server for a class also before"));
        }
        return client ? server.client() : server.server();
    }

    private ExtensionSettings settings(ExtensionContext context) {
        return fixedSettings != null ? fixedSettings : ExtensionSettings.annotated(context);
    }

    private static boolean isOfConstructor(ParameterContext parameter) {
        return parameter.getDeclaringExecutable() instanceof Constructor;
    }

    private ExtensionContext.Store store(ExtensionContext context) {
        return context.getStore(namespace);
    }

    /** A nested class and its tests find the server of the class around them, unless they have settings of their own. */
    private @Nullable TestServer find(ExtensionContext context) {
        TestServer server = store(context).get(SERVER, TestServer.class);
        return server != null && server.hasTheSettings(settings(context)) ? server : null;
    }

    private static void closeIfOwned(TestServer server, ExtensionContext context) {
        if (server.owner().equals(context.getUniqueId())) {
            server.close();
        }
    }

    /**
     * Settings of an extension; each has a default. Not thread-safe.
     *
     * @since 1.0
     */
    public static final class Builder {

        private Consumer<ReferenceServer.Builder> server = settings -> {};
        private Consumer<HubsClient.Builder> client = settings -> {};
        private boolean perClass;
        private final Set<ServerCheck> checks = EnumSet.allOf(ServerCheck.class);

        private Builder() {}

        /**
         * Changes how each server is set up; by default as by {@link ReferenceServer#start()}.
         *
         * @param change takes the builder of a server, once for each server
         * @return this builder
         */
        public Builder server(Consumer<ReferenceServer.Builder> change) {
            server = change;
            return this;
        }

        /**
         * Changes how each client is set up; by default it has the server's address and credentials, and retries with
         * delays of at most 10 ms where the server doesn't ask for more.
         *
         * @param change takes the builder of a client, once for each client
         * @return this builder
         */
        public Builder client(Consumer<HubsClient.Builder> change) {
            client = change;
            return this;
        }

        /**
         * Keeps one server for all tests of a class, nested ones included, and resets it before each. Tests that run at the
         * same time take turns. The extension must be registered in a static field.
         *
         * @return this builder
         */
        public Builder oneServerPerClass() {
            perClass = true;
            return this;
        }

        /**
         * Leaves out something that is looked at after a test.
         *
         * @param check what isn't looked at
         * @return this builder
         */
        public Builder without(ServerCheck check) {
            checks.remove(check);
            return this;
        }

        /** {@return the extension, for a field with {@code @RegisterExtension}} */
        public ReferenceServerExtension build() {
            return new ReferenceServerExtension(new ExtensionSettings(null, server, client, perClass, checks));
        }
    }
}
