package co.spkey.sdk.hubs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Everything that is logged at any level while this is open. */
final class LogCapture implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
    private final AppenderBase<ILoggingEvent> appender;

    LogCapture() {
        this(event -> {});
    }

    /** Lets the log itself misbehave. */
    LogCapture(Consumer<ILoggingEvent> first) {
        appender = new AppenderBase<>() {
            @Override
            public synchronized void doAppend(ILoggingEvent event) {
                first.accept(event);
                events.add(event);
            }

            @Override
            protected void append(ILoggingEvent event) {}
        };
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.setLevel(Level.TRACE);
        root.addAppender(appender);
    }

    List<String> messages(Level level) {
        return events.stream()
                .filter(event -> event.getLevel().equals(level) && isOurs(event))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    /** All text, stack traces included. */
    String everything() {
        StringBuilder text = new StringBuilder();
        for (ILoggingEvent event : events) {
            text.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
        return text.toString();
    }

    private static boolean isOurs(ILoggingEvent event) {
        return event.getLoggerName().startsWith("co.spkey");
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        root.setLevel(before);
    }
}
