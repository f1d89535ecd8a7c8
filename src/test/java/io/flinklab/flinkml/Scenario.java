package io.flinklab.flinkml;

/** What the kit tries with a stage. */
enum Scenario {
    TRANSFORM(
            "fit and transform",
            "the stage is fitted on the six rows and transforms them, on one subtask; what comes"
                    + " out is what the other runs are compared with"),
    SAVE_AND_LOAD(
            "save and load",
            "the stage and its model are saved and loaded; the loaded model transforms"),
    MODEL_DATA(
            "model data out and in",
            "`getModelData()` of the model is given to `setModelData()` of a new one, which"
                    + " transforms"),
    THREE_SUBTASKS("3 subtasks", "the same at parallelism 3"),
    SEVEN_SUBTASKS("7 subtasks", "the same at parallelism 7, so that one subtask gets no row"),
    CHECKPOINTS(
            "checkpoints",
            "a checkpoint every 100 ms; the rows come two at a time, each time after a checkpoint"),
    EMPTY_TABLE(
            "empty table",
            "the model transforms a table without rows, to which nothing may come out; then the"
                    + " stage is fitted on one, which has to be refused by an error that says so"),
    NAN(
            "NaN",
            "in one row of the six the number, the score and the first feature are NaN; the row may"
                    + " be refused by an error that says so, or the other rows have to become what"
                    + " they become without it");

    private final String title;
    private final String description;

    Scenario(String title, String description) {
        this.title = title;
        this.description = description;
    }

    /** As the table names it. */
    String title() {
        return title;
    }

    /** What is done. */
    String description() {
        return description;
    }
}
