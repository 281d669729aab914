package co.spkey.sdk.hubs.testkit.cli;

import static co.spkey.sdk.hubs.testkit.cli.Ended.run;
import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.testkit.Front;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import picocli.CommandLine;

/** The command as a user types it; the API key is in the environment of the tests. */
class VerifyCommandTest {

    private static final Front.Twist FAITHFUL = (request, behind) -> behind.ask(request);

    private static final Front.Twist FIRST_IS_200 = (request, behind) -> {
        Front.Answered answer = behind.ask(request);
        return answer.status() == 201 ? answer.as(200) : answer;
    };

    private static final Front.Twist NO_CF_RAY =
            (request, behind) -> behind.ask(request).without("cf-ray");

    @TempDir
    private Path folder;

    private final ReferenceServer server = ReferenceServer.start();
    private final List<Front> fronts = new ArrayList<>();

    @AfterEach
    void close() {
        fronts.forEach(Front::close);
        server.close();
    }

    /** Verifies with write access what answers through a gateway. */
    private Ended verify(Front.Twist twist, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("verify", "--base-url", front(twist).toString(), "--allow-writes", "--hub-ids", hubIds(9)));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private URI front(Front.Twist twist) throws IOException {
        Front front = new Front(server, twist);
        fronts.add(front);
        return front.url();
    }

    private String hubIds(int count) throws IOException {
        List<String> lines = new ArrayList<>(List.of("# for the contract's checks", ""));
        for (int i = 1; i <= count; i++) {
            lines.add("line-7-" + i);
        }
        return file("ids.txt", lines.toArray(String[]::new));
    }

