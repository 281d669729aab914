package co.spkey.sdk.hubs.testkit;

import static co.spkey.sdk.hubs.testkit.ReferenceServerExtensionTest.assertAllPass;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Where {@link WithReferenceServer} can stand, and which one holds when there are several. */
@Isolated("runs a JUnit of its own, whose tests may print")
class ExtensionSettingsTest {

    @WithReferenceServer(things = "thing-1")
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface WithStrictServer {}

    @WithStrictServer
    static class Composed {

        @Test
        void settingsHold(ReferenceServer server) {
            assertThat(server.things().isStrict()).isTrue();
            assertThat(server.things().names()).containsExactly("thing-1");
        }
    }

    @Test
    void itCanStandOnAnotherAnnotation() {
        assertAllPass(Composed.class, 1);
    }

    @WithReferenceServer(lifetime = WithReferenceServer.Lifetime.CLASS, things = "thing-1")
    interface OnOneServer {}

    static class Implementing implements OnOneServer {

        static final Set<URI> URLS = ConcurrentHashMap.newKeySet();

        @RepeatedTest(2)
        void settingsHold(ReferenceServer server) {
            URLS.add(server.baseUrl());
            assertThat(server.things().names()).containsExactly("thing-1");
        }
    }

    @Test
    void itCanStandOnAnInterface() {
        assertAllPass(Implementing.class, 2);
        assertThat(Implementing.URLS).hasSize(1);
    }

    @WithReferenceServer(lifetime = WithReferenceServer.Lifetime.CLASS, things = "outer")
    static class Around {

        static final Set<URI> OUTER = ConcurrentHashMap.newKeySet();
        static final Set<URI> INNER = ConcurrentHashMap.newKeySet();

        @Test
        void itsOwnHold(ReferenceServer server) {
            OUTER.add(server.baseUrl());
            assertThat(server.things().names()).containsExactly("outer");
        }

        @Nested
        class Without {

            @Test
            void thoseAroundHold(ReferenceServer server) {
                OUTER.add(server.baseUrl());
                assertThat(server.things().names()).containsExactly("outer");
            }
        }

        @Nested
        @WithReferenceServer(lifetime = WithReferenceServer.Lifetime.CLASS, things = "inner")
        class WithOneServer {

            @RepeatedTest(2)
            void itsOwnHold(ReferenceServer server) {
                INNER.add(server.baseUrl());
                assertThat(server.things().names()).containsExactly("inner");
            }

            @Nested
            class Deeper {

                @Test
                void thoseAroundHold(ReferenceServer server) {
                    INNER.add(server.baseUrl());
                    assertThat(server.things().names()).containsExactly("inner");
                }
            }
        }

        @Nested
        @WithReferenceServer(things = "each")
        class WithAServerForEach {

            @RepeatedTest(2)
            void itsOwnHold(ReferenceServer server) {
                assertThat(OUTER).doesNotContain(server.baseUrl());
                assertThat(server.things().names()).containsExactly("each");
            }
        }
    }

    @Test
    void aNestedClassHasTheSettingsOfItsOwnAnnotation() {
        assertAllPass(Around.class, 7);
        assertThat(Around.OUTER).hasSize(1);
        assertThat(Around.INNER).hasSize(1).doesNotContainAnyElementsOf(Around.OUTER);
    }
}
