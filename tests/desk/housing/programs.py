"""The command of an installation, run as a program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from settled import ENVIRONMENT


class Program:
    """The command ``horseshoe`` with the environment of an installation."""

    def __init__(self, url: str, folder: Path) -> None:
        self.environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "HOME": str(folder),
            "HORSESHOE_LOG_KEY": str(folder / "log.key"),
            **ENVIRONMENT,
            "HORSESHOE_URL": "http://localhost:8000",
            "HORSESHOE_DATABASE_URL": url,
        }

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [str(Path(sys.executable).with_name("horseshoe")), *arguments],
            env={**self.environment, **more},
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def __call__(self, *arguments: str, **more: str) -> tuple[int, str, str]:
        process = self.start(*arguments, **more)
        out, err = process.communicate(timeout=120)
        return process.returncode, out, err
