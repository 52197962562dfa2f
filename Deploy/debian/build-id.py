#!/usr/bin/env python3
"""Gives a program a build id that comes from what stays of it after stripping.

The linker's own covers the debugging information, which names the folder of the build; the package must not depend on that.
usage: build-id.py PROGRAM
"""
import hashlib
import os
import subprocess
import sys
import tempfile

program = sys.argv[1]
with tempfile.TemporaryDirectory() as directory:
    stripped = os.path.join(directory, "stripped")
    subprocess.run(
        ["strip", "--strip-all", "--remove-section=.note.gnu.build-id", "--remove-section=.comment",
         "-o", stripped, program], check=True)
    with open(stripped, "rb") as file:
        digest = hashlib.sha1(file.read()).digest()
    note = os.path.join(directory, "note")
    with open(note, "wb") as file:
        # An ELF note: lengths of name and description, type NT_GNU_BUILD_ID, name, description.
        file.write((4).to_bytes(4, "little") + (20).to_bytes(4, "little") + (3).to_bytes(4, "little") + b"GNU\0" + digest)
    subprocess.run(["objcopy", "--update-section", f".note.gnu.build-id={note}", program], check=True)
