# Đôn Đốc: cài đặt, chạy, kiểm thử. Dùng: make run · make test · make bench
SHELL := /bin/bash
HOST ?= 127.0.0.1
PORT ?= 8080

VENV := .venv
PY := $(VENV)/bin/python
RUN_PARTS := tesseract-ocr tesseract-ocr-vie libreoffice-writer-nogui fonts-liberation2 fonts-croscore
TEST_PARTS := chromium postgresql poppler-utils libatomic1

.PHONY: run install test lint bench soak templates locale lock parts-run parts-test clean

run: install ## cài đặt rồi mở ứng dụng tại http://$(HOST):$(PORT)
	exec $(VENV)/bin/dondoc serve --host $(HOST) --port $(PORT)

install: parts-run $(VENV)/.installed ## chỉ cài đặt

$(VENV)/.installed: requirements.lock pyproject.toml
	@bash .ci/venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

parts-run:
	@bash .ci/parts $(RUN_PARTS)

parts-test:
	@bash .ci/parts $(RUN_PARTS) $(TEST_PARTS)

lint: install ## định dạng, kiểu dữ liệu, chiều phụ thuộc
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

test: parts-test install lint ## toàn bộ kiểm thử
	$(PY) -m pytest -n 2 --dist loadgroup

bench: install ## tỷ số tốc độ so với chuẩn chạy cùng lúc
	@for f in tests/bench/bench_*.py; do $(PY) $$f || exit 1; done

soak: install ## các phép thử chạy nhiều phút
	@for f in tests/soak/soak_*.py; do $(PY) $$f || exit 1; done

templates: install ## dựng lại các mẫu .docx từ bảng thể thức
	$(PY) -m drafting.render.build_templates

locale: install ## dịch lại lời nhắc của dòng lệnh
	$(VENV)/bin/pybabel compile -D messages -d ui/locale

lock: ## ghim lại các gói
	$(VENV)/bin/pip install --quiet uv
	$(VENV)/bin/uv pip compile --quiet --generate-hashes --no-header --no-emit-index-url --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
