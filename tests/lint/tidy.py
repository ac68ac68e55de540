#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The qilin-daemon authors
# SPDX-License-Identifier: MIT
"""clang-tidy over core/, app/ and gui/, with the checks of .clang-tidy.

Nearly all the time goes into Qt's headers, so files are read in groups: one translation unit that
includes several sources, as a unity build does. Files that define the same name for themselves are
kept in different groups; a group that does not compile all the same is read file by file.
A group is passed over while nothing that it depends on has changed since it was clean.
"""
import argparse
import concurrent.futures
import hashlib
import json
import pathlib
import re
import shlex
import subprocess
import sys

GROUP_SIZE = 12
# At the left margin: "TYPE name(…)", "constexpr TYPE kName", "struct Name", "using Name =".
OWN_NAME = re.compile(
    r"^(?:[A-Za-z_][\w:<>,*&\s\[\]]*?[\s*&])??(?:"
    r"(?P<function>\w+)\([^;]*$|(?:constexpr|const|static)[^=({;]*?(?P<constant>\w+)\s*(?:\[\d*\])?\s*[={]|"
    r"(?:struct|class|enum class|enum)\s+(?P<type>\w+)|using\s+(?P<alias>\w+)\s*=)", re.MULTILINE)


def flags_of(entry):
    """The command's options, without the warnings (gcc's task) and what names this one target."""
    words = shlex.split(entry["command"])[1:]
    words = words[:words.index("-o")]
    return [word for word in words if not word.startswith("-W") and "_autogen/include" not in word]


def own_names(text):
    namespaces = re.findall(r"^namespace \{\n(.*?)^\} // namespace$", text, re.MULTILINE | re.DOTALL)
    return {name for body in namespaces for match in OWN_NAME.finditer(body)
            for name in match.groups() if name}


def grouped(entries, root):
    groups = []  # (flags, names, files)
    for entry in entries:
        file = pathlib.Path(entry["file"])
        flags, names = flags_of(entry), own_names(file.read_text())
        if file.parent == root / "app":  # each may have a main()
            names = names | {"main"}
        for group in groups:
            if group[0] == flags and not group[1] & names and len(group[2]) < GROUP_SIZE:
                group[1].update(names)
                group[2].append(file)
                break
        else:
            groups.append((flags, set(names), [file]))
    return groups


class Tidy:
    def __init__(self, arguments):
        self.root = pathlib.Path(arguments.root)
        self.build = pathlib.Path(arguments.build)
        self.program = arguments.clang_tidy
        self.jobs = arguments.jobs
        self.state = self.build / "tidy-clean"
        self.state.mkdir(parents=True, exist_ok=True)
        self.common = hashlib.sha256()
        version = subprocess.run([self.program, "--version"], capture_output=True, check=True)
        self.common.update(version.stdout + (self.root / ".clang-tidy").read_bytes())
        for room in ("core", "app", "gui"):
            for header in sorted((self.root / room).rglob("*.h")):
                self.common.update(header.read_bytes())

    def key(self, flags, files):
        digest = self.common.copy()
        digest.update(" ".join(flags).encode())
        for file in files:
            digest.update(str(file).encode() + file.read_bytes())
        return digest.hexdigest()

    def read(self, flags, source):
        filter_ = f"^{re.escape(str(self.root))}/(core|app|gui)/"
        command = [self.program, "-quiet", f"-header-filter={filter_}",
                   f"--config-file={self.root / '.clang-tidy'}", str(source), "--",
                   *flags]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        return result.returncode == 0, result.stdout + result.stderr

    def group(self, flags, files):
        stamp = self.state / self.key(flags, files)
        if stamp.exists():
            return ""
        unit = self.build / f"tidy-{stamp.name[:16]}.cpp"
        unit.write_text("".join(f'#include "{file}"\n' for file in files))
        clean, output = self.read(flags, unit)
        unit.unlink()
        if not clean and "clang-diagnostic-error" in output and len(files) > 1:
            return "".join(self.group(flags, [file]) for file in files)
        if clean:
            stamp.touch()
            return ""
        lines = [line for line in output.splitlines()
                 if not re.match(r"^\d+ warnings? |^Error while processing|^Suppressed|^Use -header", line)]
        return "\n".join(lines) + "\n"

    def run(self):
        entries = json.loads((self.build / "compile_commands.json").read_text())
        wanted = re.compile(re.escape(str(self.root)) + r"/(core|app|gui)/")
        unique = {entry["file"]: entry for entry in entries if wanted.match(entry["file"])}
        missing = [room for room in ("core", "app", "gui")
                   if not any(file.startswith(f"{self.root}/{room}/") for file in unique)]
        if missing:
            return f"no file of {', '.join(missing)} is in compile_commands.json\n"
        groups = grouped([unique[file] for file in sorted(unique)], self.root)
        with concurrent.futures.ThreadPoolExecutor(self.jobs) as pool:
            outputs = list(pool.map(lambda group: self.group(group[0], group[2]), groups))
        print(f"{len(unique)} files in {len(groups)} groups")
        return "".join(outputs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", required=True)
    parser.add_argument("--build", required=True, help="a directory of its own; configured here")
    parser.add_argument("--cmake", default="cmake")
    parser.add_argument("--clang-tidy", default="clang-tidy")
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    # gcc's precompiled headers are none for clang, so this tree has none.
    configured = subprocess.run([arguments.cmake, "--preset", "tidy", "-B", arguments.build],
                                cwd=arguments.root, capture_output=True, text=True, check=False)
    if configured.returncode != 0:
        sys.exit(configured.stdout + configured.stderr)
    complaints = Tidy(arguments).run()
    if complaints:
        sys.exit(complaints)


if __name__ == "__main__":
    main()
