"""Compares a coverage report with the floors in pyproject.toml, package by package."""

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def measured(files: Mapping[str, Any], package: str) -> float | None:
    """Percent of statements and branches that ran; None if the report has no file of it."""
    total = covered = 0
    for name, entry in files.items():
        if name.replace("\\", "/").startswith(package + "/"):
            summary = entry["summary"]
            total += summary["num_statements"] + summary.get("num_branches", 0)
            covered += summary["covered_lines"] + summary.get("covered_branches", 0)
    return 100 * covered / total if total else None


def below(report: Mapping[str, Any], floors: Mapping[str, float]) -> list[str]:
    """One line for each package under its floor, or not measured at all."""
    lines = []
    for package, floor in floors.items():
        percent = measured(report["files"], package)
        if percent is None:
            lines.append(f"{package}: not measured, its floor is {floor} %")
        elif percent < floor:
            lines.append(f"{package}: {percent:.1f} %, its floor is {floor} %")
    return lines


def main(argv: list[str]) -> int:
    """Exit code 1 if any package is below its floor."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    floors = config["tool"]["scrip"]["coverage-floors"]
    try:
        report = json.loads(Path(argv[1]).read_text(encoding="utf-8"))
    except OSError as error:
        print(f"no coverage report to compare: {error}")
        return 1
    for package in floors:
        percent = measured(report["files"], package)
        print(f"{package}: {'not measured' if percent is None else f'{percent:.1f} %'}")
    failures = below(report, floors)
    for line in failures:
        print(f"below the floor: {line}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
