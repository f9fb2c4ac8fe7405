"""Git repositories in which the examples have three quarters behind them, up to 2026-11-22.

`build.history("managed-services", folder)` writes one; so does, for whoever wants to try,

    python -m tests.histories managed-services FOLDER

Each ends in exactly the files of `examples/<name>`. The earlier states are told backwards from
there (`steps.py`); one module for each example tells its story.
"""
