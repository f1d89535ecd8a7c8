package io.flinklab.serving;

/** Runs fitted pipelines in plain Java. */
final class PlainRuntime implements ScoringRuntime {
    private static final long serialVersionUID = 1L;

    @Override
    public Scorer open(ServedModel model) {
        return Scorer.of(model.schema(), model.pipeline());
    }

    @Override
    public String toString() {
        return "plain";
    }
}