    private String file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }

    @Test
    void withoutAnAddressTheReferenceServerInsideIsVerified() {
        Ended ended = run("verify", "--level", "D,S,F");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.out())
                .contains("Verifying the reference server of this program", "PH-RES-03/repeat-is-200")
                .containsPattern(
                        "Everything that was tried and counts holds \\((\\d+) of \\1 clauses hold, 0 not tried\\)");
        assertThat(ended.code()).isZero();
    }

    @Test
    void itSaysBeforehandHowManyHubIdsItNeedsAndTakesTheFirstOnes() throws Exception {
        Ended ended = verify(FAITHFUL);

        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(ended.out().lines().skip(1).findFirst()).contains("The run uses up 5 hub ids at most");
        assertThat(ended.out()).contains("Used up: line-7-1, line-7-2, line-7-3, line-7-4, line-7-5");
        assertThat(server.hubs().ids())
                .containsExactlyInAnyOrder("line-7-1", "line-7-2", "line-7-3", "line-7-4", "line-7-5");
    }

    @Test
    void withoutLeaveToWriteNothingIsStoredAndItSaysHowToTryMore() throws Exception {
        Ended ended = run("verify", "--base-url", front(FAITHFUL).toString());

        assertThat(ended.code()).isZero();
        assertThat(server.hubs().count()).isZero();
        assertThat(ended.out())
                .contains("With --allow-writes more can be tried", "a file of up to 7 fresh hub ids")
                .contains("clauses were not tried: needs write access")
                .containsPattern("not tried +S +PH-RES-02/first-is-201 .* \\(needs write access\\)");
    }

    @Test
    void tooFewHubIdsAreRefusedBeforeAnythingIsSent() throws Exception {
        Ended ended =
                run("verify", "--base-url", server.baseUrl().toString(), "--allow-writes", "--hub-ids", hubIds(4));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("the run needs 5 hub ids", "has 4", "nothing was sent");
        assertThat(server.requests().count()).isZero();
    }

    @Test
    void aBrokenClauseThatCountsIsNamedWithWhatWasExpectedAndIsExitCode1() throws Exception {
        Ended ended = verify(FIRST_IS_200);

        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.out())
                .containsPattern("BROKEN +S +PH-RES-02/first-is-201 +The first provisioning is answered 201")
                .contains("expected: status 201 for hub line-7-1", "got:      200 {\"success\":true")
                .contains("1 clause that counts is broken (");
    }

    @Test
    void aBrokenClauseOfLevelFCountsOnlyIfAskedTo() throws Exception {
        Ended reported = verify(NO_CF_RAY);
        assertThat(reported.code()).isZero();
        assertThat(reported.out())
                .containsPattern("reported +F +PH-ERR-03/cf-ray")
                .contains("1 clause is broken, but of a level that doesn't count (D, S count)");

        server.reset();
        Ended counted = verify(NO_CF_RAY, "--level", "d,s,f");
        assertThat(counted.code()).isEqualTo(1);
        assertThat(counted.out()).containsPattern("BROKEN +F +PH-ERR-03/cf-ray");
    }

    @Test
    void aKnownDeviationDoesNotCountUntilItHolds() throws Exception {
        String baseline = file("baseline.txt", "PH-RES-02/first-is-201  # until release 3");
        Ended known = verify(FIRST_IS_200, "--baseline", baseline);
        assertThat(known.code()).isZero();
        assertThat(known.out())
                .containsPattern("known +S +PH-RES-02/first-is-201")
                .contains("1 clause is broken as the baseline says")
                .contains("Everything that was tried and counts holds, but for 1 known deviation (");

        server.reset();
        Ended overcome = verify(FAITHFUL, "--baseline", baseline);
        assertThat(overcome.code()).isEqualTo(1);
        assertThat(overcome.out())
                .containsPattern("FIXED +S +PH-RES-02/first-is-201")
                .contains("take it out there", "1 known deviation holds by now");
    }

    @Test
    void aTargetThatIsNotThereIsOneLineAndExitCode3() throws Exception {
        URI gone = front(FAITHFUL);
        fronts.get(0).close();

        Ended ended = run("verify", "--base-url", gone.toString());

        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err())
                .hasLineCount(1)
                .contains("No answer from " + gone + " (java.net.ConnectException)", "is it running");
    }

    @Test
    void badArgumentsAreOneLineAndExitCode2() throws Exception {
        String url = server.baseUrl().toString();
        for (List<String> arguments : List.of(
                List.of("--base-url", "nowhere"),
                List.of("--base-url", "http://me:sekret@x/"),
                List.of("--base-url", "http://me:sekret@x y/"),
                List.of("--base-url", url, "--allow-writes"),
                List.of("--base-url", url, "--hub-ids", hubIds(9)),
                List.of(
                        "--base-url",
                        url,
                        "--allow-writes",
                        "--hub-ids",
                        folder.resolve("none").toString()),
                List.of("--base-url", url, "--baseline", file("b.txt", "PH-RES-02/no-such")),
                List.of("--base-url", url, "--report", file("f.txt", "not a folder")),
                List.of("--base-url", url, "--level", "X"),
                List.of("--api-key", "sekret"),
                List.of("--base-url", url, "--bearer-token", "Bearer", "sekret.eyJ"),
                List.of("--base-url", url, "--bearer=sekret.eyJ"),
                List.of("--base-url", url, "--bearer", "sekret.eyJ"),
                List.of("--base-url", url, "--api-key", "sekret\n"))) {
            Ended ended =
                    run(Stream.concat(Stream.of("verify"), arguments.stream()).toArray(String[]::new));

            assertThat(ended.code()).as("%s", arguments).isEqualTo(2);
            assertThat(ended.err())
                    .as("%s", arguments)
                    .hasLineCount(1)
                    .contains("--help")
                    .doesNotContain("sekret");
        }
        assertThat(server.requests().count()).isZero();
    }

    @Test
    void credentialsThatEveryoneCanSeeAreWarnedAbout() throws Exception {
        Ended ended = run("verify", "--base-url", front(FAITHFUL).toString(), "--api-key", "test-key");

        assertThat(ended.err()).hasLineCount(1).contains("other users of this machine can see", "SPKEY_API_KEY");
    }

    @Test
    void credentialsThatWouldTravelInTheClearAreWarnedAbout() {
        for (String url : List.of("http://gateway.example.com/", "http://localhost.example.com")) {
            assertThat(warnings(url)).singleElement().asString().contains("http, not https");
        }
        for (String url : List.of("https://gateway.example.com", "http://localhost:8787", "http://[::1]:1/x")) {
            assertThat(warnings(url)).isEmpty();
        }
    }

    private static List<String> warnings(String baseUrl) {
        return CommandLine.populateCommand(new TargetOptions(), "--base-url", baseUrl)
                .warnings();
    }

    @Test
    void secretsReachNoReportWhateverIsEchoed() throws Exception {
        String key = "sekretKey0123456789sekretKey0123456789ab";
        String token = "sekretToken.eyJzdWIiOiJwYXJ0bmVyIn0.c2lnbmF0dXJl";
        try (ReferenceServer own =
                        ReferenceServer.builder().apiKey(key).bearerToken(token).start();
                Front echo = new Front(own, (request, behind) -> {
                    String sent = request.headers().getOrDefault("X-API-Key", "")
                            + request.headers().getOrDefault("Authorization", "");
                    return behind.ask(request)
                            .with("Content-Type", "text/" + sent)
                            .saying("{\"success\":\"" + sent + "\",\"aggregateId\":\"" + "x".repeat(60) + sent
                                    + "\",\"more\":\"" + "y".repeat(20) + sent + "\"}");
                })) {
            Ended ended = run(
                    "verify",
                    "--base-url",
                    echo.url().toString(),
                    "--api-key",
                    key,
                    "--bearer-token",
                    token,
                    "--allow-writes",
                    "--hub-ids",
                    hubIds(9),
                    "--report",
                    folder.toString());

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.out() + ended.err()).contains("***").doesNotContainIgnoringCase("sekret");
            for (String name : List.of(ReportFiles.PAGE, ReportFiles.JSON, ReportFiles.JUNIT)) {
                assertThat(folder.resolve(name)).content().contains("***").doesNotContainIgnoringCase("sekret");
            }
        }
    }

    @Test
    void theReportForProgramsHoldsEachClause() throws Exception {
        verify(FIRST_IS_200, "--report", folder.toString());

        JsonNode report =
                new ObjectMapper().readTree(folder.resolve(ReportFiles.JSON).toFile());
        assertThat(report.path("passed").booleanValue()).isFalse();
        assertThat(report.path("countingLevels")).hasToString("[\"D\",\"S\"]");
        assertThat(report.path("counts").path("broken").intValue()).isEqualTo(1);
        assertThat(report.path("hubIdsUsed")).hasSize(5);
        JsonNode broken = new ObjectMapper().nullNode();
        for (JsonNode clause : report.path("clauses")) {
            broken = clause.path("standing").asText().equals("broken") ? clause : broken;
        }
        assertThat(broken.path("id").asText()).isEqualTo("PH-RES-02");
        assertThat(broken.path("expected").asText()).startsWith("status 201");
        assertThat(broken.path("got").asText()).startsWith("200 ");
    }

    @Test
    void theReportForCiServersIsJUnitsXml() throws Exception {
        verify(FIRST_IS_200, "--report", folder.toString());

        Element suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(folder.resolve(ReportFiles.JUNIT).toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
        assertThat(suite.getElementsByTagName("skipped").getLength())
                .isEqualTo(Integer.parseInt(suite.getAttribute("skipped")));
        Element failure = (Element) suite.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).startsWith("expected status 201");
        assertThat(((Element) failure.getParentNode()).getAttribute("classname"))
                .isEqualTo("PH-RES-02");
    }

    @Test
    void thePageNeedsNothingElseAndShowsMarkupAsText() throws Exception {
        verify(
                (request, behind) -> behind.ask(request).as(500).saying("<script>alert('x')</script>"),
                "--report",
                folder.toString());

        assertThat(folder.resolve(ReportFiles.PAGE))
                .content()
                .startsWith("<!DOCTYPE html>")
                .contains("prefers-color-scheme: dark", "name=\"viewport\"", "What doesn&#39;t hold")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
                .doesNotContain("<script", "<link", "<img", "src=", "href=", "@import", "url(");
    }
}
