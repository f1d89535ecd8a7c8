"""Tests of what holds the notebooks to their rules and outputs. Run by `make test`."""

import unittest

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from notebook_outputs import differences, settled, without_noise
from notebook_rules import breaches


def notebook(source="1 + 1", *outputs):
    cell = new_code_cell(source, execution_count=1, outputs=list(outputs))
    return new_notebook(cells=[new_markdown_cell("why"), cell, new_markdown_cell("recap")])


def shown(data, **metadata):
    return new_output("display_data", data=data, metadata=metadata)


def printed(text, name="stdout"):
    return new_output("stream", text=text, name=name)


class RulesTest(unittest.TestCase):
    def faults(self, source="1 + 1", *outputs):
        return [fault for _, fault in breaches(notebook(source, *outputs))]

    def test_accepts_calls_and_lambdas(self):
        source = "var model = rows.map(x -> { return x; });\nfor (var x : rows) { show(x); }"
        self.assertEqual(self.faults(source), [])

    def test_refuses_more_than_ten_lines_without_counting_blank_ones(self):
        self.assertEqual(self.faults("x++;\n\n" * 10), [])
        self.assertIn("has 11 lines", self.faults("x++;\n" * 11)[0])

    def test_refuses_types(self):
        for source in ("class A {}", "record A(int x) {}", "public interface A {}", "enum A { B }"):
            self.assertEqual(self.faults(source), ["defines a type: define it in the module"])

    def test_refuses_methods(self):
        for source in ("int twice(int x) {\n}", "public static void f() {}", "List<Row> f(int x) {"):
            self.assertEqual(self.faults(source), ["defines a method: define it in the module"])

    def test_refuses_code_without_prose_and_an_end_without_recap(self):
        cells = [new_code_cell("1", execution_count=1)]
        faults = [fault for _, fault in breaches(new_notebook(cells=cells))]
        self.assertEqual(len(faults), 2)

    def test_refuses_code_that_was_not_executed(self):
        cells = [new_markdown_cell("why"), new_code_cell("1"), new_markdown_cell("recap")]
        self.assertIn("without being executed", next(breaches(new_notebook(cells=cells)))[1])

    def test_refuses_a_picture_without_words(self):
        data = {"image/png": "iVBO", "text/plain": "ROC: ..."}
        self.assertEqual(self.faults("1", shown(data)), ["shows a picture without alternative text"])
        self.assertEqual(self.faults("1", shown(data, **{"image/png": {"alt": "ROC: ..."}})), [])


class OutputsTest(unittest.TestCase):
    def differences(self, before, after):
        return differences("01", without_noise(before), without_noise(after))

    def test_accepts_the_same_text_printed_in_other_pieces(self):
        before = notebook("1", printed("a\nb\n"))
        after = notebook("1", printed("a\n"), printed("b\n"))
        self.assertEqual(self.differences(before, after), [])

    def test_accepts_other_pixels_and_other_identifiers(self):
        before = notebook("1", shown({"image/png": "iVBO", "text/plain": "Model@1a2b3c4d"}))
        after = notebook("1", shown({"image/png": "iVBX", "text/plain": "Model@5e6f7a8b"}))
        self.assertEqual(self.differences(before, after), [])

    def test_names_the_cell_and_the_lines_that_differ(self):
        found = self.differences(notebook("auroc", printed("0.85\n")), notebook("auroc", printed("0.84\n")))
        self.assertEqual(len(found), 1)
        for words in ("01, cell 2: auroc", "-0.85", "+0.84"):
            self.assertIn(words, found[0])

    def test_notices_an_output_that_is_gone(self):
        before = notebook("1", shown({"text/html": "<table/>", "text/plain": "x"}))
        self.assertIn("-[text/html]", self.differences(before, notebook("1"))[0])

    def test_compares_nothing_of_a_cell_that_was_skipped_here_alone(self):
        there = notebook("1", printed("0.5\n"))
        here = notebook("1", printed("Skipped: no such runtime. Run `make runtimes`.\n"))
        self.assertEqual(self.differences(there, here), [])
        self.assertEqual(len(self.differences(here, there)), 1)

    def test_accepts_other_numbers_where_a_cell_says_that_they_vary(self):
        for tag, other, accepted in (
            ("varies", "+I[[9.0, 5.0E-7]] right: 3\n", True),
            ("varies", "+I[[9.0]] right: 3\n", False),
            ("varies", "+I[[9.0, 1]] wrong: 3\n", False),
            ("about", "+I[[1.0, -0.31]] right: 1612\n", True),
            ("about", "+I[[1.0, -0.31]] right: 1200\n", False),
            ("about", "+I[[1.0, 0.31]] right: 1612\n", False),
        ):
            with self.subTest(tag=tag, other=other):
                before = notebook("1", printed("+I[[1.0, -0.3]] right: 1620\n"))
                after = notebook("1", printed(other))
                before.cells[1].metadata["tags"] = [tag]
                self.assertEqual(self.differences(before, after) == [], accepted)
                kept = settled(before, after).cells[1].outputs[0].text
                self.assertEqual(kept, before.cells[1].outputs[0].text if accepted else other)

    def test_hides_the_ports_of_local_addresses(self):
        page = notebook("1", printed("at http://localhost:34567/#/job\n"))
        page.cells[1].outputs.append(shown({"text/plain": "http://127.0.0.1:80", "image/png": "iVBO"}))
        outputs = without_noise(page).cells[1].outputs
        self.assertEqual(outputs[0].text, "at http://localhost:PORT/#/job\n")
        self.assertEqual(outputs[1].data["text/plain"], "http://127.0.0.1:PORT")

    def test_keeps_the_ports_of_other_addresses_and_other_figures(self):
        page = notebook("1", printed("https://example.org:8080 has 10:30\n"))
        self.assertEqual(without_noise(page).cells[1].outputs[0].text, "https://example.org:8080 has 10:30\n")

    def test_removes_times_and_versions(self):
        dirty = notebook()
        dirty.metadata["language_info"] = {"name": "java", "version": "17.0.15"}
        dirty.cells[1].metadata["execution"] = {"iopub.execute_input": "2026"}
        clean = without_noise(dirty)
        self.assertEqual(clean.metadata["language_info"], {"name": "java"})
        self.assertEqual(clean.cells[1].metadata, {})


if __name__ == "__main__":
    unittest.main()
