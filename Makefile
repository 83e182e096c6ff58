PYTHON ?= python3

.PHONY: help run start stop reset ckan test test-domain lint i18n bench

help:
	@echo "make run          the whole portal, in the foreground; Ctrl-C ends it"
	@echo "make start        the same in the background; its address is the last line"
	@echo "make stop         end every process started here"
	@echo "make reset        stop, and wipe the data"
	@echo "make ckan ARGS=   run the ckan command, as in: make ckan ARGS=\"user list\""
	@echo "make test         every test, on services of its own; ARGS= names some of them"
	@echo "make test-domain  the tests that need no service"
	@echo "make lint         the style of the code, and that imports run one way"
	@echo "make bench        public pages against stock CKAN; ARGS=\"--datasets 300 --rounds 60\""
	@echo "make bench-beside  this checkout and another in turn: ARGS=\"../before\""
	@echo "make bench-kegiatan  a kegiatan with 50, 100 and 200 variables against stock CKAN"
	@echo "make bench-transition  each transition of a dataset with 100 files against stock CKAN"
	@echo "make bench-audit  the verification of a log of 100,000 decisions"
	@echo "make bench-queue  the queue with 1,000 open reviews beside stock CKAN's own list"
	@echo "make bench-tables  the reader, from 1,000 to 1,000,000 rows"
	@echo "make bench-loading  from a file to its table, beside COPY and, if it is installed, frictionless"
	@echo "make bench-findings  precision and recall of the reader's remarks over the corpus"
	@echo "make bench-plausibility  what the marks on a table find of errors put into it, and the time it takes"
	@echo "make i18n         gather the messages, list those without a translation"

run start stop reset lint:
	@$(PYTHON) -m dev $@

ckan test test-domain:
	@$(PYTHON) -m dev $@ $(ARGS)

bench:
	@.stack/venv/bin/python -m benchmarks.pages $(ARGS)

bench-%:
	@.stack/venv/bin/python -m benchmarks.$* $(ARGS)

i18n:
	@.stack/venv/bin/python -m dev.i18n
