#!/usr/bin/env python3
"""Takes out of a program what depends on the folder it was built in, in place: nothing is moved, so all segments stay as they are.

- .swift_modhash, what the compiler notes of modules for debuggers, is filled with zeros;
- the build id comes from what stays after stripping: the linker's own covers the debugging information, which names the folder.

usage: make-reproducible.py PROGRAM
"""
import hashlib
import os
import subprocess
import sys
import tempfile

program = sys.argv[1]
sections = {}
for line in subprocess.run(["readelf", "-SW", program], check=True, capture_output=True, text=True).stdout.splitlines():
    words = line.replace("[ ", "[").split()
    if len(words) > 5 and words[1].startswith("."):
        sections[words[1]] = (int(words[4], 16), int(words[5], 16))


def overwrite(offset, data):
    with open(program, "r+b") as file:
        file.seek(offset)
        file.write(data)


start, size = sections[".swift_modhash"]
overwrite(start, bytes(size))
# An ELF note: lengths, type and the name "GNU" take 16 bytes, then comes the id.
start, size = sections[".note.gnu.build-id"]
overwrite(start + 16, bytes(20))
with tempfile.TemporaryDirectory() as directory:
    stripped = os.path.join(directory, "stripped")
    subprocess.run(["strip", "--strip-all", "--remove-section=.comment", "-o", stripped, program], check=True)
    with open(stripped, "rb") as file:
        overwrite(start + 16, hashlib.sha1(file.read()).digest())
