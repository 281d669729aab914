package co.spkey.sdk.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class ReceptionTest {

    private final PreparedRequest request = new PreparedRequest(
            new WireRequest("POST", URI.create("http://localhost/"), new String[0], new byte[] {'{'}),
            HttpHeaders.of(Map.of(), (name, value) -> true),
            null,
            null);

    private WireException.Kind kindOf(Exception failure) {
        Reception reception = new Reception(request, 0, null);
        return catchThrowableOfType(WireException.class, () -> reception.answerDespite(failure))
                .kind();
    }

    /** The JDK can be told to send a command again whose connection broke, and may find none then. */
    @Test
    void takesNoMissingConnectionForProofThatNothingWasSentWhenItWas() {
        assertThat(kindOf(new ConnectException())).isEqualTo(WireException.Kind.NOT_CONNECTED);

        request.bodyPublisher().orElseThrow().subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription given) {}

            @Override
            public void onNext(ByteBuffer part) {}

            @Override
            public void onError(Throwable broken) {}

            @Override
            public void onComplete() {}
        });
        assertThat(kindOf(new ConnectException())).isEqualTo(WireException.Kind.BROKEN);
    }

    /** The JDK may come with the end of a body that was too large. */
    @Test
    void isNotToldThatABodyIsWholeWhichWasCutOff() {
        List<Body> whole = new ArrayList<>();
        BoundedBody body = new BoundedBody(4, -1, null, 0, whole::add);
        body.onNext(List.of(ByteBuffer.allocate(5)));
        body.onComplete();

        assertThat(whole).isEmpty();
        assertThat(body.getBody().toCompletableFuture().join().end()).isEqualTo(Body.End.TOO_LARGE);
    }
}
