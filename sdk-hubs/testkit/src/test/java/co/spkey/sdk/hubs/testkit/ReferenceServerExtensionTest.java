package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import co.spkey.sdk.core.error.BadRequestException;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs small test classes on JUnit, as a build would, and looks at what became of them. */
@Isolated("looks at the standard error stream")
class ReferenceServerExtensionTest {

    private static final ProvisionHubRequest REQUEST = ProvisionHubRequest.of("hub-1", "SN-1", "M-1");

    static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "4")
                .execute()
                .testEvents();
    }

    static void assertAllPass(Class<?> tests, int count) {
        run(tests).assertStatistics(counts -> counts.started(count).succeeded(count));
    }

    static void assertFails(Class<?> tests, Predicate<String> message) {
        run(tests).failed().assertEventsMatchExactly(event(finishedWithFailure(message(message))));
    }

    /** Returns what goes to the standard error stream meanwhile. */
    static String printedBy(Runnable work) {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    @WithReferenceServer
    static class Injection {

        private int hubsBefore = -1;

        @BeforeEach
        void look(ReferenceServer server) {
            hubsBefore = server.hubs().count();
        }

        @Test
        void serverAndClientBelongTogether(ReferenceServer server, HubsClient hubs) {
            hubs.provision(REQUEST);

            assertThat(hubsBefore).isZero();
            assertThat(server.hubs().ids()).containsExactly("hub-1");
            assertThat(server.requests().all().get(0).sentApiKey("test-key")).isTrue();
            assertThat(server.requests().all().get(0).sentBearerToken("test-jwt"))
                    .isTrue();
        }

        @Nested
        class Inside {

            @Test
            void aNestedTestHasThemToo(HubsClient hubs, ReferenceServer server) {
                hubs.provision(REQUEST);
                assertThat(server.hubs().count()).isEqualTo(1);
            }
        }
    }

    @Test
    void testsGetAServerAndAClientForIt() {
        assertAllPass(Injection.class, 2);
    }

    @WithReferenceServer
    @Execution(ExecutionMode.CONCURRENT)
    static class AtTheSameTime {

        static final Set<URI> URLS = ConcurrentHashMap.newKeySet();

        @RepeatedTest(20)
        void eachHasAServerOfItsOwn(ReferenceServer server, HubsClient hubs) {
            URLS.add(server.baseUrl());
            assertThat(hubs.provision(REQUEST).event()).isNotNull();
            assertThat(server.requests().count()).isEqualTo(1);
        }
    }

    @Test
    void testsCanRunAtTheSameTime() {
        assertAllPass(AtTheSameTime.class, 20);
        assertThat(AtTheSameTime.URLS).hasSizeGreaterThan(1);
    }

    @WithReferenceServer(lifetime = WithReferenceServer.Lifetime.CLASS, things = "hub-1")
    @Execution(ExecutionMode.CONCURRENT)
    static class OneServer {

        static final Set<URI> URLS = ConcurrentHashMap.newKeySet();

        @BeforeAll
        static void itIsThere(ReferenceServer server) {
            URLS.add(server.baseUrl());
        }

        @RepeatedTest(10)
        void itIsAsNewForEach(ReferenceServer server, HubsClient hubs) {
            URLS.add(server.baseUrl());
            assertThat(server.things().names()).containsExactly("hub-1");
            assertThat(hubs.provision(REQUEST).event()).isNotNull();
            server.things().unregister("hub-1");
            server.credentials().revokeApiKey("test-key");
            server.faults().always(new Fault.CutConnection());
        }

        @Nested
        class Inside {

            @Test
            void itIsTheSame(ReferenceServer server) {
                URLS.add(server.baseUrl());
            }
        }
    }

    @Test
    void oneServerForAClassIsResetBetweenTestsThatTakeTurns() {
        assertAllPass(OneServer.class, 11);
        assertThat(OneServer.URLS).hasSize(1);
    }

    static class Registered {

        @RegisterExtension
        static final ReferenceServerExtension BACKEND = ReferenceServerExtension.builder()
                .server(server -> server.strictThings("thing-1").apiKey("key-1"))
                .client(client -> client.application("line/1"))
                .oneServerPerClass()
                .build();

        @Test
        void settingsHold(ReferenceServer server, HubsClient hubs) {
            Assertions.assertThrows(BadRequestException.class, () -> hubs.provision(REQUEST));
            RecordedRequest request = server.requests().all().get(0);
            assertThat(request.sentApiKey("key-1")).isTrue();
            assertThat(request.headers()).doesNotContainKey("Authorization");
            assertThat(request.headers().toString()).contains("line/1");
        }
    }

    @Test
    void aRegisteredExtensionHasSettings() {
        assertAllPass(Registered.class, 1);
    }

    static class NotStatic {

        @RegisterExtension
        final ReferenceServerExtension backend =
                ReferenceServerExtension.builder().oneServerPerClass().build();

        @Test
        void itSaysSo() {}
    }

    @Test
    void oneServerForAClassInAnInstanceFieldIsRefused() {
        assertFails(NotStatic.class, text -> text.contains("needs a static field"));
    }

    @WithReferenceServer
    static class TooEarly {

        TooEarly(ReferenceServer server) {
            assertThat(server).isNull();
        }

        @Test
        void itSaysSo() {}
    }

    @Test
    void aConstructorHasNoServerYet() {
        assertFails(TooEarly.class, text -> text.contains("There is no server at this moment"));
    }

    @WithReferenceServer
    static class BreaksTheContract {

        @Test
        void withoutNoticing(ReferenceServer server) throws Exception {
            new Caller(server).provision("hub-1");
        }
    }

    @Test
    void aTestFailsWhoseClientBrokeTheContract() {
        assertFails(
                BreaksTheContract.class,
                text -> text.contains("The client broke the wire contract (to allow it: without NO_VIOLATIONS):")
                        && text.contains("PH-REQ-02: Content-Type is missing"));
    }

    @WithReferenceServer
    static class LeavesAFault {

        @AfterEach
        void theClientIsStillOpenHere(HubsClient hubs) {
            hubs.status("hub-1");
        }

        @Test
        void unused(ReferenceServer server, HubsClient hubs) {
            hubs.provision(REQUEST);
            server.faults().forHub("hub-2").times(2, new Fault.CutConnection());
        }
    }

    @Test
    void aTestFailsThatLeavesAFaultUnused() {
        assertFails(
                LeavesAFault.class,
                text -> text.contains("without ALL_FAULTS_USED")
                        && text.contains("CutConnection[], 2 more times, for hub hub-2"));
    }

    @WithReferenceServer
    static class Strays {

        @Test
        void toAnotherRoute(ReferenceServer server) throws Exception {
            new Caller(server).send("GET", "/hubs", null);
        }
    }

    @Test
    void aTestFailsThatSentARequestNoRouteKnows() {
        assertFails(Strays.class, text -> text.contains("without ONLY_KNOWN_ROUTES") && text.contains("GET /hubs 404"));
    }

    @WithReferenceServer
    static class AsksForTheDocument {

        @Test
        void thatIsNoStray(ReferenceServer server) throws Exception {
            new Caller(server).send("GET", OpenApiDocument.PATH, null);
        }
    }

    @Test
    void aTestMayAskForTheOpenApiDocument() {
        assertAllPass(AsksForTheDocument.class, 1);
    }

    @WithReferenceServer(
            without = {ServerCheck.NO_VIOLATIONS, ServerCheck.ALL_FAULTS_USED, ServerCheck.ONLY_KNOWN_ROUTES})
    static class AllAllowed {

        @Test
        void itPasses(ReferenceServer server) throws Exception {
            new Caller(server).provision("hub-1");
            new Caller(server).send("GET", "/hubs", null);
            server.faults().once(new Fault.CutConnection());
        }
    }

    @Test
    void eachCheckCanBeSwitchedOff() {
        assertAllPass(AllAllowed.class, 1);
    }

    static class FailsByItself {

        @RegisterExtension
        final ReferenceServerExtension backend = ReferenceServerExtension.builder()
                .server(server -> server.apiKey("sekret-key").bearerToken("sekret-token"))
                .build();

        @Test
        void forAReasonOfItsOwn(ReferenceServer server, HubsClient hubs) {
            server.faults().once(new Fault.ErrorAnswer(ErrorShape.E1, 400).withMessage("bad key sekret-key"));
            server.faults().once(new Fault.CutConnection());
            hubs.provision(REQUEST);
        }
    }

    @Test
    void aTestThatFailsByItselfPrintsItsExchangesWithoutSecrets() {
        String printed = printedBy(
                () -> assertFails(FailsByItself.class, text -> text.contains("400") && !text.contains("struck")));

        assertThat(printed)
                .contains(
                        "Exchanges of forAReasonOfItsOwn",
                        "  1. POST /hubs/hub-1/ProvisionHub",
                        "Authorization: Bearer ***",
                        "{\"hubId\":\"hub-1\"",
                        "-> 400 {\"success\":false",
                        "bad key ***",
                        "Scripted faults never struck")
                .doesNotContain("sekret");
    }
}
