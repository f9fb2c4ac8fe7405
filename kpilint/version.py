"""The version of kpilint; `pyproject.toml` states the same one."""

VERSION = "0.1.0"
