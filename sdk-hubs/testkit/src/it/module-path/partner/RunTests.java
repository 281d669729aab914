package partner;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import co.spkey.sdk.hubs.testkit.HubsContract;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the tests of this module and says how it went. */
public final class RunTests {

    private RunTests() {}

    public static void main(String[] args) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(
                                        selectClass(GatewayContractTest.class),
                                        selectClass(OnboardingTest.class),
                                        selectClass(StrictThingsTest.class))
                                .build(),
                        listener);
        listener.getSummary().printFailuresTo(new PrintWriter(System.out));
        System.out.println("JUnit " + Test.class.getModule().getDescriptor().rawVersion().orElse("unknown") + ", "
                + HubsContract.class.getModule() + ", " + RunTests.class.getModule());
        System.out.println("succeeded " + listener.getSummary().getTestsSucceededCount() + ", failed "
                + listener.getSummary().getTotalFailureCount() + ", skipped "
                + listener.getSummary().getTestsAbortedCount());
        System.exit(0);
    }
}
