"""Runs Flink's own environments in the cells of the real kernel; needs `make setup`.

A cell's lambda is a class that the kernel keeps. A cluster that looks elsewhere for it fails the job.
"""

import sys
import unittest
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
KERNEL = Path(sys.prefix) / "share" / "jupyter" / "kernels" / "java"
IMPORTS = """import io.flinklab.app.Lesson;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;"""
DOUBLED = "System.out.println({}.fromElements(1, 2, 3).map(x -> 2 * x).returns(Types.INT).executeAndCollect(9));"
CONTEXT = "StreamExecutionEnvironment.getExecutionEnvironment()"
LOCAL = "StreamExecutionEnvironment.createLocalEnvironment()"
ELSEWHERE = """import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.*;
var settings = new Configuration().set(RestOptions.BIND_PORT, "0");
var configuration = new MiniClusterConfiguration.Builder().setConfiguration(settings).build();
var elsewhere = new MiniCluster(configuration);
elsewhere.start();
var address = elsewhere.getRestAddress().get();
var remote = StreamExecutionEnvironment.createRemoteEnvironment(address.getHost(), address.getPort());"""


class EnvironmentsTest(unittest.TestCase):
    """One kernel for all cells, which build on each other as a notebook's do."""

    def test_environments_of_flink_run_cells_on_the_notebooks_cluster(self):
        self.client = NotebookClient(
            new_notebook(), kernel_name="java", timeout=120, resources={"metadata": {"path": str(NOTEBOOKS)}}
        )
        with self.client.setup_kernel():
            self.run_cell(IMPORTS)
            with self.subTest("in one thread, where Flink's planner keeps what tables need"):
                self.run_cell("var threads = new java.util.HashSet<Thread>();")
                self.run_cell("threads.add(Thread.currentThread());\n" * 20)
                self.assertEqual(self.run_cell("System.out.println(threads.size());"), "1\n")
            with self.subTest("with the project's class in the place of Flink ML's"):
                context = "org.apache.flink.ml.common.broadcast.BroadcastContext.class"
                where = f"System.out.println({context}.getProtectionDomain().getCodeSource());"
                self.assertIn("/target/flink-ml-lab.jar", self.run_cell(where))
            with self.subTest("with a class before the one that it extends"):
                self.run_cell("class Outer { class Inner extends Base {} class Base {} }")
                superclass = "System.out.print(new Outer().new Inner().getClass().getSuperclass().getSimpleName());"
                self.assertEqual(self.run_cell(superclass), "Base")
            with self.subTest("with a jar that a cell brings"):
                self.run_cell(f"%classpath {KERNEL / 'jjava-launcher.jar'}")
                brought = "System.out.print(org.dflib.jjava.launcher.KernelLauncher.class.getSimpleName());"
                self.assertEqual(self.run_cell(brought), "KernelLauncher")
            with self.subTest("without a lesson"):
                self.assert_doubled(CONTEXT)
                self.assert_doubled(LOCAL)
            with self.subTest("with parallelism 3, and the address of the web UI"):
                self.run_cell(f"var env = {CONTEXT};\nenv.setParallelism(3);")
                self.assertEqual(self.run_cell(DOUBLED.format("env")).count(","), 2)
                port = "System.out.println(env.getConfiguration().get(RestOptions.PORT));"
                self.assertGreater(int(self.run_cell(port)), 0)
            with self.subTest("on the cluster of a lesson"):
                self.run_cell('var lesson = Lesson.in("..");')
                self.assert_doubled(CONTEXT)
                self.assert_doubled(LOCAL)
                self.assertEqual(self.run_cell("System.out.println(lesson.cluster().jobs());"), "2\n")
            with self.subTest("after the lesson was closed"):
                self.run_cell("lesson.close();")
                for environment in (CONTEXT, LOCAL):
                    with self.assertRaises(CellExecutionError):
                        self.assert_doubled(environment)
                    error = "\n".join(self.client.nb.cells[-1].outputs[-1].traceback)
                    self.assertIn('run the cell with Lesson.in("..") again', error)
            with self.subTest("on a cluster elsewhere, whose failure says what happened"):
                self.run_cell(ELSEWHERE)
                with self.assertRaises(CellExecutionError):
                    self.run_cell("remote.fromElements(0).map(x -> 1 / x).returns(Types.INT).executeAndCollect(9);")
                error = "\n".join(self.client.nb.cells[-1].outputs[-1].traceback)
                self.assertIn("Caused by: java.lang.ArithmeticException: / by zero", error)
                self.run_cell("elsewhere.close();")
            with self.subTest("after Run All, once more"):
                self.run_cell('lesson = Lesson.in("..");')
                self.assert_doubled(CONTEXT)
                self.assert_doubled(LOCAL)

    def assert_doubled(self, environment):
        printed = self.run_cell(DOUBLED.format(environment))
        self.assertEqual(sorted(printed.strip("[]\n").split(", ")), ["2", "4", "6"])

    def run_cell(self, source):
        """What a cell prints; raises what it throws."""
        self.client.nb.cells.append(new_code_cell(source))
        cell = self.client.execute_cell(self.client.nb.cells[-1], len(self.client.nb.cells) - 1)
        return "".join(output.text for output in cell.outputs if output.get("name") == "stdout")


if __name__ == "__main__":
    unittest.main()
