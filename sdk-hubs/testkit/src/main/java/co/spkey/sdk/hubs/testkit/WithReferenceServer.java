package co.spkey.sdk.hubs.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the tests of a class a {@link ReferenceServer} and a {@link co.spkey.sdk.hubs.HubsClient} that is ready to use, as
 * parameters.
 *
 * <pre>{@code
 * @WithReferenceServer
 * class ProvisioningTest {
 *
 *     @Test
 *     void aHubIsRegistered(ReferenceServer server, HubsClient hubs) {
 *         server.faults().once(new Fault.ErrorAnswer(ErrorShape.E3B, 500));
 *
 *         hubs.provision(ProvisionHubRequest.of("hub-1", "SN-1", "M-1"));
 *
 *         Assertions.assertNotNull(server.hubs().find("hub-1"));
 *     }
 * }
 * }</pre>
 *
 * <p>For settings that an annotation can't hold, register a {@link ReferenceServerExtension} instead; its documentation
 * says what happens before and after each test. The annotation can stand on an interface, or on another annotation. Needs
 * JUnit Jupiter 5 or 6.
 *
 * @since 1.0
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(ReferenceServerExtension.class)
public @interface WithReferenceServer {

    /** {@return how long a server lives; by default as long as one test} */
    Lifetime lifetime() default Lifetime.TEST;

    /**
     * {@return the names of the IoT Things that are registered; with any, a hub's Thing must be registered, see {@link
     * Things#strict()}}
     */
    String[] things() default {};

    /** {@return what isn't looked at after a test; by default everything is} */
    ServerCheck[] without() default {};

    /**
     * How long a server lives.
     *
     * @since 1.0
     */
    enum Lifetime {

        /** Each test has a server of its own, so tests can run at the same time. */
        TEST,

        /**
         * All tests of a class, nested ones included, share a server on one port, which is reset before each test. Tests that
         * run at the same time take turns. A nested class that is annotated itself, and differently, has what its own
         * annotation says.
         */
        CLASS
    }
}
