package io.flinklab.app;

import io.flinklab.serving.MetricBound;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ModelWatch;
import io.flinklab.serving.ModelWatch.Outcome;
import io.flinklab.serving.http.LiveModel;
import io.flinklab.serving.http.ModelReload;
import io.flinklab.serving.http.ScoringService;
import io.flinklab.serving.http.ScoringService.ServiceException;
import io.flinklab.serving.http.ServiceOptions;
import io.flinklab.store.flink.StoreLocation;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.configuration.MemorySize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves scores over HTTP until it is told to stop. */
@Command(
        name = "serve",
        description =
                "Answer scores over HTTP with the store's current model, until SIGTERM or Ctrl-C.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private RuntimeOption runtime;

    @Option(names = "--store", required = true, description = StoreOptions.STORE)
    private StoreLocation store;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "The address to listen at (default: ${DEFAULT-VALUE}, this machine).")
    private String host;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "The port to listen at; 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--reload",
            defaultValue = "every=10s",
            description =
                    "Look into the store every=TIME, as 500ms, 10s or 2m, or never"
                            + " (default: ${DEFAULT-VALUE}).")
    private Reload reload;

    @Option(
            names = "--bound",
            description =
                    "Refuse a model that is worse, as auroc>=0.8 or logLoss<=0.45; repeatable.")
    private List<MetricBound> bounds = List.of();

    @Option(
            names = "--max-body",
            defaultValue = "1MB",
            description = "Refuse a longer request (default: ${DEFAULT-VALUE}).")
    private MemorySize maxBody;

    @Option(
            names = "--body-timeout",
            defaultValue = "5s",
            description =
                    "Drop a client that in this time neither sends 32KB more of a body nor the"
                            + " rest of it, or takes less than 32KB of an answer"
                            + " (default: ${DEFAULT-VALUE}).")
    private Duration bodyTimeout;

    @Option(
            names = "--grace",
            defaultValue = "5s",
            description =
                    "When told to stop, say so at /ready and go on this long"
                            + " (default: ${DEFAULT-VALUE}).")
    private Duration grace;

    @Override
    public Integer call() throws InterruptedException {
        requireNoTopic();
        ServiceOptions options = options();
        ModelWatch watch = new ModelWatch(store.open(), new ModelGate(bounds, runtime.runtime()));
        LiveModel model = first(watch.look());
        ScoringService service = ScoringService.start(options, model);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service), "stop"));
        say("scoring at " + service.uri() + " with model " + watch.version());
        reload.every().ifPresent(every -> ModelReload.every(every, watch, model, this::say));
        new CountDownLatch(1).await();
        return 0;
    }

    private static LiveModel first(Outcome found) {
        if (found instanceof Outcome.Changed changed) {
            return new LiveModel(changed.scorer(), changed.model().manifest(), Clock.systemUTC());
        }
        throw new ServiceException(
                found instanceof Outcome.Refused refused
                        ? refused.reason()
                        : ((Outcome.Unreachable) found).reason());
    }

    private void stop(ScoringService service) {
        try {
            say("stopping: not ready any more, the last requests are answered");
            service.drain();
            say("stopped");
            // The process would otherwise end with the signal's code, as if something were wrong.
            Runtime.getRuntime().halt(0);
        } catch (InterruptedException | RuntimeException e) {
            say("stopped too early: " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    private void requireNoTopic() {
        if (reload.topic().isPresent()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--reload: a service looks every=TIME, as every=10s, or never; events are for"
                            + " streams.");
        }
    }

    private ServiceOptions options() {
        try {
            return new ServiceOptions(host, port, (int) maxBody.getBytes(), bodyTimeout, grace);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private synchronized void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
