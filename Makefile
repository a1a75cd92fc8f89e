# Everything is kept in .venv/ and build/; `make clean` removes both. Versions come from constraints.txt.

BIN := .venv/bin
PINNED := -c constraints.txt --build-constraint constraints.txt
# Python compiles what is used as it is used, which is a part of all that is installed.
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/pip install --quiet --no-compile
CHROMIUM := chromium
# Some wait for a server or a browser: one more than two cores keeps these at work. Each collects all tests anew.
PYTEST := $(BIN)/pytest -n 3 --dist worksteal

# The first Python on the path that runs, is new enough and can make an environment.
FIND_PYTHON := for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; python=; done; \
	test "$$python" || { echo 'Python 3.11 or newer with its venv module is needed.' >&2; exit 2; }

VIRTUOSO := virtuoso-opensource virtuoso-opensource-7 virtuoso-opensource-7-bin
HAS_BROWSER := command -v $(CHROMIUM) >/dev/null && command -v chromedriver >/dev/null

# The tests start some hundred commands; where Python may not keep what it compiled, each compiles anew.
unexport PYTHONDONTWRITEBYTECODE

# Debian's packages, unless something is there; who may not install them is told what is left out, which ends a run on CI.
define debian
@$(1) && exit; \
if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
	echo 'Installing $(2) …'; \
	{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends $(2); } >/dev/null; \
fi; \
$(1) || { echo '$(3) are left out: they need $(2) (Debian).' >&2; test "$$CI" != true; }
endef

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test quick style types all-tests quick-tests attack bench scale reading docs site context release pins sbom clean browser java virtuoso apache

help:  ## Show this list.
	@sed -n 's/^\([a-z]*\):.*##  */\1\t/p' $(MAKEFILE_LIST) | expand -t 10

run: $(BIN)/.installed  ## Install, check and build the graph, ask one question for each user, draw the maps.
	$(BIN)/atgraph check
	$(BIN)/atgraph build
	@printf '\nA researcher: where do the sources contradict themselves?\n'
	$(BIN)/atgraph ask contradictions
	@printf '\nA coordinator: who works with an organisation, and where is that printed?\n'
	$(BIN)/atgraph ask who-works-with --organization "Walk Free" --evidence
	@printf '\nAn analyst: who takes part in more than one event?\n'
	$(BIN)/atgraph ask people-in-several-events
	$(BIN)/atgraph map all -o build/maps
	@printf '\nThe graph is in build/store/, the maps are in build/maps/: open build/maps/index.html in a browser.\n'
	@printf 'All questions: $(BIN)/atgraph ask\n'
	@printf 'In a browser, for all who use no terminal: $(BIN)/atgraph serve\n'

test: $(BIN)/.tested browser java virtuoso apache  ## Check style and types and run every test, also in a real browser and on real servers.
	@$(MAKE) --no-print-directory --jobs 2 style types all-tests

quick: $(BIN)/.tested  ## Run the tests that need no browser, no server and little time.
	@$(MAKE) --no-print-directory --jobs 2 style quick-tests

style:  ## Check the style of the code and which room imports which.
	$(BIN)/ruff check --no-cache
	$(BIN)/lint-imports --no-cache

types:  ## Check the types.
	$(BIN)/mypy

all-tests:
	@if $(HAS_BROWSER); then $(PYTEST); else $(PYTEST) -m 'not browser and not attack'; fi

# Quick tests wait for nothing, and each process takes seconds to begin.
quick-tests:
	HYPOTHESIS_PROFILE=quick $(PYTEST) -n 2 -m 'not browser and not server and not slow and not attack'

attack: $(BIN)/.tested  ## Attack the program in the long form: many tries, on this machine alone, at most ten minutes.
	timeout 600 $(PYTEST) -m attack

bench: $(BIN)/.tested  ## Measure, and write the figures into benchmarks/README.md.
	$(BIN)/python benchmarks/run.py

scale: $(BIN)/.tested  ## Measure the questions on a million made triples; takes some twenty minutes.
	$(BIN)/python benchmarks/scale.py

reading: $(BIN)/.tested  ## Measure how well and how fast documents are read; takes some minutes.
	$(BIN)/python benchmarks/ingest.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/curating.py

docs: $(BIN)/.tested browser site  ## Write the sessions and pictures of the README and docs/, the notebook and the site of the ontology anew.
	$(BIN)/python docs/sessions.py README.md docs/*.md
	$(BIN)/python docs/notebook.py
	$(BIN)/atgraph build
	$(BIN)/atgraph map all -o build/maps
	$(BIN)/python docs/pictures.py build/maps

site: $(BIN)/.installed  ## Write the site of the ontology into build/docs/.
	PYTHONPATH=docs:ontology/tools $(BIN)/python -m reference build/docs
	@printf 'The site is in build/docs/: open build/docs/index.html in a browser.\n'

context: $(BIN)/.installed  ## Write ontology/context.jsonld anew, from the ontology and its shapes.
	$(BIN)/python ontology/tools/context.py

release: $(BIN)/.installed  ## Write the terms of the ontology's present version to ontology/releases/.
	PYTHONPATH=ontology/tools $(BIN)/python -m releases write

pins:  ## Resolve the dependencies anew, on the oldest Python, and write constraints.txt.
	python3.11 -m venv --clear build/pins
	build/pins/bin/pip install --quiet --upgrade pip
	build/pins/bin/pip install --quiet --group dev '.[assistant,cluster,web]'
	sed -i 1q constraints.txt
	build/pins/bin/pip freeze --all --exclude atgraph --exclude setuptools >> constraints.txt
	build/pins/bin/pip install --quiet uv
	sed -i 1q requirements.txt
	build/pins/bin/uv pip compile --quiet --universal --python build/pins/bin/python --constraints constraints.txt \
		--generate-hashes --no-annotate --no-header --extra assistant --extra web pyproject.toml >> requirements.txt

sbom: $(BIN)/.tested  ## Install what the wheel needs, each file by its digest, and write its SBOM to build/sbom.json.
	$(BIN)/python -m venv --clear --without-pip build/sbom
	$(BIN)/pip --python build/sbom/bin/python install --quiet --require-hashes -r requirements.txt
	$(BIN)/cyclonedx-py environment build/sbom --pyproject pyproject.toml --output-reproducible -o build/sbom.json
	rm -rf build/sbom

clean:  ## Remove all that was made.
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/.installed: pyproject.toml constraints.txt
	@$(FIND_PYTHON); $$python -m venv --clear .venv
	@echo 'Installing into .venv/ …'
	@$(PIP) -c constraints.txt --upgrade pip
	@$(PIP) $(PINNED) --editable '.[assistant,web]'
	@touch $@

$(BIN)/.tested: $(BIN)/.installed
	@$(PIP) $(PINNED) --group dev
	@touch $@

browser:
	$(call debian,$(HAS_BROWSER),chromium chromium-driver,The tests in a browser)

java:
	$(call debian,command -v java >/dev/null,default-jre-headless,The tests with a reasoner)

virtuoso:
	$(call debian,command -v virtuoso-t >/dev/null,$(VIRTUOSO),The tests on Virtuoso)

apache:
	-$(call debian,test -x /usr/sbin/apache2,apache2-bin,The tests of the rules for w3id.org in Apache)
