package co.spkey.sdk.hubs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.core.call.MalformedAnswerException;
import co.spkey.sdk.core.call.UnsuccessfulAnswerException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written for a request and read from an answer, without a socket: these tests also serve mutation testing. */
class CodecTest {

    private static final ResponseMetadata METADATA =
            new ResponseMetadata(201, null, 1, Duration.ofMillis(3), false, Map.of());

    private static final String STATUS = "{'hubId':'hub-1','serial':'SN','model':'M','thingName':'T',"
            + "'status':'Claimed','isPrimary':true,'provisionedAt':1000";

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }

    private static ProvisionHubResponse response(String text) throws Exception {
        return new ProvisionHubReader(json(text)).read(METADATA);
    }

    private static @Nullable HubEvent event(String text) throws Exception {
        return response("{'success':true,'aggregateId':'a','version':1,'event':" + text + "}")
                .event();
    }

    private static HubStatus status(String text) throws MalformedAnswerException {
        return new HubStatusReader("a/b").read(json(text), METADATA);
    }

    @Test
    void aRequestIsWrittenWithoutTheFieldsThatAreAbsent() {
        ProvisionHubOperation operation = new ProvisionHubOperation();

        assertThat(operation.body(ProvisionHubRequest.of("hub-1", "SN", "M")))
                .asString(UTF_8)
                .isEqualTo("{\"hubId\":\"hub-1\",\"serial\":\"SN\",\"model\":\"M\"}");
        assertThat(operation.body(ProvisionHubRequest.of("hub \"ü", "SN", "M")
                        .withThingName("T")
                        .withVendorName("V")))
                .asString(UTF_8)
                .isEqualTo("{\"hubId\":\"hub \\\"ü\",\"serial\":\"SN\",\"model\":\"M\","
                        + "\"thingName\":\"T\",\"vendorName\":\"V\"}");
    }

    @Test
    void anOperationSaysWhereItGoesAndWhatItIsAbout() {
        ProvisionHubOperation provision = new ProvisionHubOperation();
        ProvisionHubRequest request = ProvisionHubRequest.of("a/b", "SN", "M");
        assertThat(provision.name()).isEqualTo("ProvisionHub");
        assertThat(provision.method()).isEqualTo("POST");
        assertThat(provision.path(request)).isEqualTo("/hubs/a%2Fb/ProvisionHub");
        assertThat(provision.subject(request)).isEqualTo("hub a/b");
        assertThat(provision.isSafe()).isFalse();

        HubStatusOperation status = HubStatusOperation.ALONE;
        assertThat(status.name()).isEqualTo("HubStatus");
        assertThat(status.method()).isEqualTo("GET");
        assertThat(status.path("a/b")).isEqualTo("/hubs/a%2Fb/status");
        assertThat(status.subject("a/b")).isEqualTo("hub a/b");
        assertThat(status.body("a/b")).isNull();
        assertThat(status.isSafe()).isTrue();
        assertThat(status.followsCommand()).isFalse();
        assertThat(status.explain("a/b", 404)).contains("not been provisioned");
        assertThat(status.explain("a/b", 403)).isNull();
    }

    @Test
    void aStatusAfterACommandSaysThatTheHubExists() throws Exception {
        HubStatusOperation status =
                HubStatusOperation.after(response("{'success':true,'aggregateId':'a','version':1}"));

        assertThat(status.followsCommand()).isTrue();
        assertThat(status.subject("a/b"))
                .isEqualTo("hub a/b (it exists: ProvisionHub was answered 201; only the verification is missing)");
    }

    @Test
    void anAnswerIsReadInAnyOrderWithFieldsNobodyKnowsYet() throws Exception {
        ProvisionHubResponse response = response("{'new':{'success':false,'x':[1]},'version':3.14,'event':null,"
                + "'list':[{'version':9}],'aggregateId':'a%2Fb','success':true}");

        assertThat(response.success()).isTrue();
        assertThat(response.aggregateId()).isEqualTo("a%2Fb");
        assertThat(response.version()).isEqualTo(new BigDecimal("3.14"));
        assertThat(response.event()).isNull();
        assertThat(response.metadata()).isSameAs(METADATA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'aggregateId':'a','version':1}                  | success is missing (PH-RES-01)",
                "{'success':true,'version':1}                     | aggregateId is missing (PH-RES-01)",
                "{'success':true,'aggregateId':'a'}               | version is missing (PH-RES-01)",
                "{'success':'yes'}                | success is a string where a boolean belongs (PH-RES-01)",
                "{'success':null}                 | success is null where a boolean belongs (PH-RES-01)",
                "{'aggregateId':7}                | aggregateId is a number where a string belongs (PH-RES-01)",
                "{'aggregateId':7.5}              | aggregateId is a number where a string belongs (PH-RES-01)",
                "{'aggregateId':true}             | aggregateId is a boolean where a string belongs (PH-RES-01)",
                "{'aggregateId':false}            | aggregateId is a boolean where a string belongs (PH-RES-01)",
                "{'aggregateId':{}}               | aggregateId is an object where a string belongs (PH-RES-01)",
                "{'aggregateId':[]}               | aggregateId is an array where a string belongs (PH-RES-01)",
                "{'version':'1'}                  | version is a string where a number belongs (PH-RES-01)",
                "{'version':1e99999999999}        | version is a number that can't be read (PH-RES-01)",
                "{'event':7}                      | event is a number where an object or null belongs (PH-RES-01)",
                "{'event':'x'}                    | event is a string where an object or null belongs (PH-RES-01)",
                "[1]                              | the body is an array where an object belongs (PH-RES-01)",
                "``                               | the body is empty where an object belongs (PH-RES-01)",
                "{'success':true,'aggregateId':'a','version':1} {} | something follows the body's object (PH-RES-01)",
                "{'success':tru}                  | the body is not JSON (PH-RES-01): JsonParseException at line 1",
                "{'success':                      | the body is not JSON (PH-RES-01): JsonEOFException at line 1"
            })
    void whatIsWrongWithAnAnswerIsNamed(String body, String problem) {
        assertThatThrownBy(() -> response(body))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void theColumnOfTheFirstBadCharacterIsSaid() {
        assertThatThrownBy(() -> response("{'success':true,\n 'aggregateId':nix}"))
                .hasMessageMatching(".*JsonParseException at line 2, column \\d\\d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'success':false}", "{'success':false,'aggregateId':'a','version':1}"})
    void anAnswerThatSaysItDidNotSucceedIsNoSuccess(String body) {
        assertThatThrownBy(() -> response(body)).isInstanceOf(UnsuccessfulAnswerException.class);
    }

    @Test
    void theTextNullCountsAsNoEvent() throws Exception {
        assertThat(event("'null'")).isNull();
    }

    @Test
    void aProvisioningIsReadWithAllItsFields() throws Exception {
        assertThat(event("{'type':'HubProvisioned','data':{'hubId':'h','serial':'s','model':'m','thingName':'t',"
                        + "'vendorName':'v','provisionedAt':1732233600123,'more':{'hubId':'other'}},'more':[1]}"))
                .isEqualTo(new HubProvisioned("h", "s", "m", "t", "v", Instant.ofEpochMilli(1732233600123L)));
        assertThat(event("{'data':{'hubId':'h','serial':'s','model':'m','thingName':'t','provisionedAt':1.9},"
                        + "'type':'HubProvisioned'}"))
                .isEqualTo(new HubProvisioned("h", "s", "m", "t", null, Instant.ofEpochMilli(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hubId", "serial", "model", "thingName", "provisionedAt"})
    void aProvisioningWithoutOneOfItsFieldsIsKeptAsItCame(String missing) throws Exception {
        String event = "{'type':'HubProvisioned','data':{'hubId':'h','serial':'s','model':'m','thingName':'t',"
                + "'provisionedAt':'1'}}";
        String without = event.replace("'1'", "1")
                .replaceFirst("'" + missing + "':[^,}]+,?", "")
                .replace(",}", "}");

        assertThat(event(without)).isEqualTo(new UnrecognizedHubEvent("HubProvisioned", without.replace('\'', '"')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'1'", "null", "9e99", "-9e99", "4611686018427387904", "-4611686018427387904", "1e99999999999"})
    void aProvisioningAtNoReadableMomentIsKeptAsItCame(String moment) throws Exception {
        assertThat(event("{'type':'HubProvisioned','data':{'hubId':'h','serial':'s','model':'m','thingName':'t',"
                        + "'provisionedAt':" + moment + "}}"))
                .isInstanceOf(UnrecognizedHubEvent.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'HubMoved','data':{'to':1.50}} | HubMoved",
                "{'type':7,'data':[1,{}]}               | ``",
                "{'data':{'hubId':'h'}}                 | ``",
                "{}                                     | ``"
            })
    void anUnknownEventIsKeptAsItCame(String event, String type) throws Exception {
        assertThat(event(event)).isEqualTo(new UnrecognizedHubEvent(type, event.replace('\'', '"')));
    }

    @Test
    void aStatusIsReadWithWhatIsAbsentOrNull() throws Exception {
        HubStatus status = status(STATUS
                + ",'orgId':null,'siteId':null,'claimedAt':null,'online':null,'lastSeen':null,'version':null,"
                + "'uptimeSeconds':null,'more':[1]}");

        assertThat(status)
                .isEqualTo(new HubStatus(
                        "hub-1",
                        "SN",
                        "M",
                        "T",
                        HubLifecycle.CLAIMED,
                        null,
                        null,
                        true,
                        Instant.ofEpochSecond(1),
                        null,
                        null,
                        null,
                        null,
                        null,
                        METADATA));
        assertThat(status(STATUS + "}")).isEqualTo(status);
    }

    @Test
    void aStatusIsReadWithAllItsFields() throws Exception {
        HubStatus status = status(STATUS
                + ",'orgId':'o','siteId':'s','claimedAt':2000,'online':false,'lastSeen':3e3,'version':'1.2',"
                + "'uptimeSeconds':77.9}");

        assertThat(status.orgId()).isEqualTo("o");
        assertThat(status.siteId()).isEqualTo("s");
        assertThat(status.claimedAt()).isEqualTo(Instant.ofEpochSecond(2));
        assertThat(status.online()).isFalse();
        assertThat(status.lastSeen()).isEqualTo(Instant.ofEpochSecond(3));
        assertThat(status.firmwareVersion()).isEqualTo("1.2");
        assertThat(status.uptime()).isEqualTo(Duration.ofSeconds(77));
        assertThat(status.isPrimary()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a/b, a/b", "a%2Fb, a/b", "c%2Fd, c/d"})
    void theHubIdOfAStatusIsDecoded(String onTheWire, String hubId) throws Exception {
        assertThat(status(STATUS.replace("hub-1", onTheWire) + "}").hubId()).isEqualTo(hubId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hubId", "serial", "model", "thingName", "status", "isPrimary", "provisionedAt"})
    void whatAStatusLacksIsNamed(String field) {
        assertThatThrownBy(() -> status(STATUS.replace("'" + field + "'", "'x'") + "}"))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage(field + " is missing (status of a hub)");
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "4.6e18, 4600000000000000000",
        "-4.6e18, -4600000000000000000",
        "1.5, 1",
        "-1.5, -1"
    })
    void aWholeNumberIsReadWithoutItsFraction(String number, long expected) throws Exception {
        assertThat(status(STATUS + ",'uptimeSeconds':" + number + "}").uptime())
                .isEqualTo(Duration.ofSeconds(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "4.7e18", "-4.7e18", "1e400"})
    void aWholeNumberOutOfRangeIsNamed(String number) {
        assertThatThrownBy(() -> status(STATUS + ",'uptimeSeconds':" + number + "}"))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessage("uptimeSeconds is a number out of range (status of a hub)");
    }
}
